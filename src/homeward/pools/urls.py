from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.core import navigation
from homeward.pools.views import keeping, rounds, terms
from homeward.tasks import pages
from homeward.tasks.choices import TaskKind

app_name = "pools"

urlpatterns = [
    path("pools/", keeping.index, name="index"),
    path("pools/new/", keeping.new, name="new"),
    path("pools/<uuid:pool_pk>/", keeping.pool, name="pool"),
    path("pools/<uuid:pool_pk>/commit/", keeping.commit, name="commit"),
    path("pools/years/<uuid:commitmentyear_pk>/confirm/", keeping.confirm, name="confirm"),
    path("pools/years/<uuid:commitmentyear_pk>/receive/", keeping.receive, name="receive"),
    path("pools/years/<uuid:commitmentyear_pk>/move/", keeping.move, name="move"),
    path("pools/promises/<uuid:commitment_pk>/earmark/", keeping.earmark, name="earmark"),
    path("pools/<uuid:pool_pk>/criteria/", terms.new_criterion, name="new_criterion"),
    path(
        "pools/criteria/<uuid:disbursementcriterion_pk>/end/",
        terms.end_criterion,
        name="end_criterion",
    ),
    path("pools/<uuid:pool_pk>/procedures/", terms.new_procedure, name="new_procedure"),
    path("pools/procedures/<uuid:donorprocedure_pk>/", terms.of_procedure, name="procedure"),
    path("pools/procedures/<uuid:donorprocedure_pk>/end/", terms.end_procedure,
         name="end_procedure"),
    path("pools/procedures/<uuid:donorprocedure_pk>/approval/", terms.approval, name="approval"),
    path("pools/<uuid:pool_pk>/rounds/", rounds.new, name="new_round"),
    path("pools/rounds/<uuid:round_pk>/", rounds.detail, name="round"),
    path("pools/rounds/<uuid:round_pk>/sheet/", rounds.sheet, name="round_sheet"),
    path("pools/<uuid:pool_pk>/reports/", terms.new_report, name="new_report"),
    path("pools/reports/<uuid:poolreport_pk>/", terms.report, name="report"),
    path("pools/reports/<uuid:poolreport_pk>/sheet/", terms.sheet, name="report_sheet"),
]  # fmt: skip

navigation.add(
    navigation.DESIGN,
    navigation.Item(
        label=_("Pools"), url="pools:index", icon="coins", action="pools.read", section="pools"
    ),
)
pages.add(
    TaskKind.APPROVE_ROUND,
    pages.Work(
        url="pools:round",
        about=pages.SUBJECT,
        action="pools.approve",
        label=_("Read the round"),
        why=_("It was drawn up; a second person decides."),
    ),
)
pages.add(
    TaskKind.WRITE_POOL_REPORT,
    pages.Work(
        url="pools:procedure",
        about=pages.SUBJECT,
        action="pools.report",
        label=_("To the reports"),
        why=_("The donor asks for a report by this day."),
    ),
)
