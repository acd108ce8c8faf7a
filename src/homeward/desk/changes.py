"""The change history of one case in the words of its page."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import ForeignKey, Model
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homeward.access.choices import ActorKind
from homeward.allocations.models import Considered, PairRule, ProposedPlace
from homeward.assessments.models import (
    Assessment,
)
from homeward.audit import history
from homeward.audit.history import FieldChange, RowChange
from homeward.business.models import (
    Business,
    BusinessPlan,
    CoachingVisit,
    CostLine,
    Credit,
    GroupMember,
    Review,
    StepOfBusiness,
    SurvivalCheck,
)
from homeward.careers.models import (
    Certificate,
    HeldSkill,
    PastWork,
    SearchReview,
    TrainingTalk,
    Wish,
)
from homeward.cases.models import (
    Application,
    Arrival,
    Case,
    CaseException,
    CaseStep,
    Confirmation,
    Fact,
    HostConfirmation,
    Joining,
    LeavingAgain,
    Note,
    StageChange,
    Transfer,
)
from homeward.collectives.models import (
    Contribution,
    Exit,
    Membership,
    Payout,
)
from homeward.complaints.models import Complaint
from homeward.complaints.models import Entry as ComplaintEntry
from homeward.core.commas import enumerated
from homeward.core.templatetags.writing import short_date
from homeward.correspondence.models import MessageEntry, OptIn, Silence
from homeward.counselling.models import Help, Session
from homeward.departures.models import DepartureAnswer, DepartureItem, TravelLeg
from homeward.employment.models import (
    Candidacy,
    CandidateFact,
    Interview,
    JobSearch,
    Placement,
    RetentionCheck,
)
from homeward.files.models import StoredFile
from homeward.followups.models import ContactLoss, Draw, Errand, FollowUp, Monitoring
from homeward.funds.models import (
    CheckMade,
    Delivery,
    Instalment,
    LineShare,
    Payment,
    PaymentReturn,
    Proof,
    ProofCheck,
    Reservation,
    ReserveRequest,
    Voucher,
)
from homeward.handovers.models import Asking
from homeward.interviews.models import InterviewDraft, InterviewFile, InterviewLink
from homeward.matches.models import Placing
from homeward.papers.models import Paper
from homeward.persons import queries as persons
from homeward.persons.models import (
    Block,
    Consent,
    ConsentSheet,
    Contact,
    Household,
    IdentityDocument,
    LegalBasis,
    Person,
    PersonName,
)
from homeward.plans.models import (
    AgendaMove,
    Appeal,
    Comment,
    Condition,
    ConditionMet,
    Decision,
    FeasibilityRating,
    Goal,
    NeedAnswer,
    PersonAnswer,
    Plan,
    PlanLine,
    Recusal,
    TakeOver,
    Vote,
)
from homeward.protection.models import (
    BestInterest,
    CareConfirmation,
    CareHandover,
    DepartureHold,
    Factor,
    Flag,
    Guardian,
    HealthNeed,
    Incident,
    LegalNote,
    LegalNoteReader,
    Measure,
    Pathway,
    PathwayStep,
    RiskAssessment,
    Screening,
    Tracing,
)
from homeward.quality.models import CheckedReferral
from homeward.reception.models import (
    HealthScreening,
    ManifestEntry,
    Orientation,
    Preparation,
    Stay,
)
from homeward.referrals.models import (
    AnswerLink,
    Bundle,
    Referral,
    ServiceRequest,
    SharedFact,
    StatusChange,
)
from homeward.surveys.models import Score, Submission, Wave

PER_PAGE = 50
NOUNS: dict[type[Model], Any] = {
    Person: gettext_lazy("Person"),
    Household: gettext_lazy("Household"),
    Paper: gettext_lazy("Paper"),
    PastWork: gettext_lazy("Work before"),
    Certificate: gettext_lazy("Certificate"),
    HeldSkill: gettext_lazy("Skill"),
    Wish: gettext_lazy("Wish"),
    TrainingTalk: gettext_lazy("Talk about a training"),
    SearchReview: gettext_lazy("Review of a search"),
    Placing: gettext_lazy("Offer put first or aside"),
    Asking: gettext_lazy("Answer to a handover"),
    Bundle: gettext_lazy("Referrals sent together"),
    ServiceRequest: gettext_lazy("Request of the person"),
    Considered: gettext_lazy("Considered for a place"),
    PairRule: gettext_lazy("Place settled or ruled out"),
    ProposedPlace: gettext_lazy("Proposed place"),
    JobSearch: gettext_lazy("Search for work"),
    Candidacy: gettext_lazy("Candidacy"),
    CandidateFact: gettext_lazy("Fact for an employer"),
    InterviewDraft: gettext_lazy("Draft of an interview"),
    InterviewFile: gettext_lazy("File of an interview"),
    InterviewLink: gettext_lazy("Link of a survey"),
    Interview: gettext_lazy("Interview"),
    Placement: gettext_lazy("Placement"),
    RetentionCheck: gettext_lazy("Check of a placement"),
    Assessment: gettext_lazy("Assessment"),
    HealthNeed: gettext_lazy("Health need"),
    CareHandover: gettext_lazy("Medical hand-over"),
    CareConfirmation: gettext_lazy("Confirmation of a medical hand-over"),
    Flag: gettext_lazy("Concern"),
    DepartureHold: gettext_lazy("Hold of a departure"),
    Incident: gettext_lazy("Incident"),
    Measure: gettext_lazy("Measure"),
    LegalNote: gettext_lazy("Legal note"),
    LegalNoteReader: gettext_lazy("Reader of a legal note"),
    Pathway: gettext_lazy("Pathway"),
    PathwayStep: gettext_lazy("Step of a pathway"),
    Guardian: gettext_lazy("Guardian"),
    Tracing: gettext_lazy("Tracing of the family"),
    BestInterest: gettext_lazy("Best-interest procedure"),
    Factor: gettext_lazy("Risk or protective factor"),
    RiskAssessment: gettext_lazy("Risk assessment"),
    Screening: gettext_lazy("Screening"),
    Business: gettext_lazy("Business"),
    BusinessPlan: gettext_lazy("Business plan"),
    CostLine: gettext_lazy("Cost of a business plan"),
    Review: gettext_lazy("Review of a business plan"),
    StepOfBusiness: gettext_lazy("Registration step"),
    Credit: gettext_lazy("Loan"),
    CoachingVisit: gettext_lazy("Coaching visit"),
    SurvivalCheck: gettext_lazy("Check whether the business runs"),
    GroupMember: gettext_lazy("Member of a group of a trade"),
    Membership: gettext_lazy("Membership of a group project"),
    Contribution: gettext_lazy("Contribution to a group project"),
    Payout: gettext_lazy("Payout to a member"),
    Exit: gettext_lazy("Exit of a member"),
    FollowUp: gettext_lazy("Follow-up"),
    OptIn: gettext_lazy("Consent to messages"),
    Silence: gettext_lazy("Messages held back"),
    MessageEntry: gettext_lazy("Message"),
    Errand: gettext_lazy("Request to a relay"),
    ContactLoss: gettext_lazy("Lost contact"),
    Monitoring: gettext_lazy("Follow-up after closure"),
    Draw: gettext_lazy("Place in a sample"),
    PersonName: gettext_lazy("Name in another script"),
    IdentityDocument: gettext_lazy("Identity document"),
    Contact: gettext_lazy("Contact"),
    ConsentSheet: gettext_lazy("Consent sheet"),
    Consent: gettext_lazy("Consent"),
    LegalBasis: gettext_lazy("Other ground than consent"),
    Block: gettext_lazy("Block"),
    Case: gettext_lazy("Case"),
    StageChange: gettext_lazy("Change of stage"),
    Fact: gettext_lazy("Fact"),
    Confirmation: gettext_lazy("Confirmation of a fact"),
    Arrival: gettext_lazy("Arrival"),
    Note: gettext_lazy("Note"),
    CaseStep: gettext_lazy("Step of a procedure"),
    Session: gettext_lazy("Session"),
    Help: gettext_lazy("Help given"),
    Application: gettext_lazy("Application"),
    CaseException: gettext_lazy("Exception for one case"),
    Transfer: gettext_lazy("Transfer"),
    HostConfirmation: gettext_lazy("Confirmation of the host"),
    Joining: gettext_lazy("Joining to a known person"),
    LeavingAgain: gettext_lazy("Leaving again"),
    DepartureItem: gettext_lazy("Item of the departure"),
    TravelLeg: gettext_lazy("Ticket"),
    DepartureAnswer: gettext_lazy("Answer on the departure"),
    ManifestEntry: gettext_lazy("Place on a manifest"),
    Preparation: gettext_lazy("Preparation of an arrival"),
    Orientation: gettext_lazy("First talk"),
    HealthScreening: gettext_lazy("Health on arrival"),
    Stay: gettext_lazy("Stay in a reception centre"),
    Plan: gettext_lazy("Plan"),
    PlanLine: gettext_lazy("Plan line"),
    Decision: gettext_lazy("Decision"),
    Condition: gettext_lazy("Condition"),
    ConditionMet: gettext_lazy("Condition met"),
    Goal: gettext_lazy("Goal"),
    NeedAnswer: gettext_lazy("Answer to a health need"),
    PersonAnswer: gettext_lazy("Answer to the plan"),
    Comment: gettext_lazy("Comment on the plan"),
    FeasibilityRating: gettext_lazy("Rating of feasibility"),
    Recusal: gettext_lazy("Recusal"),
    Vote: gettext_lazy("Vote"),
    AgendaMove: gettext_lazy("Change of the agenda"),
    Appeal: gettext_lazy("Appeal"),
    TakeOver: gettext_lazy("Plan taken over"),
    Referral: gettext_lazy("Referral"),
    SharedFact: gettext_lazy("Fact of a referral"),
    StatusChange: gettext_lazy("Change of status"),
    AnswerLink: gettext_lazy("Link of a referral"),
    Reservation: gettext_lazy("Reserved money"),
    Instalment: gettext_lazy("Instalment"),
    Proof: gettext_lazy("Proof"),
    ProofCheck: gettext_lazy("Check of a proof"),
    Payment: gettext_lazy("Payment"),
    PaymentReturn: gettext_lazy("Payment that came back"),
    CheckMade: gettext_lazy("Check before a payment"),
    Voucher: gettext_lazy("Voucher"),
    Delivery: gettext_lazy("Goods handed out"),
    LineShare: gettext_lazy("Donor's share of a line"),
    ReserveRequest: gettext_lazy("Request to a reserve"),
    Wave: gettext_lazy("Survey"),
    Complaint: gettext_lazy("Complaint"),
    ComplaintEntry: gettext_lazy("Word on a complaint"),
    CheckedReferral: gettext_lazy("Referral drawn for a check"),
    Submission: gettext_lazy("Survey answers"),
    Score: gettext_lazy("Survey score"),
    StoredFile: gettext_lazy("File"),
}
# Fields whose models give them no word of their own, because no form asks for them.
WORDS = {
    "stage": gettext_lazy("Stage"),
    "status": gettext_lazy("Status"),
    "worker": gettext_lazy("Case worker"),
    "accountable_org": gettext_lazy("Accountable organisation"),
    "case_org": gettext_lazy("Case management organisation"),
    "reception_org": gettext_lazy("Reception"),
    "receiver_org": gettext_lazy("Receiver"),
    "owner_org": gettext_lazy("Owner"),
    "travels_on": gettext_lazy("Travels on"),
    "arrived_on": gettext_lazy("Arrived on"),
    "closed_at": gettext_lazy("Closed"),
    "closure_reason": gettext_lazy("Reason of closing"),
    "sent_at": gettext_lazy("Sent"),
    "answered_at": gettext_lazy("Answered"),
    "decline_reason": gettext_lazy("Reason of declining"),
    "withdraw_reason": gettext_lazy("Reason of withdrawing"),
    "outcome": gettext_lazy("Outcome"),
    "outcome_on": gettext_lazy("Outcome on"),
    "withdrawn_at": gettext_lazy("Withdrawn"),
    "known_until": gettext_lazy("Replaced by a newer entry"),
    "revoked_at": gettext_lazy("Link ended"),
    "until": gettext_lazy("Until"),
    "value": gettext_lazy("Value"),
    "flight": gettext_lazy("Flight"),
    "first_day": gettext_lazy("First day"),
    "ended_on": gettext_lazy("Ended"),
    "prepared": gettext_lazy("Prepared"),
    "confirmed_at": gettext_lazy("Arrival confirmed"),
    "submitted_at": gettext_lazy("Sent to the commission"),
    "approved_on": gettext_lazy("Approved on"),
    "withdrawn_by": gettext_lazy("Withdrawn by"),
    "amount": gettext_lazy("Amount"),
    "released": gettext_lazy("Given back"),
    "told_on": gettext_lazy("Told on"),
    "handed_on": gettext_lazy("Handed out on"),
    "decided_at": gettext_lazy("Decided"),
    "due_on": gettext_lazy("Due"),
    "position": gettext_lazy("Place in the list"),
    "way": gettext_lazy("Way"),
    "earlier": gettext_lazy("Earlier case"),
    "host_country": gettext_lazy("Host country"),
    "origin_country": gettext_lazy("Country of origin"),
    "household": gettext_lazy("Household"),
    "person": gettext_lazy("Person"),
    "answers": gettext_lazy("Answers to the criteria"),
    "decided_by": gettext_lazy("Decided by"),
    "answered_by": gettext_lazy("Answered by"),
    "undone_at": gettext_lazy("Undone"),
    "undone_by": gettext_lazy("Undone by"),
    "state": gettext_lazy("Status"),
    "holder_org": gettext_lazy("Who brings it"),
    "holder": gettext_lazy("Who brings it"),
    "file": gettext_lazy("File"),
    "departs_at": gettext_lazy("Departs"),
    "arrives_at": gettext_lazy("Arrives"),
    "expected_at": gettext_lazy("Expected"),
    "data_class": gettext_lazy("Kind of data"),
}
# The time at which a row was changed last says nothing that the change itself does not.
UNSAID = {"changed_at"}


@dataclass(frozen=True)
class ShownField:
    label: Any
    before: str
    after: str


@dataclass(frozen=True)
class ShownChange:
    at: datetime
    noun: Any
    removed: bool
    who: str
    who_note: str
    fields: list[ShownField]


def of_case(case: Case) -> list[ShownChange]:
    """Every change of the case's rows and of its people's, the latest first."""
    people = {person.pk for person in persons.members(case.household_id)} | {case.person_id}
    shown = [_change(change) for change in history.changes_about(people, case=case.pk)]
    return [change for change in shown if change.fields]


def _change(change: RowChange) -> ShownChange:
    who, note = _who(change)
    return ShownChange(
        at=change.at,
        noun=NOUNS[change.model],
        removed=change.removed,
        who=who,
        who_note=note,
        fields=[shown for field in change.fields if (shown := _field(field))],
    )


def _who(change: RowChange) -> tuple[str, str]:
    if change.by:
        return str(change.by), str(change.by.organisation or "")
    if change.by_kind in ActorKind.values:
        return str(ActorKind(change.by_kind).label), ""
    return _("The administrators of the database"), ""


def _field(change: FieldChange) -> ShownField | None:
    field = change.field
    if field.name in UNSAID:
        return None
    label: Any = WORDS.get(field.name)
    if label is None and isinstance(field.verbose_name, Promise):
        label = capfirst(str(field.verbose_name))
    before, after = _text(field, change.before), _text(field, change.after)
    return ShownField(label or field.name, before, after)


def _text(field: Any, value: Any) -> str:
    if isinstance(field, ForeignKey) and value != "" and not isinstance(value, Model):
        return _("another row")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return date_format(value, "DATETIME_FORMAT")
    if isinstance(value, date):
        return short_date(value)
    return enumerated(value) if isinstance(value, list) else str(value)
