from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.core import navigation
from homeward.countries import shelf
from homeward.desk import deadlines, providing, views
from homeward.tasks import queries as tasks

app_name = "desk"

urlpatterns = [
    path("", views.my_work, name="my_work"),
    path("work/<uuid:pk>/remind/", views.remind, name="remind"),
    path("deadlines/", deadlines.deadlines, name="deadlines"),
    path("deadlines/state/", deadlines.state, name="state_deadline"),
    path("deadlines/reminders/", deadlines.remind, name="state_reminders"),
    path("cases/", views.case_list, name="cases"),
    path("cases/export/", views.export_cases, name="export_cases"),
    path("cases/<uuid:pk>/", views.case, name="case"),
    path("cases/<uuid:pk>/summary/", views.case_summary, name="summary"),
    path("cases/<uuid:pk>/changes/", views.case_changes, name="changes"),
    path("search/", views.search, name="search"),
    path("agreements/why/", views.why_page, name="why"),
    path("framework/", views.framework_page, name="framework"),
    path("projects/map/", views.projects_map, name="projects_map"),
    path("inbox/export/", providing.export_received, name="export_received"),
    path("inbox/figures/", providing.receiver_figures, name="receiver_figures"),
    path("inbox/figures/sheet/", providing.receiver_figures_sheet, name="receiver_figures_sheet"),
]

navigation.add(
    navigation.FIRST,
    navigation.Item(
        label=_("My work"),
        url="desk:my_work",
        icon="briefcase",
        action="desk.search",
        section="my_work",
        count=tasks.count_held_by,
    ),
)
navigation.add(
    navigation.FIRST,
    navigation.Item(
        label=_("Cases"), url="desk:cases", icon="folders", action="cases.read", section="cases"
    ),
)
navigation.add(
    navigation.PRE_DESIGN,
    navigation.Item(
        label=_("The ten steps"),
        url="desk:framework",
        icon="route",
        action="desk.framework",
        section="framework",
    ),
)

shelf.add(
    shelf.Entry(
        label=_("Services there"),
        url="services:directory",
        parameter="country",
        action="services.read",
        icon="address-book",
    )
)
