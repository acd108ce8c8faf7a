from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.cases import casepage, workload
from homeward.cases.choices import DeclineReason
from homeward.cases.views import (
    announcing,
    applications,
    facts,
    files,
    handing,
    intake,
    leaving,
    returns,
    security,
    steps,
    transfers,
    ways,
)
from homeward.tasks import pages
from homeward.tasks.choices import TaskKind
from homeward.tasks.pages import CASE, SUBJECT, Work

app_name = "cases"
urlpatterns = [
    path("cases/<uuid:pk>/intake/", intake.intake, name="intake"),
    path("cases/<uuid:pk>/announce/", announcing.announce, name="announce"),
    path("cases/<uuid:pk>/facts/", facts.facts, name="facts"),
    path("facts/<uuid:pk>/confirm/", facts.confirm, name="confirm_fact"),
    path("facts/<uuid:pk>/correct/", facts.correct, name="correct_fact"),
    path("cases/<uuid:pk>/take/", files.take, name="take"),
    path("cases/<uuid:pk>/assign/", handing.assign, name="assign"),
    path("work/reassign/", handing.reassign, name="reassign"),
    path("work/reassign/<int:user>/", handing.hand_out, name="hand_out"),
    path("work/reassign/undo/<uuid:pk>/", handing.take_back, name="take_back"),
    path("cases/<uuid:pk>/note/", files.note, name="note"),
    path("cases/<uuid:pk>/close/", files.close, name="close"),
    path("cases/<uuid:pk>/security/", security.security, name="security"),
    path("steps/<uuid:pk>/", steps.step, name="step"),
    path("cases/<uuid:pk>/way/", ways.way, name="way"),
    path("cases/<uuid:pk>/way/on/", ways.move, name="move"),
    path("cases/<uuid:pk>/application/", applications.apply, name="apply"),
    path("applications/<uuid:pk>/", applications.application, name="application"),
    path("applications/<uuid:pk>/decide/", applications.decide, name="decide"),
    path("applications/<uuid:pk>/more/", applications.ask_for_more, name="ask_for_more"),
    path("applications/<uuid:pk>/complete/", applications.complete, name="complete"),
    path("applications/<uuid:pk>/read/", applications.read_decision, name="read_decision"),
    path("applications/<uuid:pk>/exception/", applications.ask_exception, name="ask_exception"),
    path("case-exceptions/<uuid:pk>/", applications.decide_exception, name="decide_exception"),
    path("cases/<uuid:pk>/transfer/", transfers.ask_transfer, name="ask_transfer"),
    path("transfers/<uuid:pk>/", transfers.transfer, name="transfer"),
    path("transfers/<uuid:pk>/accept/", transfers.accept, name="accept_transfer"),
    path("transfers/<uuid:pk>/decline/", transfers.decline, name="decline_transfer"),
    path("transfers/<uuid:pk>/withdraw/", transfers.withdraw, name="withdraw_transfer"),
    path("transfers/<uuid:pk>/read/", transfers.read, name="read_transfer"),
    path("cases/<uuid:pk>/host/", returns.ask_host, name="ask_host"),
    path("confirmations/<uuid:pk>/", returns.answer_host, name="answer_host"),
    path("cases/<uuid:pk>/again/", returns.again, name="again"),
    path("cases/<uuid:pk>/who/", returns.who, name="who"),
    path("cases/<uuid:pk>/who/<uuid:person_pk>/", returns.join, name="join"),
    path("cases/<uuid:pk>/left-again/", leaving.leaving, name="leaving"),
    path("leavings/<uuid:pk>/take-back/", leaving.take_back, name="take_back_leaving"),
    path("joinings/<uuid:pk>/undo/", returns.undo_joining, name="undo_joining"),
]

casepage.add(
    casepage.Tab(label=_("Case"), url="desk:case", action="cases.read", key="case", place=0),
    casepage.Tab(
        label=_("Facts"), url="cases:facts", action="cases.confirm_facts", key="facts", place=10
    ),
)
casepage.add_history(workload.history)
casepage.add_history(leaving.history)
casepage.add(
    casepage.Begin(
        label=_("Left the country again"),
        url="cases:leaving",
        icon="plane-departure",
        action="cases.record_leaving",
        when=leaving.has_arrived,
    )
)
pages.add(
    TaskKind.ASSIGN_WORKER,
    pages.Work(
        "cases:assign",
        pages.CASE,
        "cases.assign",
        _("Name somebody"),
        _("Nobody is named to work on the case. Somebody answers for each case, always."),
    ),
)
casepage.add(casepage.Tab(label=_("Way"), url="cases:way", action="cases.read", key="way", place=5))

for kind, work in {
    TaskKind.SUBMIT_APPLICATION: Work(
        "cases:apply",
        CASE,
        "cases.apply",
        _("Submit the application"),
        _("The authority decides on it before the departure is prepared."),
    ),
    TaskKind.DECIDE_APPLICATION: Work(
        "cases:application",
        SUBJECT,
        "cases.decide",
        _("Open the application"),
        _("The household can't prepare its travel before the decision."),
    ),
    TaskKind.COMPLETE_APPLICATION: Work(
        "cases:application",
        SUBJECT,
        "cases.apply",
        _("Open the application"),
        _("The authority asked for something before it decides."),
    ),
    TaskKind.READ_DECISION: Work(
        "cases:read_decision",
        SUBJECT,
        "cases.apply",
        _("Read the refusal"),
        _("The application was refused: tell the person what was decided, and why."),
    ),
    TaskKind.DECIDE_CASE_EXCEPTION: Work(
        "cases:decide_exception",
        SUBJECT,
        "cases.decide",
        _("Decide on the exception"),
        _("One criterion is not met, and somebody asks that this case be taken all the same."),
    ),
    TaskKind.ANSWER_TRANSFER: Work(
        "cases:transfer",
        SUBJECT,
        "cases.assign",
        _("Answer the transfer"),
        _("Another organisation asks yours to answer for a case from now on."),
    ),
    TaskKind.READ_TRANSFER: Work(
        "cases:transfer",
        SUBJECT,
        "cases.transfer",
        _("Read the answer"),
        _("The other organisation declined."),
        dict(DeclineReason.choices),
    ),
    TaskKind.ASK_HOST: Work(
        "cases:ask_host",
        CASE,
        "cases.ask_host",
        _("Ask the host organisation"),
        _("A return that was reported afterwards is confirmed by the host side."),
        {
            "expired": _("The host organisation did not answer in time. Ask again."),
            "denied": _("The host organisation does not know of this return."),
        },
    ),
    TaskKind.CONFIRM_RETURN: Work(
        "cases:answer_host",
        SUBJECT,
        "cases.answer_host",
        _("Answer"),
        _("Somebody returned and is helped already: does your organisation know of it?"),
    ),
}.items():
    pages.add(kind, work)
