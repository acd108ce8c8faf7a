from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.core import navigation
from homeward.indicators.dashboards.views import behind, board, chains, reports

app_name = "dashboards"

urlpatterns = [
    path("", board.index, name="board"),
    path("sheet/", board.sheet, name="sheet"),
    path("paper/", board.paper, name="paper"),
    path("behind/", behind.index, name="behind"),
    path("chains/", chains.index, name="chains"),
    path("chains/<int:programme_pk>/", chains.chain, name="chain"),
    path("chains/<int:programme_pk>/begin/", chains.begin, name="begin_chain"),
    path("chains/<int:programme_pk>/sheet/", chains.sheet, name="chain_sheet"),
    path("chains/<int:programme_pk>/paper/", chains.paper, name="chain_paper"),
    path("chains/versions/<uuid:logframe_pk>/", chains.version, name="version"),
    path("chains/versions/<uuid:logframe_pk>/results/", chains.add_result, name="add_result"),
    path("chains/versions/<uuid:logframe_pk>/publish/", chains.publish, name="publish"),
    path("chains/results/<uuid:result_pk>/remove/", chains.remove_result, name="remove_result"),
    path("chains/results/<uuid:result_pk>/measures/", chains.add_measure, name="add_measure"),
    path("chains/measures/<uuid:measure_pk>/remove/", chains.remove_measure, name="remove_measure"),
    path("chains/measures/<uuid:measure_pk>/reading/", chains.read_off, name="read_off"),
    path("reports/", reports.index, name="reports"),
    path("reports/new/<int:programme_pk>/", reports.new, name="new_report"),
    path("reports/<uuid:donorreport_pk>/", reports.report, name="report"),
    path("reports/<uuid:donorreport_pk>/parts/<str:report_part>/", reports.part, name="part"),
    path("reports/<uuid:donorreport_pk>/submit/", reports.submit, name="submit"),
    path("reports/<uuid:donorreport_pk>/sheet/", reports.sheet, name="report_sheet"),
    path("reports/<uuid:donorreport_pk>/paper/", reports.paper, name="report_paper"),
]

navigation.add(
    navigation.MONITORING,
    navigation.Item(
        label=_("Dashboards"),
        url="dashboards:board",
        icon="chart-histogram",
        action="dashboards.read",
        section="dashboards",
    ),
)
