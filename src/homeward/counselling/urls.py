from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.cases import appointments, casepage
from homeward.counselling import appointments as days
from homeward.counselling import queries, views
from homeward.tasks import pages
from homeward.tasks.choices import TaskKind

app_name = "counselling"
urlpatterns = [
    path("cases/<uuid:pk>/sessions/", views.of_case, name="of_case"),
    path("cases/<uuid:pk>/sessions/new/", views.plan, name="plan"),
    path("cases/<uuid:pk>/help/", views.give_help, name="give_help"),
    path("sessions/", views.mine, name="mine"),
    path("sessions/print/", views.print_mine, name="print"),
    path("sessions/groups/new/", views.plan_group, name="plan_group"),
    path("sessions/groups/<uuid:pk>/", views.group, name="group"),
    path("sessions/groups/<uuid:pk>/invite/", views.invite, name="invite"),
    path("sessions/groups/<uuid:pk>/record/", views.record_group, name="record_group"),
    path("sessions/<uuid:pk>/", views.session, name="session"),
    path("sessions/<uuid:pk>/record/", views.record, name="record"),
    path("sessions/<uuid:pk>/miss/", views.miss, name="miss"),
    path("sessions/<uuid:pk>/postpone/", views.postpone, name="postpone"),
    path("sessions/<uuid:pk>/step-done/", views.step_done, name="step_done"),
]

casepage.add(
    casepage.Tab(
        label=_("Sessions"),
        url="counselling:of_case",
        action="counselling.read",
        key="sessions",
        place=20,
    )
)
casepage.add_history(queries.history)
pages.add(
    TaskKind.HOLD_SESSION,
    pages.Work(
        "counselling:session",
        pages.SUBJECT,
        "counselling.hold",
        _("Open the session"),
        _("It was planned for this day. Record how it went, or why it was not held."),
    ),
)
pages.add(
    TaskKind.JOIN_SESSION,
    pages.Work(
        "counselling:session",
        pages.SUBJECT,
        "counselling.hold",
        _("See the session"),
        _("A colleague invited you, so that nothing has to be asked twice."),
    ),
)
pages.add(
    TaskKind.FIRST_MEETING,
    pages.Work(
        "counselling:plan",
        pages.CASE,
        "counselling.hold",
        _("Plan the meeting"),
        _("The person hears from both partners together what comes after the arrival."),
    ),
)
pages.add(
    TaskKind.AGREED_STEP,
    pages.Work(
        "counselling:session",
        pages.SUBJECT,
        "counselling.hold",
        _("Open the session"),
        _("It was agreed on with the person."),
    ),
)
appointments.add(days.of)
