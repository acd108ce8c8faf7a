"""What the person's own pages show. The gate opens to a person their own rows and no other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from homeward.access.choices import DataClass, Purpose
from homeward.access.models import Organisation, User
from homeward.cases import appointments
from homeward.cases import queries as cases
from homeward.cases.appointments import Appointment
from homeward.cases.models import Case, StageChange
from homeward.cases.queries import ways
from homeward.collectives import queries as collectives
from homeward.collectives.queries import Member
from homeward.core.patterns import NextStep
from homeward.core.templatetags.writing import short_date
from homeward.countries import queries as countries
from homeward.countries.queries import Shown
from homeward.funds import queries as funds
from homeward.funds.models import Instalment
from homeward.oversight import queries as oversight
from homeward.oversight.models import Affected
from homeward.persons import ledger
from homeward.persons import queries as persons
from homeward.persons.models import Block, Consent, ConsentSheet, Person
from homeward.places.models import Country
from homeward.plans import queries as plans
from homeward.plans.models import Plan, PlanLine
from homeward.referrals import queries as referrals
from homeward.referrals.choices import Status
from homeward.referrals.models import Referral, ServiceRequest
from homeward.referrals.rules import NEXT
from homeward.signins.choices import Part
from homeward.tasks import queries as tasks
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task


@dataclass(frozen=True)
class Stand:
    """One line of "where my case stands": done, now or to come."""

    label: Any
    state: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Home:
    name: str
    case: Case | None
    step: NextStep
    stands: Sequence[Stand]
    lines: Sequence[PlanLine]
    # Each with its mark, its words, and whether the person may still say that it was so.
    referrals: Sequence[tuple[Referral, str, str, bool]]
    requests: Sequence[ServiceRequest]
    instalments: Sequence[Instalment]
    consents: Sequence[tuple[str, Sequence[tuple[str, str]]]]
    notices: Sequence[Affected]
    dates: Sequence[Appointment]
    groups: Sequence[Member]
    parts: frozenset[str]


def home(user: User, *, on: date, parts: frozenset[Part] = frozenset(Part)) -> Home:
    """`parts`: what of it is shown; to a helper less than all."""
    person = Person.objects.filter(pk__in=_own(user)).first()
    case = case_of(user)
    told = case if Part.CASE in parts else None
    plan = plans.of_case(case) if case and Part.PLAN in parts else None
    asked = case if Part.REFERRALS in parts else None
    # What the person is not told by this page, as a concern, is no step of theirs here.
    waits = [wait for wait in tasks.open_of_case(told.pk) if wait.kind in DOING] if told else []
    return Home(
        name=person.given_name if person else user.name,
        case=case,
        step=_step(told, waits[0] if waits else None),
        stands=_stands(told) if told else [],
        lines=plans.lines(plan) if plan else [],
        referrals=[
            (r, referrals.status_kind(r), referrals.status_text(r), _may_say(r, user))
            for r in (referrals.of_case(asked) if asked else [])
            if r.sent_at
        ],
        requests=list(referrals.requests_of(asked)) if asked else [],
        instalments=funds.of_case(case) if case and Part.PAYMENTS in parts else [],
        consents=_consents(user, on),
        notices=oversight.told(_own(user)),
        dates=appointments.coming(case, now=timezone.now())[:3]
        if case and Part.APPOINTMENTS in parts
        else [],
        groups=collectives.of_person(user.person_id) if user.person_id else [],
        parts=frozenset(part.value for part in parts),
    )


def case_of(user: User) -> Case | None:
    """The case of which the person is the principal, open or closed."""
    return cases.listed(open_only=False).filter(person_id__in=_own(user)).first()


def calendar_key(key: str) -> str:
    """What a calendar knows an appointment by: it tells nothing of what it is."""
    return salted_hmac("homeward.portal.calendar", key, algorithm="sha256").hexdigest()[:32]


def _may_say(referral: Referral, user: User) -> bool:
    """What was reported of the person's own referral is theirs to confirm."""
    after = NEXT.get(Status(referral.status), set())
    return referral.person_id == user.person_id and Status.CONFIRMED in after


def own_case(user: User) -> Case | None:
    """The case of which the person is the principal, as long as it is open."""
    found = cases.listed(open_only=True).filter(person_id__in=_own(user))
    return found.select_related("worker").first()


@dataclass(frozen=True)
class Return:
    """Where the person returns to, and what is written on it for people who return."""

    country: Country | None
    sheets: Sequence[Shown]


def country(user: User, *, on: date) -> Return:
    case = case_of(user)
    if case is None:
        return Return(None, [])
    sheets = countries.returnee_sheets(case.origin_country_id, on=on, destination=case.destination)
    return Return(case.origin_country, sheets)


def country_of_return(user: User) -> str:
    """By its code; empty where the person's case is not theirs to see, as a child's."""
    case = case_of(user)
    return case.origin_country_id if case else ""


def _own(user: User) -> list[UUID]:
    return [user.person_id] if user.person_id else []


def files(user: User) -> list[Person]:
    return list(Person.objects.filter(pk__in=_files(user)))


def _files(user: User) -> list[UUID]:
    """Every file of the person: consents and blocks stay with the file that they were given in."""
    return persons.files_of(user.person_id) if user.person_id else []


# What is being done, as one tells it to the person whose case it is.
DOING: dict[str, Any] = {
    TaskKind.RECORD_CONSENT: lambda: _("You say who may see your information"),
    TaskKind.FINISH_INTAKE: lambda: _("Your counsellor notes what you need and want"),
    TaskKind.ANNOUNCE_ARRIVAL: lambda: _("Your arrival is announced"),
    TaskKind.CONFIRM_ARRIVAL: lambda: _("The reception desk awaits you"),
    TaskKind.CLEAR_ABSENCE: lambda: _("Somebody finds out why you did not arrive"),
    TaskKind.TAKE_OVER: lambda: _("Your case manager confirms that they have your case"),
    TaskKind.PREPARE_NEED: lambda: _("The reception desk prepares what you need"),
    TaskKind.FIND_PLACE: lambda: _("A place for the first nights is looked for"),
    TaskKind.CONFIRM_FACTS: lambda: _("Your case manager goes through your information with you"),
    TaskKind.ASSIGN_WORKER: lambda: _("It is decided who works with you"),
    TaskKind.HOLD_SESSION: lambda: _("You and your counsellor meet"),
    TaskKind.JOIN_SESSION: lambda: _("You and your counsellor meet"),
    TaskKind.FIRST_MEETING: lambda: _("You meet those who help you before and after the return"),
    TaskKind.AGREED_STEP: lambda: _("What you agreed on at a meeting is being done"),
    TaskKind.DRAFT_PLAN: lambda: _("You and your case manager make your plan"),
    TaskKind.DECIDE_PLAN: lambda: _("The commission decides on your plan"),
    TaskKind.ANSWER_PERSON: lambda: _("Your case manager answers what you said on your plan"),
    TaskKind.TAKE_OVER_PLAN: lambda: _("A partner takes your approved plan over"),
    TaskKind.HEAR_APPEAL: lambda: _("The commission hears your appeal"),
    TaskKind.MEND_PLAN: lambda: _("Your plan is changed and sent again"),
    TaskKind.MEET_CONDITION: lambda: _("A condition of the commission is to be met"),
    TaskKind.START_SUPPORT: lambda: _("Your case manager looks for the first service"),
    TaskKind.ANSWER_REFERRAL: lambda: _("A service answers whether it has a place for you"),
    TaskKind.SEND_REFERRAL: lambda: _("Your case manager prepares a request to a service"),
    TaskKind.ANSWER_REQUEST: lambda: _("Your case manager looks at what you asked for"),
    TaskKind.GIVE_INFORMATION: lambda: _("A service asks something before it says yes"),
    TaskKind.REVIEW_WAITING_LIST: lambda: _("You are on a waiting list"),
    TaskKind.START_SERVICE: lambda: _("A service has a place for you and begins soon"),
    TaskKind.REFER_AGAIN: lambda: _("Your case manager looks for another service"),
    TaskKind.REPORT_OUTCOME: lambda: _("A service helps you and then says how it went"),
    TaskKind.READ_OUTCOME: lambda: _("Your case manager looks at how it went"),
    TaskKind.READ_WITHDRAWAL: lambda: _("Your case manager looks for another way"),
    TaskKind.DECIDE_BASIS: lambda: _("Somebody decides whether others must see your information"),
    TaskKind.ANSWER_NOTICE: lambda: _("An organisation says what it did with your information"),
    TaskKind.ASK_CONSENT_ANEW: lambda: _("You are asked yourself who may see your information"),
    TaskKind.TALK_OVER_TRAINING: lambda: _("You are told of training that would help you"),
    TaskKind.REVIEW_SEARCH: lambda: _("You and your case manager see how the search goes"),
    TaskKind.BRING_PROOF: lambda: _("A bill or quote is needed for your next payment"),
    TaskKind.PAY_INSTALMENT: lambda: _("Your next payment is checked"),
    TaskKind.FILL_SURVEY: lambda: _("Somebody asks you how you are doing"),
    TaskKind.READ_SECURITY_SHEET: lambda: _(
        "Your case manager reads what changed where you return to"
    ),
    TaskKind.SUBMIT_APPLICATION: lambda: _("Your counsellor writes your application"),
    TaskKind.DECIDE_APPLICATION: lambda: _("The authority decides on your application"),
    TaskKind.COMPLETE_APPLICATION: lambda: _("Something is still needed for your application"),
    TaskKind.READ_DECISION: lambda: _("Your counsellor tells you what was decided, and why"),
    TaskKind.DECIDE_CASE_EXCEPTION: lambda: _("Somebody decides on an exception for you"),
    TaskKind.ANSWER_TRANSFER: lambda: _("Another organisation says whether it goes on with you"),
    TaskKind.READ_TRANSFER: lambda: _("Your case manager looks for another organisation"),
    TaskKind.ASSIGN_WORKER: lambda: _("You are told who is there for you from now on"),
    TaskKind.ASK_HOST: lambda: _("The country you came from is asked about your return"),
    TaskKind.CONFIRM_RETURN: lambda: _("The country you came from confirms your return"),
    TaskKind.CONFIRM_DEPARTURE: lambda: _("Your counsellor says whether you departed"),
    TaskKind.BRING_DEPARTURE_ITEM: lambda: _("Something is still needed before you travel"),
    TaskKind.REVIEW_BUSINESS: lambda: _("An adviser reads your business plan"),
    TaskKind.MEND_BUSINESS: lambda: _("Your business plan is changed and sent again"),
    TaskKind.VISIT_BUSINESS: lambda: _("An adviser visits your business"),
    TaskKind.CHECK_BUSINESS: lambda: _("Somebody asks you whether your business runs"),
    TaskKind.PAY_LEAVER: lambda: _("Your former group pays what it owes you"),
    TaskKind.ASK_CANDIDATE: lambda: _("You are asked whether a job would suit you"),
    TaskKind.SHORTLIST_CANDIDATE: lambda: _("Your adviser shows you to an employer"),
    TaskKind.ANSWER_CANDIDATE: lambda: _("An employer says whether they want to meet you"),
    TaskKind.AGREE_INTERVIEW: lambda: _("You and an employer agree on a day to meet"),
    TaskKind.REPORT_INTERVIEW: lambda: _("It is noted how your interview went"),
    TaskKind.RECORD_PLACEMENT: lambda: _("It is noted when your work begins"),
    TaskKind.FOLLOW_CANDIDACY: lambda: _(
        "Your adviser looks at what comes next in your search for work"
    ),
    TaskKind.CHECK_RETENTION: lambda: _("Somebody asks you how your work goes"),
    TaskKind.REORIENT_SEARCH: lambda: _("You and your adviser look for another way to work"),
    TaskKind.REFER_PLACE: lambda: _("Your case manager asks for the place that you were given"),
    TaskKind.ROUTE_REFERRAL: lambda: _("It is decided which service is asked for you"),
    TaskKind.SEND_ROUTED: lambda: _("You are asked whether another service may be asked"),
    TaskKind.RENEW_LINK: lambda: _("Your case manager sends a service its link again"),
    TaskKind.TELL_GOODS: lambda: _("You are told when your goods are there"),
    TaskKind.CLOSE_CASE: lambda: _("Your case comes to its end"),
}


def _step(case: Case | None, task: Task | None) -> NextStep:
    if case is None:
        return NextStep(title=_("There is no case of yours here yet"), nothing=True)
    if not case.is_open:
        title = _("Your case is closed: %(reason)s") % {"reason": case.get_closure_reason_display()}
        return NextStep(title=title, nothing=True)
    if task is None:
        return NextStep(
            title=_("Nothing is open just now"),
            why=_("Ask %(who)s if you are waiting for something.") % {"who": case.accountable_org},
            nothing=True,
        )
    # By the organisation alone: a sealed file's waits and worker are its team's, and another name
    # on the page, or somebody of protection, would tell that it is sealed.
    return NextStep(
        title=DOING[task.kind](),
        holder=str(task.holder_org),
        due=task.due_on,
        waiting_for=str(task.holder_org),
    )


def _stands(case: Case) -> list[Stand]:
    states = {"current": "now"}
    return [
        Stand(
            stand.name,
            states.get(stand.state, stand.state),
            short_date(stand.began.date()) if stand.began else "",
        )
        for stand in ways.bar(case, StageChange.objects.filter(case=case))
    ]


def _consents(user: User, on: date) -> list[tuple[str, list[tuple[str, str]]]]:
    """Who may see: each recipient with, for each purpose, what."""
    found: dict[str, dict[int, list[str]]] = {}
    for consent in persons.consents_in_force(_files(user), on=on):
        by_purpose = found.setdefault(str(consent.recipient_org), {})
        by_purpose.setdefault(consent.purpose, []).append(str(DataClass(consent.covers).label))
    return [
        (name, [(str(Purpose(p).label), _(", ").join(labels)) for p, labels in by_purpose.items()])
        for name, by_purpose in found.items()
    ]


@dataclass(frozen=True)
class Held:
    """What one organisation may see of the person for one purpose now."""

    recipient: Organisation
    purpose: Purpose
    consents: Sequence[Consent]

    @property
    def classes(self) -> list[str]:
        return [str(DataClass(one.covers).label) for one in self.consents]


def held(user: User, *, on: date) -> list[Held]:
    found: dict[tuple[int, int], list[Consent]] = {}
    for one in persons.consents_in_force(_files(user), on=on):
        found.setdefault((one.recipient_org_id, one.purpose), []).append(one)
    return [
        Held(consents[0].recipient_org, Purpose(purpose), consents)
        for (_org, purpose), consents in found.items()
    ]


def sheets(user: User) -> list[ConsentSheet]:
    return persons.sheets(_files(user))


def blocks(user: User) -> list[Block]:
    """One for each organisation and country that is shut out, in however many files."""
    found = ledger.blocks(_files(user)).filter(lifted_at__isnull=True)
    return list({(one.organisation_id, one.country_id): one for one in found}.values())


def reference(user: User) -> str:
    """The number of the person's case; a child's is under its household's head."""
    case = case_of(user)
    return case.reference if case else ""


def organisations(user: User) -> list[Organisation]:
    """Whom the person has to do with: who received a consent, keeps the file, or had a referral."""
    ids = {
        *Consent.objects.filter(person_id__in=_files(user)).values_list("recipient_org", flat=True),
        *Person.objects.filter(pk__in=_files(user)).values_list("owner_org", flat=True),
        *Referral.objects.filter(person_id__in=_files(user)).values_list("receiver_org", flat=True),
    }
    return list(Organisation.objects.filter(pk__in=ids))


def plan(user: User) -> Plan | None:
    """The plan of the person's own case as it stands."""
    case = case_of(user)
    return plans.of_case(case) if case else None
