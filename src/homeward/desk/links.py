"""Where each kind of wait is ended: the page, the verb it needs, and why it is open."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homeward.access.models import User
from homeward.access.permissions import can
from homeward.core import patterns
from homeward.core.templatetags.writing import day_only
from homeward.countries import notes as sheets
from homeward.funds.choices import ProofRefusal
from homeward.plans.choices import DecisionReason
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task
from homeward.tasks.pages import (
    CASE,
    SUBJECT,
    WORK,
    Work,
    add,
    kinds_of,
    note_in_words,
    waits_for_a_second,
)
from homeward.users.choices import NOBODY_YET

HERE: dict[TaskKind, Work] = {
    TaskKind.RECORD_CONSENT: Work(
        "persons:consent",
        CASE,
        "persons.give_consent",
        gettext_lazy("Record the consent"),
        gettext_lazy("Nothing is shared with anybody before the person has consented."),
    ),
    TaskKind.FINISH_INTAKE: Work(
        "cases:intake",
        CASE,
        "cases.take_intake",
        gettext_lazy("Open the intake"),
        gettext_lazy("What is asked once here is not asked again after arrival."),
    ),
    TaskKind.ANNOUNCE_ARRIVAL: Work(
        "cases:announce",
        CASE,
        "cases.announce_arrival",
        gettext_lazy("Announce the arrival"),
        gettext_lazy("So that information arrives before the person."),
    ),
    TaskKind.CONFIRM_ARRIVAL: Work(
        "reception:receive",
        SUBJECT,
        "cases.receive",
        gettext_lazy("Open the arrival"),
        gettext_lazy("The case manager is told as soon as the arrival is confirmed."),
    ),
    TaskKind.CONFIRM_FACTS: Work(
        "cases:facts",
        CASE,
        "cases.confirm_facts",
        gettext_lazy("Open the facts"),
        gettext_lazy("They were told before departure: confirm them instead of asking again."),
    ),
    TaskKind.DRAFT_PLAN: Work(
        "plans:plan",
        CASE,
        "plans.draft",
        gettext_lazy("Open the plan"),
        gettext_lazy("The facts are confirmed. Plan with the family what they want to reach."),
    ),
    TaskKind.DECIDE_PLAN: Work(
        "plans:sessions",
        "",
        "plans.decide",
        gettext_lazy("Open the sessions"),
        gettext_lazy("The family waits for the commission's decision."),
    ),
    TaskKind.MEND_PLAN: Work(
        "plans:plan",
        CASE,
        "plans.draft",
        gettext_lazy("Open the plan"),
        gettext_lazy("The commission gave its reason; mend the plan and send it again."),
        dict(DecisionReason.choices),
    ),
    TaskKind.MEET_CONDITION: Work(
        "plans:plan",
        CASE,
        "plans.meet_condition",
        gettext_lazy("Open the condition"),
        gettext_lazy("The commission approved the plan under this condition."),
    ),
    TaskKind.START_SUPPORT: Work(
        "referrals:choose",
        CASE,
        "referrals.draft",
        gettext_lazy("Choose a service"),
        gettext_lazy("The plan is approved. Support begins with the first referral."),
    ),
    TaskKind.ANSWER_REFERRAL: Work(
        "referrals:received",
        SUBJECT,
        "referrals.answer",
        gettext_lazy("Open the referral"),
        gettext_lazy("The sender waits for an answer: accepted, or declined with a reason."),
    ),
    TaskKind.REFER_AGAIN: Work(
        "referrals:choose",
        CASE,
        "referrals.draft",
        gettext_lazy("Choose another service"),
        gettext_lazy("The referral was declined; the need is still there."),
    ),
    TaskKind.REPORT_OUTCOME: Work(
        "referrals:received",
        SUBJECT,
        "referrals.answer",
        gettext_lazy("Open the referral"),
        gettext_lazy("No referral stays without an outcome."),
    ),
    TaskKind.READ_OUTCOME: Work(
        "referrals:detail",
        SUBJECT,
        "referrals.send",
        gettext_lazy("Read the outcome"),
        gettext_lazy("The receiver has reported how it ended."),
    ),
    TaskKind.READ_WITHDRAWAL: Work(
        "referrals:detail",
        SUBJECT,
        "referrals.send",
        gettext_lazy("Open the referral"),
        gettext_lazy("The person withdrew the consent; the need may still be there."),
    ),
    TaskKind.DECIDE_BASIS: Work(
        "persons:basis",
        SUBJECT,
        "persons.decide_basis",
        gettext_lazy("Open the request"),
        gettext_lazy("Another ground than consent opens nothing before a second person agrees."),
    ),
    TaskKind.ANSWER_NOTICE: Work(
        "persons:notice",
        SUBJECT,
        "persons.answer_notice",
        gettext_lazy("Open the notice"),
        gettext_lazy("The ground on which you had data has ended."),
    ),
    TaskKind.ASK_CONSENT_ANEW: Work(
        "persons:consent",
        CASE,
        "persons.give_consent",
        gettext_lazy("Open the consents"),
        gettext_lazy("A child comes of age. What the guardian allowed ends; ask the person."),
    ),
    TaskKind.BRING_PROOF: Work(
        "funds:instalment",
        SUBJECT,
        "funds.bring_proof",
        gettext_lazy("Open the instalment"),
        gettext_lazy("An instalment is paid on proof."),
        dict(ProofRefusal.choices),
    ),
    TaskKind.PAY_INSTALMENT: Work(
        "funds:payment",
        SUBJECT,
        "funds.pay",
        gettext_lazy("Open the instalment"),
        gettext_lazy("The proof was brought. Check it, and pay or refuse with a reason."),
    ),
    TaskKind.FILL_SURVEY: Work(
        "surveys:fill",
        SUBJECT,
        "surveys.interview",
        gettext_lazy("Open the interview"),
        gettext_lazy("By somebody other than the person's own case worker."),
    ),
    TaskKind.DECIDE_LIFTING: Work(
        "seals:seal",
        CASE,
        "seals.lift",
        gettext_lazy("Open the sealed file"),
        gettext_lazy("It takes two people of the team to lift a seal."),
    ),
    TaskKind.REVIEW_EMERGENCY: Work(
        "emergencies:review",
        SUBJECT,
        "access.review_emergencies",
        gettext_lazy("Open the review"),
        gettext_lazy("Somebody opened a file in an emergency. Was it justified?"),
    ),
    TaskKind.SOP_STEP: Work(
        "cases:step",
        SUBJECT,
        "cases.do_step",
        gettext_lazy("Open the step"),
        gettext_lazy("The procedure of the programme asks for it at this stage."),
    ),
    TaskKind.REVIEW_AGREEMENT: Work(
        "agreements:review",
        SUBJECT,
        "agreements.draft",
        gettext_lazy("Record the review"),
        gettext_lazy("The parties agreed to look at it again: does it still fit what is done?"),
    ),
    TaskKind.DECIDE_EXCEPTION: Work(
        "programmes:decide_exception",
        SUBJECT,
        "programmes.keep",
        gettext_lazy("Read and decide"),
        gettext_lazy("A group waits to be taken. Whoever asked for it can't approve it."),
    ),
    TaskKind.CLOSE_CASE: Work(
        "cases:close",
        CASE,
        "cases.close",
        gettext_lazy("Close the case"),
        gettext_lazy("With its reason, when nothing is still on the way."),
    ),
    TaskKind.READ_SECURITY_SHEET: Work(
        "cases:security",
        CASE,
        "cases.read_security",
        gettext_lazy("Read what changed"),
        gettext_lazy("The security sheet of the place of return says something else now."),
        sheets.security_in_words,
    ),
    TaskKind.RENEW_SHEET: Work(
        "countries:sheet",
        SUBJECT,
        "countries.write",
        gettext_lazy("Open the sheet"),
        gettext_lazy("It may be relied on until this day: ask its source again."),
        sheets.sheet_in_words,
    ),
    TaskKind.APPROVE_USER: Work(
        "users:approval",
        SUBJECT,
        "users.approve",
        gettext_lazy("Read and decide"),
        gettext_lazy("A powerful role is given by two people: you are the second."),
        {
            NOBODY_YET: gettext_lazy(
                "It waits for a second administrator or a data protection officer of your"
                " organisation. As long as there is none, it waits for whoever runs the"
                " installation: “homeward users approve”."
            )
        },
        by_another=True,
    ),
    TaskKind.NOTIFY_AUTHORITY: Work(
        "oversight:breach",
        SUBJECT,
        "oversight.breach",
        gettext_lazy("Open the breach"),
        gettext_lazy("Within 72 hours of noticing it, unless a risk is unlikely."),
    ),
    TaskKind.TELL_PERSONS: Work(
        "oversight:breach",
        SUBJECT,
        "oversight.breach",
        gettext_lazy("Open the breach"),
        gettext_lazy("The risk is high: they can protect themselves only when they know."),
    ),
    TaskKind.MEND_PROGRAMMES: Work(
        "alignment:mend",
        SUBJECT,
        "alignment.decide",
        gettext_lazy("Open the proposal"),
        gettext_lazy("Two programmes don't meet, and another organisation proposes a change."),
    ),
    TaskKind.MEET_OPENING: Work(
        "alignment:opening",
        SUBJECT,
        "alignment.decide",
        gettext_lazy("Open the return and the opening"),
        gettext_lazy("Returns come shortly before a programme opens in the same area."),
    ),
    TaskKind.ANSWER_RIGHTS_REQUEST: Work(
        "rights:request",
        SUBJECT,
        "rights.answer",
        gettext_lazy("Open the request"),
        gettext_lazy("The person asked for what is theirs; the law sets a term for the answer."),
    ),
    TaskKind.DECIDE_ERASURE: Work(
        "rights:erasure",
        SUBJECT,
        "rights.approve_erasure",
        gettext_lazy("Open the proposal"),
        gettext_lazy("A file is erased only when a second person agrees."),
    ),
    TaskKind.CONFIRM_SERVICE: Work(
        "services:confirm",
        SUBJECT,
        "services.confirm",
        gettext_lazy("Open the entry"),
        gettext_lazy("Nobody has confirmed it for long. Case workers pass over old entries."),
    ),
    TaskKind.MEND_SERVICE: Work(
        "services:fault",
        SUBJECT,
        "services.mend",
        gettext_lazy("Open the report"),
        gettext_lazy("Somebody found the entry to be wrong; others may be sent there meanwhile."),
    ),
    TaskKind.DECIDE_SERVICE: Work(
        "services:decide",
        SUBJECT,
        "services.decide",
        gettext_lazy("Read and decide"),
        gettext_lazy("A colleague knows of a service that the directory does not have."),
    ),
    TaskKind.ENTER_RECEIPT: Work(
        "packages:receipt",
        SUBJECT,
        "packages.send",
        gettext_lazy("Enter the receipt"),
        gettext_lazy("Until the receiver's receipt is here nobody knows that the case arrived."),
    ),
}
for kind, work in HERE.items():
    add(kind, work)
REFERRALS = {
    TaskKind.SEND_REFERRAL,
    TaskKind.GIVE_INFORMATION,
    TaskKind.REVIEW_WAITING_LIST,
    TaskKind.START_SERVICE,
    TaskKind.ANSWER_REFERRAL,
    TaskKind.REFER_AGAIN,
    TaskKind.REPORT_OUTCOME,
    TaskKind.READ_OUTCOME,
    TaskKind.READ_WITHDRAWAL,
}


def is_mine(task: Task, user: User) -> bool:
    """Named to the user, or to nobody at the user's organisation and of the user's verbs."""
    if task.holder_id:
        return task.holder_id == user.pk
    if waits_for_a_second(task) and task.waiter_id == user.pk:
        return False
    return task.holder_org_id == user.organisation_id and task.kind in kinds_of(user)


def to_do(task: Task) -> str:
    """The page where the wait is ended."""
    work = WORK[TaskKind(task.kind)]
    if work.about == "":
        return reverse(work.url)
    url = reverse(work.url, args=[task.case_id if work.about == CASE else task.subject_id])
    if task.kind == TaskKind.REFER_AGAIN:
        return f"{url}?previous={task.subject_id}"
    return url


def to_watch(task: Task, user: User, *, sees_case: bool) -> str:
    """The page where somebody who waits sees how it stands; empty where there is none for them."""
    if task.kind in REFERRALS and can(user, "referrals.read"):
        return reverse("referrals:detail", args=[task.subject_id])
    if sees_case and task.case_id and can(user, "cases.read"):
        return reverse("desk:case", args=[task.case_id])
    return ""


def note(task: Task) -> str:
    """Each reader has the reason why a wait began in their own language."""
    return note_in_words(TaskKind(task.kind), task.note)


def why(task: Task) -> str:
    return note(task) or str(WORK[TaskKind(task.kind)].why)


def said_of(task: Task) -> list[str]:
    """When its holder was reminded, and to whom its silence was told."""
    said = []
    if task.reminded_at:
        said.append(_("reminded %(day)s") % {"day": day_only(task.reminded_at)})
    if task.escalated_at:
        said.append(
            _("without an answer: told to %(name)s on %(day)s")
            % {"name": task.escalated_to or task.waiter_org, "day": day_only(task.escalated_at)}
        )
    return said


def label(task: Task) -> str:
    return str(WORK[TaskKind(task.kind)].label)


def initials(task: Task) -> str:
    """The mark of who really holds it, also where the words beside it are "You"."""
    return patterns.initials(str(task.holder or task.holder_org))
