from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.cases import appointments, casepage, conditions
from homeward.departures import appointments as days
from homeward.departures import queries, views
from homeward.programmes.choices import StageCondition
from homeward.tasks import pages
from homeward.tasks.choices import TaskKind
from homeward.tasks.pages import CASE, SUBJECT, Work

app_name = "departures"

urlpatterns = [
    path("cases/<uuid:pk>/departure/", views.departure, name="departure"),
    path("cases/<uuid:pk>/departure/begin/", views.begin, name="begin"),
    path("cases/<uuid:pk>/departure/ticket/", views.leg, name="leg"),
    path("cases/<uuid:pk>/departure/answer/", views.answer, name="answer"),
    path("cases/<uuid:pk>/departure/not-departed/", views.not_departed, name="not_departed"),
    path("cases/<uuid:pk>/departure/sheet/<str:lang>/", views.sheet, name="sheet"),
    path("departure-items/<uuid:pk>/", views.item, name="item"),
    path("departure-items/<uuid:pk>/file/", views.file, name="file"),
    path("tickets/<uuid:pk>/", views.change_leg, name="change_leg"),
    path("tickets/<uuid:pk>/remove/", views.remove_leg, name="remove_leg"),
    path("programmes/<int:pk>/checklist/", views.checklist, name="checklist"),
    path("checklist/<int:checklistitem_pk>/end/", views.end_item, name="end_item"),
]

casepage.add(
    casepage.Tab(
        label=_("Departure"),
        url="departures:departure",
        action="departures.read",
        key="departure",
        place=20,
        when=lambda case, _user: case.host_country_id is not None,
    )
)
conditions.add(StageCondition.CHECKLIST_DONE, queries.nothing_missing)
conditions.add(StageCondition.DEPARTURE_CONFIRMED, queries.is_settled_departed)
pages.add(
    TaskKind.CONFIRM_DEPARTURE,
    Work(
        "departures:answer",
        CASE,
        "departures.confirm",
        _("Say whether they departed"),
        _("The day of travel has passed and nobody said whether they left."),
    ),
)
pages.add(
    TaskKind.BRING_DEPARTURE_ITEM,
    Work(
        "departures:item",
        SUBJECT,
        "departures.prepare",
        _("Open it"),
        _("It is needed before the travel."),
        queries.name_of_code,
    ),
)
appointments.add(days.of)
