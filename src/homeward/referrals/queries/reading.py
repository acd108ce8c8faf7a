"""Referrals, their facts, links and requests as pages read them. Rows are the gate's."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from homeward.access.choices import Purpose
from homeward.cases.choices import SaidBy
from homeward.cases.models import Case
from homeward.core.patterns import Fact as ShownFact
from homeward.core.templatetags.writing import short_date
from homeward.core.tokens import hash_of
from homeward.offers.models import Offer
from homeward.persons import ledger
from homeward.persons.models import ConsentSheet, Person
from homeward.referrals import rules
from homeward.referrals.choices import MESSAGE, REPLY, WORDS, RequestStatus, Status
from homeward.referrals.models import (
    AnswerLink,
    Bundle,
    Referral,
    ServiceRequest,
    SharedFact,
    StatusChange,
)
from homeward.referrals.queries.choosing import kind_label
from homeward.referrals.queries.words import who
from homeward.services.models import Service


def sent(*, status: str = "") -> QuerySet[Referral]:
    """Referrals, the newest first. The case and the person are read apart: who sees a referral
    need not see them, and an inner join would drop it."""
    found = Referral.objects.select_related("service", "offer", "receiver_org", "drafted_by")
    found = found.prefetch_related("service__texts").order_by("-drafted_at")
    return found.filter(status=status) if status else found


def changed_by_receivers(rows: QuerySet[Referral], *, since: datetime) -> QuerySet[Referral]:
    """Those of which the receiver, the person or a day has said something since then: what a
    sender wants to hear of, also where nothing is to be done."""
    said = StatusChange.objects.filter(referral=OuterRef("pk"), at__gte=since).exclude(
        by__organisation=F("referral__owner_org")
    )
    return rows.filter(Exists(said) | Q(attending_on__gte=since.date()))


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


def person_of(referral: Referral) -> Person | None:
    return Person.objects.filter(pk=referral.person_id).first()


def to_ask() -> dict[str, QuerySet[Any]]:
    """What may be referred to, by how an address names it."""
    return {
        "service": Service.objects.select_related("organisation"),
        "offer": Offer.objects.select_related("organisation"),
    }


def case_of(referral: Referral | Bundle) -> Case | None:
    """None for a receiver, who sees the referral alone."""
    return Case.objects.filter(pk=referral.case_id).first()


def of_link() -> Referral:
    """The one referral that a link's actor sees."""
    return Referral.objects.select_related(
        "service", "offer", "receiver_org", "owner_org", "drafted_by"
    ).get()


def end_of_link(token: str) -> datetime | None:
    held = AnswerLink.objects.filter(token_hash=hash_of(token)).first()
    return held.expires_at if held else None


def requests_of(case: Case) -> QuerySet[ServiceRequest]:
    """What the person asked for, the latest first."""
    return ServiceRequest.objects.filter(case=case).select_related(
        "service", "offer", "answered_by", "referral"
    )


def beside(referral: Referral) -> list[Referral]:
    """The others of its bundle."""
    if not referral.bundle_id:
        return []
    found = Referral.objects.filter(bundle=referral.bundle_id).exclude(pk=referral.pk)
    return list(found.select_related("service", "offer", "receiver_org").order_by("number"))


def of_bundle(bundle: Bundle) -> list[Referral]:
    found = Referral.objects.filter(bundle=bundle).select_related(
        "service", "offer", "receiver_org"
    )
    return list(found.order_by("number"))


def kinds_told(referral: Referral) -> set[str]:
    """Which kinds of facts were chosen for it."""
    told = SharedFact.objects.filter(referral=referral).exclude(kind__in=WORDS)
    return set(told.values_list("kind", flat=True))


def open_request(case: Case, pk: str) -> ServiceRequest | None:
    """The case's open request with this id, from an address that somebody may have typed."""
    found = ServiceRequest.objects.filter(case=case, status=RequestStatus.OPEN)
    return next((one for one in found if str(one.pk) == pk), None)
