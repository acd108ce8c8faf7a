from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.cases import casepage
from homeward.core import navigation
from homeward.protection.actions.care import GAP
from homeward.protection.views import care, flags, legal, overview, pathways, risks, screens
from homeward.tasks import pages
from homeward.tasks.choices import TaskKind
from homeward.tasks.pages import SUBJECT, Work

app_name = "protection"

CASE = "cases/<uuid:case_pk>/"

urlpatterns = [
    path(f"{CASE}concern/", flags.report, name="report"),
    path(f"{CASE}screen/", screens.screen, name="screen"),
    path("screens/<uuid:pk>/", screens.read, name="screening"),
    path("arrivals/<uuid:pk>/concern/", flags.report_arrival, name="report_arrival"),
    path("concerns/<uuid:pk>/", flags.flag, name="flag"),
    path("concerns/<uuid:pk>/decide/", flags.decide, name="decide"),
    path("concerns/<uuid:pk>/follow-up/", flags.follow_up, name="follow_up"),
    path(f"{CASE}protection/", overview.overview, name="case"),
    path(f"{CASE}protection/risk/", risks.risk, name="risk"),
    path(f"{CASE}protection/factors/<uuid:person_pk>/", risks.factors, name="factors"),
    path(f"{CASE}protection/steps/new/", risks.new_measure, name="new_measure"),
    path(f"{CASE}protection/pathways/new/", pathways.begin, name="begin_pathway"),
    path(f"{CASE}protection/incidents/new/", risks.new_incident, name="new_incident"),
    path("safety-steps/<uuid:pk>/", risks.measure, name="measure"),
    path("incidents/<uuid:pk>/", risks.incident, name="incident"),
    path("incidents/<uuid:pk>/steps/new/", risks.follow_incident, name="follow_incident"),
    path("incidents/<uuid:pk>/close/", risks.close_incident, name="close_incident"),
    path("pathways/<uuid:pk>/", pathways.pathway, name="pathway"),
    path("pathways/<uuid:pk>/end/", pathways.end, name="end_pathway"),
    path("pathways/<uuid:pk>/guardian/", pathways.guardian, name="guardian"),
    path("pathways/<uuid:pk>/tracing/", pathways.tracing, name="tracing"),
    path("pathways/<uuid:pk>/assessment/", pathways.assessment, name="assessment"),
    path("pathways/<uuid:pk>/determination/", pathways.determination, name="determination"),
    path("pathway-steps/<uuid:pk>/", pathways.step, name="step"),
    path("tracings/<uuid:pk>/", pathways.tracing_answer, name="tracing_answer"),
    path(f"{CASE}health/", care.health, name="health"),
    path(f"{CASE}health/needs/new/", care.new_need, name="new_need"),
    path(f"{CASE}health/hand-overs/new/", care.new_handover, name="new_handover"),
    path("health-needs/<uuid:pk>/", care.need, name="need"),
    path("hand-overs/<uuid:pk>/", care.handover, name="handover"),
    path("hand-overs/<uuid:pk>/send/", care.send, name="send_handover"),
    path("hand-overs/<uuid:pk>/pdf/", care.handover_pdf, name="handover_pdf"),
    path("hand-overs/<uuid:pk>/bridge/", care.bridge, name="bridge"),
    path("health-waits/<uuid:pk>/", care.follow_health, name="follow_health"),
    path("care/", care.received, name="received_care"),
    path("care/<uuid:pk>/", care.confirm, name="confirm_care"),
    path("care/<uuid:pk>/pdf/", care.received_pdf, name="received_care_pdf"),
    path(f"{CASE}legal-notes/", legal.notes, name="legal"),
    path(f"{CASE}legal-notes/new/", legal.new, name="new_legal_note"),
    path("legal-notes/<uuid:pk>/", legal.note, name="legal_note"),
    path("legal-notes/<uuid:pk>/readers/", legal.add_reader, name="add_reader"),
    path("legal-note-readers/<uuid:pk>/remove/", legal.remove_reader, name="remove_reader"),
    path("protection/figures/", overview.figures, name="figures"),
]

casepage.add(
    casepage.Tab(
        label=_("Protection"),
        url="protection:case",
        action="protection.read",
        key="protection",
        place=60,
    ),
    casepage.Tab(
        label=_("Health"),
        url="protection:health",
        action="protection.read_health",
        key="health",
        place=62,
    ),
    casepage.Tab(
        label=_("Legal notes"),
        url="protection:legal",
        action="protection.legal_notes",
        key="legal",
        place=64,
    ),
    casepage.Begin(
        label=_("Screen"),
        url="protection:screen",
        icon="list-check",
        action="protection.screen",
        when=lambda case, _user: case.is_open,
    ),
    casepage.Begin(
        label=_("I saw something"),
        url="protection:report",
        icon="eye",
        action="protection.report",
        when=lambda case, _user: case.is_open,
    ),
)
navigation.add(
    navigation.FIRST,
    navigation.Item(
        label=_("Treatments handed to us"),
        url="protection:received_care",
        icon="stethoscope",
        action="protection.confirm_care",
        section="care",
    ),
)
navigation.add(
    navigation.MONITORING,
    navigation.Item(
        label=_("Violations of rights"),
        url="protection:figures",
        icon="shield-check",
        action="protection.read_figures",
        section="incident-figures",
    ),
)

FOLLOW = Work(
    "protection:flag",
    SUBJECT,
    "protection.follow_flag",
    _("Open the concern"),
    _("Somebody saw or said something that has to be looked into."),
)
for kind in (
    TaskKind.FOLLOW_CONCERN,
    TaskKind.FOLLOW_LEGAL,
    TaskKind.PLAN_LONGER_HELP,
):
    pages.add(kind, FOLLOW)
pages.add(
    TaskKind.FOLLOW_HEALTH,
    Work(
        "protection:follow_health",
        SUBJECT,
        "protection.read_health",
        _("Open it"),
        _("A health need or a treatment has to be looked after."),
        {
            GAP: _("The supply ends before the first appointment."),
            "taken_back": _("The consent for the clinic was taken back."),
        },
    ),
)
STEP = Work(
    "protection:step",
    SUBJECT,
    "protection.do_step",
    _("Open the step"),
    _("The pathway goes on with it."),
)
for kind in (TaskKind.PATHWAY_STEP, TaskKind.CARE_STEP):
    pages.add(kind, STEP)
pages.add(
    TaskKind.TAKE_MEASURE,
    Work(
        "protection:measure",
        SUBJECT,
        "protection.take_measure",
        _("Open the step"),
        _("It keeps somebody safe, or follows what happened to them."),
    ),
)
pages.add(
    TaskKind.REVIEW_PROTECTION,
    Work(
        "protection:case",
        "case",
        "protection.read",
        _("Open the protection page"),
        _("It was agreed to look at it again by this day."),
    ),
)
pages.add(
    TaskKind.CONFIRM_CARE,
    Work(
        "protection:confirm_care",
        SUBJECT,
        "protection.confirm_care",
        _("Open the hand-over"),
        _("The treatment must not stop: say when the person is seen first."),
    ),
)
