from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.core import navigation
from homeward.countries import shelf
from homeward.desk import comparing, deadlines, describing, providing, queue, views
from homeward.tasks import pages
from homeward.tasks import queries as tasks
from homeward.tasks.choices import TaskKind
from homeward.tasks.pages import SUBJECT, Work

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
    path("dictionary/", describing.index, name="dictionary"),
    path("dictionary/sheet/", describing.download, name="dictionary_sheet"),
    path("dictionary/<str:table_name>/", describing.table, name="dictionary_table"),
    path("projects/map/", views.projects_map, name="projects_map"),
    path("comparison/", comparing.compare, name="comparison"),
    path("comparison/export/", comparing.export, name="export_comparison"),
    path("queue/", queue.index, name="queue"),
    path("queue/<uuid:referral>/", queue.one, name="queue_one"),
    path("queue/<uuid:referral>/take/", queue.take, name="queue_take"),
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
    navigation.MONITORING,
    navigation.Item(
        label=_("Referral and direct help"),
        url="desk:comparison",
        icon="git-compare",
        action="desk.compare_help",
        section="comparing",
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
pages.add(
    TaskKind.ROUTE_REFERRAL,
    Work(
        url="desk:queue_one",
        about=SUBJECT,
        action="mechanisms.route",
        label=_("Hand it on"),
        why=_("You took it out of the queue of your referral system."),
    ),
)
pages.add(
    TaskKind.SEND_ROUTED,
    Work(
        url="referrals:detail",
        about=SUBJECT,
        action="referrals.send",
        label=_("Open the referral"),
        why=_("A hub would hand it on to somebody whom the person has not agreed to yet."),
    ),
)
