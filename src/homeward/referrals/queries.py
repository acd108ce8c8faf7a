"""Reads of referrals, and the facts that their rules ask for. Rows are the gate's."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection, models
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from homeward.access.choices import DataClass, Purpose
from homeward.agreements import queries as agreements
from homeward.cases import queries as cases
from homeward.cases.choices import FactKind, SaidBy
from homeward.cases.models import Case
from homeward.core.patterns import Fact as ShownFact
from homeward.core.templatetags.patterns import short_date
from homeward.core.timeline import Entry
from homeward.core.tokens import hash_of
from homeward.offers.choices import OfferStatus
from homeward.persons import ledger
from homeward.persons import queries as persons
from homeward.persons.choices import ContactKind
from homeward.persons.models import ConsentSheet, Contact, Person
from homeward.plans.choices import PlanStatus
from homeward.plans.models import PlanLine
from homeward.referrals import choices, rules
from homeward.referrals.choices import MESSAGE, REPLY, WORDS, Status
from homeward.referrals.models import AnswerLink, Referral, SharedFact, StatusChange
from homeward.referrals.rules import ReplyFacts, SendingFacts
from homeward.services import queries as services


@dataclass(frozen=True, kw_only=True)
class Offered:
    """A fact that can be chosen for a referral: what it would tell, and where it comes from."""

    key: str
    kind: str
    value: str
    data_class: DataClass
    said_by: str = ""
    said_on: date | None = None
    confirmed_on: date | None = None
    after_acceptance: bool = False

    @property
    def label(self) -> str:
        return kind_label(self.kind)


def kind_label(kind: str) -> str:
    if kind in FactKind.values:
        return str(FactKind(kind).label)
    return {
        "name": _("Name"),
        "full_name": _("Full name"),
        "age": _("Age"),
        "phone": _("Phone"),
    }[kind]


def facts_to_choose(case: Case, person: Person, *, on: date) -> list[Offered]:
    """What may be told of this person: short name and age, what the file knows, and, only after
    acceptance, the full name and the phone. Never asylum history."""
    known = [
        Offered(
            key=str(known.fact.pk),
            kind=known.fact.kind,
            value=known.fact.value,
            data_class=DataClass(known.fact.data_class),
            said_by=known.fact.said_by,
            said_on=known.fact.said_on,
            confirmed_on=known.confirmed.at.date() if known.confirmed else None,
        )
        for known in cases.known_facts(case)
        if known.fact.person_id in {person.pk, case.person_id}
        and known.fact.data_class != DataClass.ASYLUM
        and known.fact.value
    ]
    return _of_person(person, on) + known + _after_acceptance(person)


def _of_person(person: Person, on: date) -> list[Offered]:
    offered = []
    if person.given_name:
        # The Arabic article is nobody's initial.
        initial = person.family_name.removeprefix("ال")[:1]
        short = f"{person.given_name} {initial}.".replace(" .", "").strip()
        offered.append(Offered(key="name", kind="name", value=short, data_class=DataClass.IDENTITY))
    if (age := person.age_on(on)) is not None:
        offered.append(
            Offered(key="age", kind="age", value=str(age), data_class=DataClass.IDENTITY)
        )
    return offered


def _after_acceptance(person: Person) -> list[Offered]:
    offered = []
    if person.full_name:
        offered.append(
            Offered(
                key="full_name",
                kind="full_name",
                value=person.full_name,
                data_class=DataClass.IDENTITY,
                after_acceptance=True,
            )
        )
    phone = Contact.objects.filter(person=person, kind=ContactKind.PHONE).first()
    if phone:
        offered.append(
            Offered(
                key="phone",
                kind="phone",
                value=phone.value,
                data_class=DataClass.CONTACT,
                after_acceptance=True,
            )
        )
    return offered


def facts_to_add(referral: Referral, case: Case, person: Person, *, on: date) -> list[Offered]:
    """What may still be told of the person: what the referral does not tell already."""
    told = set(SharedFact.objects.filter(referral=referral).values_list("kind", flat=True))
    return [fact for fact in facts_to_choose(case, person, on=on) if fact.kind not in told]


def sending_facts(referral: Referral, *, on: date) -> SendingFacts:
    """What reasons_not_to_send asks, read now."""
    chosen = {DataClass(fact.data_class) for fact in referral.facts.exclude(kind__in=WORDS)}
    consent, agreement = _ways_are_open(referral, chosen, on=on)
    target = referral.service or referral.offer
    free = target.places_free if target else None
    return SendingFacts(
        case_is_open=referral.case.is_open,
        plan_is_approved=referral.line is None or referral.line.plan.status == PlanStatus.APPROVED,
        facts_chosen=bool(chosen),
        consent_covers_receiver=consent,
        agreement_in_force=agreement,
        offer_is_open=referral.offer is None or referral.offer.status == OfferStatus.OPEN,
        # None: nobody has said how many places there are, and asking is how one finds out.
        service_has_places=free is None or free > 0,
        answer_due_in_time=referral.answer_due_on is None or referral.answer_due_on >= on,
    )


def reply_facts(referral: Referral, reply: str, more: Sequence[Offered], *, on: date) -> ReplyFacts:
    """What reasons_not_to_reply asks: the facts of the reply pass what the referral's passed."""
    consent, agreement = _ways_are_open(referral, {fact.data_class for fact in more}, on=on)
    return ReplyFacts(
        says_something=bool(reply.strip() or more),
        consent_covers_receiver=consent,
        agreement_in_force=agreement,
    )


def _ways_are_open(referral: Referral, classes: set[DataClass], *, on: date) -> tuple[bool, bool]:
    """Whether the person's consent, and an agreement, let the receiver see these classes."""
    needed = classes | {DataClass.CASE}
    consent = persons.covers(
        referral.person_id,
        recipient=referral.receiver_org,
        purpose=Purpose.REFERRAL,
        classes=needed,
        on=on,
    )
    agreement = agreements.covers(
        from_org_id=referral.owner_org_id,
        to_org_id=referral.receiver_org_id,
        programme_id=referral.programme_id,
        classes=needed,
        purpose=Purpose.REFERRAL,
    )
    return consent, agreement


def next_position(referral: Referral) -> int:
    last = SharedFact.objects.filter(referral=referral).aggregate(models.Max("position"))
    return (last["position__max"] or 0) + 1


def title(referral: Referral) -> str:
    """What a referral is to, in the reader's language."""
    return services.title(referral.service) if referral.service else referral.shown_name


def sent(*, status: str = "") -> QuerySet[Referral]:
    """Referrals, the newest first. The case and the person are read apart: who sees a referral
    need not see them, and an inner join would drop it."""
    found = Referral.objects.select_related("service", "offer", "receiver_org", "drafted_by")
    found = found.prefetch_related("service__texts").order_by("-drafted_at")
    return found.filter(status=status) if status else found


def names_of(referrals: Iterable[Referral]) -> dict[UUID, str]:
    """Whom each referral is for, by its id, where the actor may see it."""
    found = list(referrals)
    people = {p.pk: str(p) for p in Person.objects.filter(pk__in=[r.person_id for r in found])}
    return {r.pk: people.get(r.person_id, "") for r in found}


def received(org_id: int) -> QuerySet[Referral]:
    """What was sent to an organisation: first what waits for its answer, then for the outcome."""
    turn = models.Case(
        models.When(status__in=[Status.SENT, Status.WAITING_LIST], then=0),
        models.When(status__in=rules.PLACED, then=1),
        models.When(status=Status.INFO_ASKED, then=2),
        default=3,
    )
    return (
        Referral.objects.filter(receiver_org_id=org_id)
        .select_related("service", "offer", "owner_org", "drafted_by")
        .order_by(turn, "answer_due_on", "-sent_at")
    )


def of_case(case: Case) -> list[Referral]:
    """The case's referrals, the latest first; each tells by `fact_count` how many facts it took."""
    found = list(
        Referral.objects.filter(case=case)
        .select_related("service", "offer", "receiver_org")
        .prefetch_related("service__texts")
        .order_by("-drafted_at")
    )
    facts = SharedFact.objects.filter(referral__in=found).exclude(kind__in=WORDS)
    taken = facts.values_list("referral_id", flat=True)
    counts = Counter(taken) if found else {}
    for referral in found:
        referral.fact_count = counts.get(referral.pk, 0)
    return found


def shown_facts(referral: Referral) -> list[ShownFact]:
    """The facts as the receiver may see them now, each with its origin."""
    facts = SharedFact.objects.filter(referral=referral).exclude(kind__in=WORDS)
    return [_shown(fact) for fact in facts]


def message_of(referral: Referral) -> str:
    """The sender's words, as long as the facts stand open; empty for whom they are closed to."""
    found = SharedFact.objects.filter(referral=referral, kind=MESSAGE).first()
    return found.value if found else ""


@dataclass(frozen=True)
class Asked:
    """A question of the receiver's, when it was asked, and who asked."""

    text: str
    at: datetime
    who: str


def questions(referral: Referral) -> list[Asked]:
    """What the receiver asked, the first first."""
    asked = referral.history.filter(to=Status.INFO_ASKED).select_related("by__organisation")
    return [Asked(change.text, change.at, who(change, referral)) for change in asked]


def replies(referral: Referral) -> list[SharedFact]:
    """What the sender answered to questions, as long as the facts stand open."""
    return list(SharedFact.objects.filter(referral=referral, kind=REPLY))


def lawful_under(referral: Referral) -> ConsentSheet | None:
    """The consent on which a referral that was withdrawn had been shared until then."""
    if referral.status != Status.WITHDRAWN or referral.sent_at is None:
        return None
    return ledger.lawful_until(
        referral.person_id,
        recipient_org_id=referral.receiver_org_id,
        purpose=Purpose.REFERRAL,
        at=referral.sent_at,
    )


def _shown(fact: SharedFact) -> ShownFact:
    state = "confirmed" if fact.confirmed_on else "said"
    return ShownFact(kind_label(fact.kind), fact.value, _origin(fact), state)


def _origin(fact: SharedFact) -> str:
    if fact.after_acceptance:
        return _("given after acceptance")
    if not fact.said_by or not fact.said_on:
        return _("from the file")
    said = _("said by %(who)s on %(day)s") % {
        "who": SaidBy(fact.said_by).label,
        "day": short_date(fact.said_on),
    }
    if not fact.confirmed_on:
        return said + " · " + _("not confirmed since")
    return said + " · " + _("confirmed on %(day)s") % {"day": short_date(fact.confirmed_on)}


def in_vain_before(case: Case, pk: str) -> Referral | None:
    """The referral in vain that a new one follows, if it has none after it yet."""
    found = Referral.objects.filter(case=case, status__in=rules.IN_VAIN, next__isnull=True)
    return next((referral for referral in found if str(referral.pk) == pk), None)


def chain(referral: Referral) -> list[Referral]:
    """The referrals in vain before this one, the latest first."""
    found: list[Referral] = []
    before = referral.previous
    while before:
        found.append(before)
        before = before.previous
    return found


def following(referral: Referral) -> Referral | None:
    return Referral.objects.filter(previous=referral).first()


def case_of(referral: Referral) -> Case | None:
    """None for a receiver, who sees the referral alone."""
    return Case.objects.filter(pk=referral.case_id).first()


def approved_lines(case: Case) -> list[PlanLine]:
    return list(PlanLine.objects.filter(plan__case=case, plan__status=PlanStatus.APPROVED))


def of_link() -> Referral:
    """The one referral that a link's actor sees."""
    return Referral.objects.select_related(
        "service", "offer", "receiver_org", "owner_org", "drafted_by"
    ).get()


def end_of_link(token: str) -> datetime | None:
    held = AnswerLink.objects.filter(token_hash=hash_of(token)).first()
    return held.expires_at if held else None


def of_token(token: str) -> UUID | None:
    """Which referral a link opens; None for a link that ended or never was."""
    with connection.cursor() as cursor:
        cursor.execute("select referrals_of_token(%s)", [hash_of(token)])
        found: UUID | None = cursor.fetchone()[0]
    return found


TONES = {
    Status.ACCEPTED: "ok",
    Status.STARTED: "ok",
    Status.COMPLETED: "ok",
    Status.CONFIRMED: "ok",
    Status.DECLINED: "no",
    Status.NOT_COMPLETED: "no",
    Status.EXPIRED: "no",
}
STATUS_KINDS = {
    Status.DRAFT: "draft",
    Status.SENT: "wait",
    Status.INFO_ASKED: "soon",
    Status.WAITING_LIST: "wait",
    Status.ACCEPTED: "now",
    Status.STARTED: "now",
    Status.DECLINED: "no",
    Status.COMPLETED: "ok",
    Status.NOT_COMPLETED: "no",
    Status.CONFIRMED: "ok",
    Status.WITHDRAWN: "shut",
    Status.EXPIRED: "no",
}


def status_kind(referral: Referral) -> str:
    """The kind of mark that `{% status %}` shows."""
    return STATUS_KINDS[Status(referral.status)]


def status_text(referral: Referral) -> str:
    """The status with its reason or outcome in the words: "Declined: no places"."""
    label = str(Status(referral.status).label)
    detail = {
        Status.DECLINED: (choices.DeclineReason, referral.decline_reason),
        Status.COMPLETED: (choices.Outcome, referral.outcome),
        Status.NOT_COMPLETED: (choices.Outcome, referral.outcome),
        Status.CONFIRMED: (choices.Outcome, referral.outcome),
        Status.WITHDRAWN: (choices.WithdrawReason, referral.withdraw_reason),
        Status.EXPIRED: (choices.ExpireReason, referral.expire_reason),
    }.get(Status(referral.status))
    if detail and detail[1]:
        return f"{label}: {detail[0](detail[1]).label}"
    if referral.status == Status.ACCEPTED and referral.first_day:
        return _("Accepted, from %(day)s") % {"day": short_date(referral.first_day)}
    if referral.status == Status.WAITING_LIST and referral.look_again_on:
        day = short_date(referral.look_again_on)
        return _("On the waiting list, looked at again by %(day)s") % {"day": day}
    if referral.status == Status.STARTED and referral.started_on:
        return _("Started on %(day)s") % {"day": short_date(referral.started_on)}
    return label


def history(sent: Iterable[Referral]) -> list[Entry]:
    """The referrals' part of "What happened", of those that the page has read already."""
    referrals = {referral.pk: referral for referral in sent}
    if not referrals:
        return []
    changes = StatusChange.objects.filter(referral_id__in=referrals).select_related(
        "by__organisation"
    )
    return [_entry(change, referrals[change.referral_id]) for change in changes]


def who(change: StatusChange, referral: Referral) -> str:
    """Whose act a change was; what nobody did followed from the person's consent, or a date."""
    if change.by and change.by.person_id:
        return _("the person, on their own pages")
    if change.by:
        return f"{change.by}, {change.by.organisation}"
    if change.to == Status.WITHDRAWN:
        return _("by itself, with the consent")
    if change.to == Status.EXPIRED:
        return _("by itself, after reminders")
    return _("%(org)s, by link") % {"org": referral.receiver_org}


def changes(referral: Referral) -> list[tuple[StatusChange, str]]:
    """The latest first, each with whose act it was."""
    found = referral.history.select_related("by__organisation").order_by("-at")
    return [(change, who(change, referral)) for change in found]


def _entry(change: StatusChange, referral: Referral) -> Entry:
    status = Status(change.to)
    # What was declined or completed tells its reason; earlier steps only what happened then.
    label = status_text(referral) if change.to == referral.status else str(status.label)
    return Entry(
        at=change.at,
        text=_("Referral to %(service)s: %(status)s")
        % {"service": referral.shown_name, "status": label},
        detail=who(change, referral),
        icon="send"
        if status == Status.SENT
        else "circle-x"
        if TONES.get(status) == "no"
        else "circle-check",
        tone=TONES.get(status, ""),
    )


def needing_the_sender(referrals: Sequence[Referral]) -> int:
    """How many were in vain and have no referral after them."""
    followed = {referral.previous_id for referral in referrals}
    return sum(r.status in rules.IN_VAIN and r.pk not in followed for r in referrals)
