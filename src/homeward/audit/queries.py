"""Questions to the read log. Each is a function of the log's own role (policies.sql)."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from homeward.access.choices import ActorKind, DataClass, Purpose
from homeward.access.models import User
from homeward.audit import anchors, rules
from homeward.audit.choices import Fault, Unusual
from homeward.audit.models import AccessReview
from homeward.audit.rules import Entry, Finding, Reading

PER_PAGE = 50
LATEST = datetime(9999, 12, 31, tzinfo=UTC)


def _ask(question: str, *values: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(question, list(values))
        return list(cursor.fetchall())


def heads() -> list[Entry]:
    """The last entry of every organisation's chain."""
    return [Entry(*row) for row in _ask("select * from audit_heads()")]


def entries(places: list[tuple[int, int]]) -> dict[tuple[int, int], Entry]:
    found = _ask(
        "select * from audit_entries(%s::int[], %s::bigint[])",
        [organisation for organisation, _number in places],
        [number for _organisation, number in places],
    )
    return {(row[0], row[1]): Entry(*row) for row in found}


def findings(*, now: datetime) -> list[Finding]:
    """Everything at which the chains and their anchors don't hold, for `homeward check`."""
    found = [Finding(o, n, Fault(fault)) for o, n, fault in _ask("select * from audit_faults()")]
    anchored = list(anchors.read(settings.ANCHOR_FILE))
    waiting = rules.next_to_anchor(heads(), anchored)
    held = entries([*{anchor.place for anchor in anchored}, *waiting])
    found += rules.against_anchors(anchored, held)
    found += rules.overdue(
        [held[place] for place in waiting if place in held], now=now, interval=interval()
    )
    return found


def interval() -> timedelta:
    return timedelta(minutes=settings.ANCHOR_MINUTES)


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What the officer asks of the log; what is None is not asked."""

    since: datetime
    until: datetime = LATEST
    persons: tuple[UUID, ...] | None = None
    user: int | None = None
    purpose: int | None = None


@dataclass(frozen=True, kw_only=True)
class Item:
    """One row that was read."""

    table: str
    row: str
    data_class: DataClass
    person: UUID
    owner: int


@dataclass(frozen=True, kw_only=True)
class Read:
    organisation: int
    number: int
    at: datetime
    actor_kind: ActorKind
    actor_id: str
    purpose: Purpose
    action: str
    path: str
    ground: str | None
    items: tuple[Item, ...]
    user: User | None = None

    @property
    def classes(self) -> list[DataClass]:
        return sorted({item.data_class for item in self.items})

    @property
    def persons(self) -> list[UUID]:
        return list(dict.fromkeys(item.person for item in self.items))


def _items(said: str) -> tuple[Item, ...]:
    return tuple(
        Item(table=table, row=row, data_class=DataClass(data_class), person=UUID(person),
             owner=owner)
        for table, row, data_class, person, owner in json.loads(said)
    )  # fmt: skip


def reads(filters: Filters, *, take: int, skip: int = 0) -> list[Read]:
    """The acting officer's part of the log, the latest first."""
    found = _ask(
        "select organisation, number, at, actor_kind, actor_id, purpose, action, path, ground,"
        " items from audit_reads(%s, %s, %s::uuid[], %s::text, %s::text, %s::int, %s, %s)",
        filters.since,
        filters.until,
        None if filters.persons is None else list(filters.persons),
        ActorKind.USER.value,
        None if filters.user is None else str(filters.user),
        filters.purpose,
        take,
        skip,
    )
    users = User.objects.select_related("organisation").in_bulk(
        [int(row[4]) for row in found if row[3] == ActorKind.USER]
    )
    return [
        Read(
            organisation=row[0], number=row[1], at=row[2], actor_kind=ActorKind(row[3]),
            actor_id=row[4], purpose=Purpose(row[5]), action=row[6], path=row[7], ground=row[8],
            items=_items(row[9]),
            user=users.get(int(row[4])) if row[3] == ActorKind.USER else None,
        )
        for row in found
    ]  # fmt: skip


@dataclass(frozen=True)
class ReadPage:
    """A page of the log; how many there are in all is not counted."""

    number: int
    reads: list[Read]
    goes_on: bool
    paginator: None = None

    def has_next(self) -> bool:
        return self.goes_on

    def has_previous(self) -> bool:
        return self.number > 1

    def previous_page_number(self) -> int:
        return self.number - 1

    def next_page_number(self) -> int:
        return self.number + 1


def page_of_reads(filters: Filters, *, number: int) -> ReadPage:
    found = reads(filters, take=PER_PAGE + 1, skip=PER_PAGE * (number - 1))
    return ReadPage(number, found[:PER_PAGE], len(found) > PER_PAGE)


def colleagues(user: User) -> QuerySet[User]:
    return User.objects.filter(organisation=user.organisation_id).order_by("name")


@dataclass(frozen=True, kw_only=True)
class PersonRead:
    """One reading of a person's rows, as the export of what is held on them gives it."""

    at: datetime
    organisation: int
    actor_kind: ActorKind
    actor_id: str
    purpose: Purpose
    action: str
    ground: str | None
    items: tuple[Item, ...]


def of_person(person: UUID) -> list[PersonRead]:
    """Who read this person's rows: for the person, or the officer of an organisation that owns
    some; others get nothing."""
    return [
        PersonRead(
            at=row[0], organisation=row[1], actor_kind=ActorKind(row[2]), actor_id=row[3],
            purpose=Purpose(row[4]), action=row[5], ground=row[6], items=_items(row[7]),
        )
        for row in _ask("select * from audit_of_person(%s)", person)
    ]  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Reader:
    """One user in the access review."""

    user: User
    reads: int
    persons: int
    last_at: datetime
    purposes: list[Purpose]
    unusual: list[Unusual]
    reading: Reading
    review: AccessReview | None

    @property
    def is_reviewed(self) -> bool:
        """Nothing was read since somebody looked."""
        return self.review is not None and self.review.reviewed_at >= self.last_at


def readers(*, days: int, now: datetime) -> list[Reader]:
    """Who read sensitive rows in the last days, what is unusual and not yet reviewed first."""
    found = _ask(
        "select user_id, reads, persons, last_at, purposes, most_in_an_hour, at_night,"
        " in_emergency, not_theirs from audit_review(%s, %s)",
        now - timedelta(days=days),
        timezone.get_current_timezone_name(),
    )
    users = User.objects.select_related("organisation").in_bulk([row[0] for row in found])
    reviews = latest_reviews()
    listed = []
    for user_id, count, persons, last_at, purposes, most, night, emergency, others in found:
        if user_id not in users:
            continue
        reading = Reading(
            most_in_an_hour=most, at_night=night, in_emergency=emergency, not_theirs=others
        )
        listed.append(
            Reader(
                user=users[user_id], reads=count, persons=persons, last_at=last_at,
                purposes=[Purpose(purpose) for purpose in purposes],
                unusual=rules.unusual(reading), reading=reading, review=reviews.get(user_id),
            )
        )  # fmt: skip
    return sorted(listed, key=lambda r: (r.is_reviewed, -len(r.unusual), -r.persons, r.user.name))


def latest_reviews() -> dict[int, AccessReview]:
    found = AccessReview.objects.select_related("reviewed_by").order_by("user_id", "-reviewed_at")
    return {review.user_id: review for review in found.distinct("user_id")}


def reader(user: User, *, days: int, now: datetime) -> Reader | None:
    """One user of the access review, where the officer answers for any of their reads."""
    return next((r for r in readers(days=days, now=now) if r.user == user), None)
