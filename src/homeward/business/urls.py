from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from homeward.access.models import User
from homeward.business import appointments as days
from homeward.business.views import ground, groups, lending, planning, running
from homeward.cases import appointments, casepage
from homeward.cases.models import Case
from homeward.tasks import pages
from homeward.tasks.choices import TaskKind
from homeward.tasks.pages import SUBJECT, Work

app_name = "business"

urlpatterns = [
    path("cases/<uuid:case_pk>/business/", planning.of_case, name="of_case"),
    path("cases/<uuid:case_pk>/business/new/", planning.new, name="new"),
    path("business/<uuid:business_pk>/", planning.business, name="business"),
    path("business/<uuid:business_pk>/version/", planning.new_version, name="new_version"),
    path("business/<uuid:business_pk>/start/", running.start, name="start"),
    path("business/<uuid:business_pk>/stop/", running.stop, name="stop"),
    path("business/<uuid:business_pk>/steps/", running.take_up_steps, name="take_up_steps"),
    path("business/<uuid:business_pk>/visit/", running.visit, name="visit"),
    path("business/<uuid:business_pk>/check/", running.add_check, name="add_check"),
    path("business/<uuid:business_pk>/credit/", lending.new, name="new_credit"),
    path("business/<uuid:business_pk>/group/", running.join, name="join"),
    path("business/plans/<uuid:businessplan_pk>/", planning.change, name="change"),
    path("business/plans/<uuid:businessplan_pk>/costs/", planning.add_cost, name="add_cost"),
    path("business/plans/<uuid:businessplan_pk>/send/", planning.send, name="send"),
    path("business/plans/<uuid:businessplan_pk>/review/", planning.review, name="review"),
    path("business/costs/<uuid:cost_pk>/remove/", planning.remove_cost, name="remove_cost"),
    path("business/steps/<uuid:pk>/", running.step, name="step"),
    path("business/steps/<uuid:pk>/paper/", running.paper, name="paper"),
    path("business/checks/<uuid:pk>/", running.check, name="check"),
    path("business/credits/<uuid:pk>/", lending.credit, name="credit"),
    path("business/members/<uuid:pk>/leave/", running.leave, name="leave"),
    path("business/groups/", groups.index, name="groups"),
    path("business/groups/new/", groups.new, name="new_group"),
    path("business/groups/<uuid:pk>/", groups.group, name="group"),
    path("business/groups/<uuid:pk>/meeting/", groups.meeting, name="meeting"),
    path("business/groups/<uuid:pk>/close/", groups.close, name="close_group"),
    path("business/ground/", ground.index, name="ground"),
    path("business/ground/steps/new/", ground.new_step, name="new_step"),
    path("business/ground/steps/<uuid:pk>/", ground.renew_step, name="renew_step"),
    path("business/ground/steps/<uuid:pk>/end/", ground.end_step, name="end_step"),
    path("business/ground/taxes/new/", ground.new_tax, name="new_tax"),
    path("business/ground/taxes/<uuid:pk>/", ground.renew_tax, name="renew_tax"),
    path("business/ground/taxes/<uuid:pk>/end/", ground.end_tax, name="end_tax"),
    path("business/ground/checks/new/", ground.new_rule, name="new_rule"),
]


def _after(months: str) -> str:
    text = ngettext("After %(n)s month", "After %(n)s months", int(months))
    return text % {"n": months}


def _is_open(case: Case, user: User) -> bool:
    return case.is_open


casepage.add(
    casepage.Tab(
        label=_("Business"), url="business:of_case", action="business.read", key="business",
        place=65,
    ),
    casepage.Begin(
        label=_("Business plan"), url="business:new", icon="briefcase", action="business.draft",
        when=_is_open,
    ),
)  # fmt: skip
pages.add(
    TaskKind.REVIEW_BUSINESS,
    Work(
        "business:business", SUBJECT, "business.review", _("Review the plan"),
        _("A business plan was sent to the advisers."),
    ),
)  # fmt: skip
pages.add(
    TaskKind.MEND_BUSINESS,
    Work(
        "business:business", SUBJECT, "business.draft", _("Mend the plan"),
        _("An adviser sent the business plan back with comments."),
    ),
)  # fmt: skip
pages.add(
    TaskKind.VISIT_BUSINESS,
    Work(
        "business:visit", SUBJECT, "business.coach", _("Record the visit"),
        _("The next visit was agreed at the last one."),
    ),
)  # fmt: skip
pages.add(
    TaskKind.CHECK_BUSINESS,
    Work(
        "business:check", SUBJECT, "business.coach", _("Ask whether it runs"),
        _("The programme asks after a business some months after its start."),
        reasons=_after,
    ),
)  # fmt: skip
appointments.add(days.of)
