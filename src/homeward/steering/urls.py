from collections.abc import Callable
from typing import Any

from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.access.models import User
from homeward.access.panels import Panel, Panels
from homeward.committees import signals, subjects
from homeward.core import navigation
from homeward.indicators import pages as of_indicators
from homeward.mechanisms import pages as of_mechanisms
from homeward.procedures import pages as of_procedures
from homeward.programmes import pages as of_programmes
from homeward.steering import pages, receivers, subject_kinds
from homeward.steering.views import (
    adoptions,
    areas,
    consultations,
    definitions,
    delegations,
    dialogues,
    feedback,
    workplan,
)
from homeward.tasks import pages as work
from homeward.tasks.choices import TaskKind
from homeward.tasks.pages import SUBJECT, Work

app_name = "steering"

VERSION = "steering/definitions/versions/<uuid:sustainabilitydefinition_pk>"
ADOPTION = "steering/adoptions/<int:sopversion_pk>/<slug:country_code>"

urlpatterns = [
    path("steering/workplan/", workplan.workplan, name="workplan"),
    path("steering/workplan/print/", workplan.workplan_print, name="workplan_print"),
    path("steering/workplan/steps/<int:step>/", workplan.responsible, name="responsible"),
    path("steering/workplan/items/<uuid:workplanitem_pk>/", workplan.item, name="item"),
    path("steering/workplan/items/<uuid:workplanitem_pk>/close/", workplan.close, name="close"),
    path("steering/areas/", areas.areas, name="areas"),
    path("steering/areas/new/", areas.new_area, name="new_area"),
    path("steering/areas/<uuid:priorityarea_pk>/", areas.area, name="area"),
    path("steering/areas/<uuid:priorityarea_pk>/agenda/", areas.agenda, name="agenda"),
    path("steering/areas/<uuid:priorityarea_pk>/validate/", areas.validate, name="validate"),
    path(
        "steering/areas/<uuid:priorityarea_pk>/withdraw/",
        areas.withdraw_area,
        name="withdraw_area",
    ),
    path("steering/consultations/", consultations.consultations, name="consultations"),
    path("steering/consultations/new/", consultations.new_consultation, name="new_consultation"),
    path(
        "steering/consultations/<uuid:consultation_pk>/",
        consultations.consultation,
        name="consultation",
    ),
    path(
        "steering/consultations/<uuid:consultation_pk>/sayings/",
        consultations.add_saying,
        name="add_saying",
    ),
    path(
        "steering/consultations/<uuid:consultation_pk>/told/",
        consultations.tell_back,
        name="tell_back",
    ),
    path("steering/sayings/<int:saying_pk>/weigh/", consultations.weigh, name="weigh"),
    path("steering/dialogues/", dialogues.dialogues, name="dialogues"),
    path("steering/dialogues/new/", dialogues.new_request, name="new_request"),
    path("steering/dialogues/<uuid:staterequest_pk>/", dialogues.dialogue, name="dialogue"),
    path("steering/dialogues/<uuid:staterequest_pk>/answer/", dialogues.answer, name="answer"),
    path("steering/dialogues/<uuid:staterequest_pk>/remind/", dialogues.remind, name="remind"),
    path("steering/dialogues/<uuid:staterequest_pk>/note/", dialogues.note, name="note"),
    path(
        "steering/dialogues/<uuid:staterequest_pk>/withdraw/",
        dialogues.withdraw_request,
        name="withdraw_request",
    ),
    path("steering/definitions/", definitions.definitions, name="definitions"),
    path("steering/definitions/<int:programme_pk>/", definitions.definition, name="definition"),
    path(
        "steering/definitions/<int:programme_pk>/draft/",
        definitions.draft_definition,
        name="draft_definition",
    ),
    path(f"{VERSION}/write/", definitions.write_definition, name="write_definition"),
    path(f"{VERSION}/thresholds/", definitions.set_threshold, name="set_threshold"),
    path(f"{VERSION}/in-force/", definitions.put_in_force, name="put_in_force"),
    path(f"{VERSION}/discard/", definitions.discard_definition, name="discard_definition"),
    path(
        "steering/thresholds/<int:sustainabilitythreshold_pk>/remove/",
        definitions.take_threshold_out,
        name="take_threshold_out",
    ),
    path("steering/delegations/", delegations.delegations, name="delegations"),
    path("steering/delegations/new/", delegations.new_delegation, name="new_delegation"),
    path("steering/delegations/<uuid:delegation_pk>/", delegations.delegation, name="delegation"),
    path(
        "steering/delegations/<uuid:delegation_pk>/end/",
        delegations.end_delegation,
        name="end_delegation",
    ),
    path("steering/outside/", delegations.outside, name="outside"),
    path("steering/adoptions/", adoptions.adoptions, name="adoptions"),
    path(f"{ADOPTION}/", adoptions.adoption, name="adoption"),
    path(f"{ADOPTION}/state/", adoptions.state_adoption, name="state_adoption"),
    path(f"{ADOPTION}/differences/", adoptions.note_difference, name="note_difference"),
    path("steering/differences/<uuid:keptdifference_pk>/settle/", adoptions.settle, name="settle"),
    path("steering/feedback/", feedback.feedback, name="feedback"),
    path("steering/feedback/new/", feedback.new_finding, name="new_finding"),
]


ITEMS = [
    (navigation.FIRST, _("Workplan"), "workplan", "timeline-event", "workplan"),
    (navigation.DESIGN, _("Consultations"), "consultations", "messages", "consultations"),
    (navigation.DESIGN, _("Priority areas"), "areas", "map-pin", "priority_areas"),
    (navigation.DESIGN, _("Requests between states"), "dialogues", "arrows-exchange", "dialogues"),
    (navigation.DESIGN, _("Who adopted what"), "adoptions", "file-check", "adoptions"),
    (navigation.DESIGN, _("Delegations"), "delegations", "share", "delegations"),
    (navigation.PRE_DESIGN, _("Outside any mechanism"), "outside", "map-2", "outside"),
    (navigation.MONITORING, _("What is sustainable"), "definitions", "target", "definitions"),
    (
        navigation.MONITORING, _("Feedback for committees"), "feedback", "message-report",
        "feedback",
    ),
]  # fmt: skip
for group, label, name, icon, section in ITEMS:
    navigation.add(
        group,
        navigation.Item(
            label=label, url=f"steering:{name}", icon=icon, action="steering.read",
            section=section,
        ),
    )  # fmt: skip

work.add(
    TaskKind.DO_WORKPLAN_STEP,
    Work(
        "steering:item", SUBJECT, "steering.read", _("See what it lacks"),
        _("You are named as responsible for a step of the workplan."),
    ),
)  # fmt: skip
work.add(
    TaskKind.WEIGH_CONSULTATION,
    Work(
        "steering:consultation", SUBJECT, "steering.consult", _("Read what they said"),
        _("People were consulted: the design says what it makes of it."),
    ),
)  # fmt: skip
work.add(
    TaskKind.ANSWER_STATE,
    Work(
        "steering:dialogue", SUBJECT, "steering.ask", _("Read the request"),
        _("Another state waits for the answer; its silence is shown."),
    ),
)  # fmt: skip
work.add(
    TaskKind.SETTLE_DIFFERENCE,
    Work(
        "steering:settle", SUBJECT, "steering.adopt", _("Settle it"),
        _("A difference from a procedure is open: kept with a reason, or closed."),
    ),
)  # fmt: skip

BESIDE: list[tuple[Panels, str, Callable[[Any, User], Any]]] = [
    (of_programmes.BESIDE, "strip", pages.where_we_stand),
    (of_mechanisms.BESIDE, "delegated", pages.delegated),
    (of_indicators.BESIDE, "cited", pages.cited),
    (of_procedures.BESIDE, "adopted", pages.adopted),
]
for panels, part, gather in BESIDE:
    panels.add(Panel(template=f"steering/parts/{part}.html", gather=gather, action="steering.read"))

for kind in subject_kinds.KINDS:
    if kind.code not in subjects.KINDS:
        subjects.register(kind.code, kind.label, kind.resolve, kind.offer)
signals.decided.connect(receivers.settle_areas, dispatch_uid="steering.settle_areas")
