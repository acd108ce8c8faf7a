"""What may be told, to whom, and what the rules ask before it is sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from homeward.access.choices import DataClass, Purpose
from homeward.agreements import queries as agreements
from homeward.cases import queries as cases
from homeward.cases.choices import FactKind
from homeward.cases.models import Case
from homeward.offers.choices import OfferStatus
from homeward.offers.models import Offer
from homeward.persons import queries as persons
from homeward.persons.choices import ContactKind
from homeward.persons.models import Contact, Person
from homeward.plans.choices import PlanStatus
from homeward.plans.models import PlanLine
from homeward.referrals import rules
from homeward.referrals.choices import WORDS
from homeward.referrals.models import (
    Referral,
    SharedFact,
)
from homeward.referrals.rules import ReplyFacts, SendingFacts


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


def approved_lines(case: Case) -> list[PlanLine]:
    return list(PlanLine.objects.filter(plan__case=case, plan__status=PlanStatus.APPROVED))


def offers_for(case: Case, *, kind: str = "", text: str = "") -> QuerySet[Offer]:
    """What is open where the person returns to, and what may begin before that, by its kind."""
    here = models.Q(organisation__country_id=case.origin_country_id)
    here |= models.Q(before_departure=True, organisation__country_id=case.host_country_id)
    found = Offer.objects.filter(here, status=OfferStatus.OPEN).select_related(
        "organisation", "town", "area"
    )
    if kind:
        found = found.filter(kind=kind)
    if text:
        found = found.filter(
            models.Q(title__icontains=text) | models.Q(organisation__name__icontains=text)
        )
    return found


def in_vain_before(case: Case, pk: str) -> Referral | None:
    """The referral in vain that a new one follows, if it has none after it yet."""
    found = Referral.objects.filter(case=case, status__in=rules.IN_VAIN, next__isnull=True)
    return next((referral for referral in found if str(referral.pk) == pk), None)
