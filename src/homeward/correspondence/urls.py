from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.cases import casepage
from homeward.core import navigation
from homeward.correspondence.views import keeping, of_case
from homeward.messages import queries as outbox
from homeward.messages import tabs
from homeward.tasks import pages
from homeward.tasks.choices import TaskKind

app_name = "correspondence"
urlpatterns = [
    path("cases/<uuid:case_pk>/messages/", of_case.of_case, name="of_case"),
    path("cases/<uuid:case_pk>/messages/write/", of_case.write, name="write"),
    path("cases/<uuid:case_pk>/messages/read/", of_case.read, name="read"),
    path("cases/<uuid:case_pk>/messages/agree/", of_case.agree, name="agree"),
    path(
        "cases/<uuid:case_pk>/messages/hold-back/<uuid:person_pk>/",
        of_case.hold_back,
        name="hold_back",
    ),
    path("messages/silences/<uuid:pk>/lift/", of_case.let_through, name="let_through"),
    path("messages/opt-ins/<uuid:pk>/end/", of_case.end, name="end"),
    path("messages/incoming/", keeping.incoming, name="incoming"),
    path("messages/incoming/<uuid:pk>/", keeping.assign, name="assign"),
    path("messages/incoming/<uuid:pk>/throw-away/", keeping.throw_away, name="throw_away"),
    path("messages/reminders/", keeping.reminders, name="reminders"),
    path("messages/reminders/<uuid:pk>/end/", keeping.end_rule, name="end_rule"),
]

casepage.add(
    casepage.Tab(
        label=_("Messages"),
        url="correspondence:of_case",
        action="correspondence.read",
        key="messages",
        place=25,
    )
)
pages.add(
    TaskKind.READ_MESSAGE,
    pages.Work(
        "correspondence:of_case",
        pages.CASE,
        "correspondence.read",
        _("Read and answer"),
        _("The person wrote and waits for a word."),
    ),
)
navigation.add(
    navigation.FIRST,
    navigation.Item(
        label=_("Incoming messages"),
        url="correspondence:incoming",
        icon="user-question",
        action="correspondence.sort",
        section="incoming",
        count=lambda _user: outbox.unclaimed().count(),
    ),
)
tabs.add(
    tabs.Tab(_("Incoming"), "correspondence:incoming", "user-question", "correspondence.sort",
             "incoming", 20),
    tabs.Tab(_("Reminders"), "correspondence:reminders", "bell",
             "correspondence.state_reminders", "reminders", 30),
)  # fmt: skip
