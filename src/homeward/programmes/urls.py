from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.core import navigation
from homeward.programmes.views import criteria, design, mapping, packages, programmes, ways

app_name = "programmes"

ONE = "programmes/<int:pk>/"
VERSION = f"{ONE}criteria/<int:criteriaversion_pk>/"
WAY = f"{ONE}ways/<int:way_pk>/"
RECORD = "scoping/<int:scopingrecord_pk>/"

urlpatterns = [
    path("programmes/", programmes.index, name="index"),
    path("programmes/new/", programmes.new, name="new"),
    path(ONE, programmes.detail, name="detail"),
    path(f"{ONE}change/", programmes.change, name="change"),
    path(f"{ONE}places/", mapping.add_place, name="add_place"),
    path(f"{ONE}places/<int:coverage_pk>/remove/", mapping.remove_place, name="remove_place"),
    path(f"{ONE}corridors/", mapping.add_corridor, name="add_corridor"),
    path(
        f"{ONE}corridors/<int:corridor_pk>/remove/",
        mapping.remove_corridor,
        name="remove_corridor",
    ),
    path(f"{ONE}sectors/", mapping.add_sector, name="add_sector"),
    path(
        f"{ONE}sectors/<int:programmesector_pk>/remove/",
        mapping.remove_sector,
        name="remove_sector",
    ),
    path(f"{ONE}parts/", mapping.add_part, name="add_part"),
    path(f"{ONE}parts/<int:participation_pk>/remove/", mapping.remove_part, name="remove_part"),
    path(f"{ONE}budgets/", mapping.add_budget, name="add_budget"),
    path(f"{ONE}budgets/<int:budget_pk>/remove/", mapping.remove_budget, name="remove_budget"),
    path(f"{ONE}packages/new/", packages.new, name="new_package"),
    path(f"{ONE}packages/<int:package_pk>/end/", packages.end, name="end_package"),
    path(f"{ONE}residents/", packages.residents, name="residents"),
    path(f"{ONE}criteria/", criteria.versions, name="criteria"),
    path(f"{ONE}criteria/draft/", criteria.draft, name="draft_criteria"),
    path(f"{ONE}criteria/try/", criteria.tried, name="try"),
    path(VERSION, criteria.version, name="version"),
    path(f"{VERSION}step/", criteria.step, name="step"),
    path(f"{VERSION}criterion/", criteria.criterion, name="criterion"),
    path(f"{VERSION}publish/", criteria.publish, name="publish_criteria"),
    path(f"{VERSION}discard/", criteria.discard, name="discard_criteria"),
    path(f"{ONE}ways/", ways.ways, name="ways"),
    path(f"{ONE}ways/<slug:kind>/draft/", ways.draft, name="draft_way"),
    path(WAY, ways.way, name="way"),
    path(f"{WAY}publish/", ways.publish, name="publish_way"),
    path(f"{WAY}discard/", ways.discard, name="discard_way"),
    path(f"{WAY}stages/<slug:stage>/", ways.stage, name="way_stage"),
    path(f"{WAY}stages/<slug:stage>/remove/", ways.remove_stage, name="remove_way_stage"),
    path(f"{ONE}exceptions/new/", criteria.new_exception, name="new_exception"),
    path(
        "programmes/exceptions/<uuid:uid>/decide/",
        criteria.decide_exception,
        name="decide_exception",
    ),
    path(
        "programmes/exceptions/<uuid:uid>/end/",
        criteria.end_exception,
        name="end_exception",
    ),
    path(f"{ONE}policies/", design.serve, name="serve"),
    path(f"{ONE}scoping/", design.rest_on, name="rest_on"),
    path("policies/", design.policies, name="policies"),
    path("policies/new/", design.new_policy, name="new_policy"),
    path("policies/<int:policy_pk>/", design.policy, name="policy"),
    path("policies/<int:policy_pk>/correct/", design.correct_policy, name="correct_policy"),
    path("policies/<int:policy_pk>/adoptions/", design.adopt, name="adopt"),
    path("entitlements/", packages.entitlements, name="entitlements"),
    path("entitlements/new/", packages.new_entitlement, name="new_entitlement"),
    path(
        "entitlements/<int:residententitlement_pk>/end/",
        packages.end_entitlement,
        name="end_entitlement",
    ),
    path("scoping/", design.scoping, name="scoping"),
    path("scoping/new/", design.new_record, name="new_record"),
    path(RECORD, design.record, name="record"),
    path(f"{RECORD}correct/", design.correct_record, name="correct_record"),
    path(f"{RECORD}findings/", design.add_finding, name="add_finding"),
    path(
        f"{RECORD}findings/<int:finding_pk>/remove/",
        design.remove_finding,
        name="remove_finding",
    ),
    path(f"{RECORD}findings/<int:finding_pk>/weigh/", design.weigh, name="weigh"),
]

for label, url, icon, section in [
    (_("Programmes"), "programmes:index", "route", "programmes"),
    (_("Policies and plans"), "programmes:policies", "book", "policies"),
    (_("Scoping records"), "programmes:scoping", "microscope", "scoping"),
]:
    navigation.add(
        navigation.DESIGN if section == "policies" else navigation.PRE_DESIGN,
        navigation.Item(label=label, url=url, icon=icon, action="programmes.read", section=section),
    )
