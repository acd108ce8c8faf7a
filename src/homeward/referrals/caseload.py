"""A receiver's caseload: what was sent to its organisation, in the order in which it is due."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import DateField, F, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from homeward.access.models import User
from homeward.referrals import queries, rules
from homeward.referrals.choices import Status
from homeward.referrals.models import Referral, SharedFact
from homeward.tasks.models import Task

TO_ANSWER, UNDER_WAY, WAITING, OVER = "answer", "now", "waiting", "ended"
GROUPS = {
    TO_ANSWER: {Status.SENT, Status.INFO_ASKED},
    UNDER_WAY: set(rules.PLACED),
    WAITING: {Status.WAITING_LIST},
    OVER: set(rules.ENDED),
}
LABELS = {
    TO_ANSWER: _("To answer"),
    UNDER_WAY: _("Under way"),
    WAITING: _("Waiting list"),
    OVER: _("Ended"),
}
LONGEST = 40


@dataclass(frozen=True, kw_only=True)
class Asked:
    """As it stands in the address; what is not known there filters nothing."""

    group: str = TO_ANSWER
    service: str = ""
    text: str = ""


def asked(given: Any) -> Asked:
    group = given.get("group", "")
    text = str(given.get("q", ""))[:LONGEST].replace("\x00", "").strip()
    # A number is looked for wherever it stands.
    group = group if group in {*GROUPS, "all"} else "all" if text else TO_ANSWER
    return Asked(group=group, service=_uuid(given.get("service", "")), text=text)


def _uuid(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        return ""


def received(user: User) -> QuerySet[Referral]:
    return Referral.objects.filter(receiver_org_id=user.organisation_id or 0).exclude(
        status=Status.DRAFT
    )


def found(asked: Asked, user: User) -> QuerySet[Referral]:
    """The soonest due first, what has no day last, what ended last before what ended earlier."""
    rows = received(user)
    if asked.group in GROUPS:
        rows = rows.filter(status__in=GROUPS[asked.group])
    if asked.service:
        rows = rows.filter(Q(service_id=asked.service) | Q(offer_id=asked.service))
    if asked.text:
        rows = rows.filter(number__icontains=asked.text)
    open_wait = Task.objects.filter(subject_id=OuterRef("pk"), done_at__isnull=True)
    due = Subquery(open_wait.order_by("due_on").values("due_on")[:1], output_field=DateField())
    return rows.annotate(wait_due_on=due).order_by(
        F("wait_due_on").asc(nulls_last=True), F("ended_on").desc(nulls_first=True), "-sent_at"
    )


def shown(rows: QuerySet[Referral]) -> QuerySet[Referral]:
    return rows.select_related(
        "service", "offer", "owner_org", "drafted_by", "receiver_org"
    ).prefetch_related("service__texts")


def again(referral: Referral) -> Referral:
    """As it stands after what was written."""
    return shown(Referral.objects.all()).get(pk=referral.pk)


def counts(user: User) -> dict[str, int]:
    """How many stand in each group."""
    by_status = Counter(received(user).order_by().values_list("status", flat=True))
    return {
        group: sum(by_status[status] for status in statuses) for group, statuses in GROUPS.items()
    }


def targets(user: User) -> list[tuple[str, str]]:
    """The services and offers that were asked for, by name."""
    rows = received(user).order_by()
    firsts = rows.distinct("service_id", "offer_id").order_by("service_id", "offer_id")
    named = {str(r.offer_id or r.service_id): queries.title(r) for r in shown(firsts)}
    return sorted(named.items(), key=lambda pair: pair[1])


def names(referrals: Iterable[Referral]) -> dict[UUID, str]:
    """How each person is called, as far as the facts told stand open to the reader: the full name
    after acceptance, the short one before."""
    rows = SharedFact.objects.filter(referral__in=list(referrals), kind__in=["name", "full_name"])
    told: dict[UUID, str] = {}
    for fact in sorted(rows, key=lambda fact: fact.kind == "full_name"):
        told[fact.referral_id] = fact.value
    return told


def expected_on(day: date, user: User) -> list[Referral]:
    """Who comes on a day: whose first day it is, and who has begun and not ended."""
    first = Q(status=Status.ACCEPTED, first_day=day)
    begun = Q(status=Status.STARTED) & (Q(started_on__lte=day) | Q(started_on__isnull=True))
    rows = shown(received(user).filter(first | begun)).order_by("first_day", "number")
    return list(rows)


def order(ids: Sequence[UUID], rows: Iterable[Referral]) -> list[Referral]:
    by_id = {row.pk: row for row in rows}
    return [by_id[pk] for pk in ids if pk in by_id]
