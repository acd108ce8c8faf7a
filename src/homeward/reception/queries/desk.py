"""Reads of the desk: parties, what is prepared, check-ins, hand-overs; and the border's list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from homeward.access.choices import DataClass, Purpose
from homeward.access.models import User
from homeward.access.queries import name_users
from homeward.cases.choices import ArrivalStatus
from homeward.cases.models import Arrival, Case
from homeward.persons import queries as persons
from homeward.persons.models import IdentityDocument, Person
from homeward.places.models import PointOfEntry
from homeward.reception.choices import EntryPart
from homeward.reception.models import (
    CheckIn,
    EntryTask,
    HandOver,
    HealthScreening,
    Orientation,
    Preparation,
)
from homeward.tasks import queries as tasks
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task


def household_of(arrival: Arrival) -> list[Person]:
    """Who is on an arrival, where the actor sees names; head first."""
    head = Person.objects.filter(pk=arrival.person_id).first()
    if head is None:
        return []
    return persons.members(head.household_id) if head.household_id else [head]


def case_manager_may_see(arrival: Arrival, *, on: date) -> bool:
    """Is there a ground by which the case organisation sees whom it is to take over?"""
    return persons.covers(
        arrival.person_id,
        recipient=arrival.case_org,
        purpose=Purpose.CASEWORK,
        classes={DataClass.IDENTITY, DataClass.PROFILE},
        on=on,
    )


def preparations(arrivals: Iterable[Arrival]) -> dict[tuple[UUID, str], Preparation]:
    """Who prepares what, by arrival and need."""
    found = list(Preparation.objects.filter(arrival__in=[one.pk for one in arrivals]))
    name_users(preparer=found)
    return {(one.arrival_id, one.need): one for one in found}


def colleagues(user: User) -> QuerySet[User]:
    return User.objects.filter(organisation=user.organisation_id, is_active=True).order_by("name")


def hand_over_is_open(case_id: UUID) -> bool:
    return Task.objects.filter(
        kind=TaskKind.TAKE_OVER, subject_id=case_id, done_at__isnull=True
    ).exists()


@dataclass(frozen=True)
class HandedOver:
    """Where a hand-over stands, as the desk sees it by the wait that it waits for."""

    task: Task
    by: HandOver | None = None

    @property
    def is_open(self) -> bool:
        return self.task.done_at is None


def hand_overs(case_ids: Iterable[UUID]) -> dict[UUID, HandedOver]:
    ids = list(case_ids)
    waits = (
        Task.objects.filter(kind=TaskKind.TAKE_OVER, subject_id__in=ids)
        .select_related("holder", "holder_org")
        .order_by("opened_at")
    )
    noted = {one.case_id: one for one in HandOver.objects.filter(case__in=ids)}
    name_users(receiver=list(noted.values()))
    return {task.subject_id: HandedOver(task, noted.get(task.subject_id)) for task in waits}


def last_check_ins(arrivals: Iterable[Arrival]) -> dict[UUID, CheckIn]:
    found = CheckIn.objects.filter(arrival__in=[one.pk for one in arrivals]).order_by("at")
    return {one.arrival_id: one for one in found}


def orientation_of(arrival: Arrival) -> Orientation | None:
    return Orientation.objects.filter(arrival=arrival).select_related("by__organisation").first()


def screenings_of(arrival: Arrival) -> dict[UUID, HealthScreening]:
    found = HealthScreening.objects.filter(arrival=arrival).select_related("by__organisation")
    return {one.person_id: one for one in found}


def arrival_of(case: Case) -> Arrival | None:
    return (
        Arrival.objects.filter(case=case)
        .select_related("reception_org", "case_org", "confirmed_by", "announced_by", "entry")
        .first()
    )


def entries_of(user: User, part: EntryPart) -> list[PointOfEntry]:
    """The points of entry where the user's organisation has this part."""
    named = EntryTask.objects.filter(organisation=user.organisation_id, part=part)
    return list(PointOfEntry.objects.filter(pk__in=named.values("entry")).order_by("name"))


def on_flight(day: date, flight: str, entry: int | None) -> QuerySet[Arrival]:
    """The parties of one flight, as the actor sees them."""
    found = Arrival.objects.filter(expected_at__date=day, flight=flight)
    if entry:
        found = found.filter(entry=entry)
    return found.select_related("case_org", "entry").order_by("reference")


@dataclass(frozen=True, kw_only=True)
class AtTheBorder:
    """All that a border officer is shown of one party."""

    expected_at: datetime | None
    flight: str
    from_place: str
    entry: PointOfEntry | None
    people: int
    names: Sequence[Person]
    documents: Sequence[str]


def at_the_border(day: date) -> list[AtTheBorder]:
    """Who is expected on a day: names where the clause opens them, kinds of document, no more."""
    arrivals = list(
        Arrival.objects.filter(expected_at__date=day)
        .exclude(status=ArrivalStatus.NOT_ARRIVED)
        .select_related("entry")
        .only("expected_at", "flight", "from_place", "entry", "adults", "children", "person")
        .order_by("expected_at", "flight", "pk")
    )
    names = _households([one.person_id for one in arrivals])
    everybody = [person.pk for people in names.values() for person in people]
    kinds: dict[UUID, set[str]] = {}
    for document in IdentityDocument.objects.filter(person__in=everybody).only("person", "kind"):
        kinds.setdefault(document.person_id, set()).add(str(document.get_kind_display()))
    return [
        AtTheBorder(
            expected_at=one.expected_at,
            flight=one.flight,
            from_place=one.from_place,
            entry=one.entry,
            people=one.adults + one.children,
            names=names.get(one.person_id, ()),
            documents=sorted(
                set().union(*(kinds.get(p.pk, set()) for p in names.get(one.person_id, ())))
            ),
        )
        for one in arrivals
    ]


def _households(heads: Iterable[UUID]) -> dict[UUID, list[Person]]:
    """The household of each of these, by its head, where the actor may see it."""
    ids = list(heads)
    theirs = Person.objects.filter(pk__in=ids, household__isnull=False)
    # Asked for apart: across a join the database would look at every person there is.
    households = list(theirs.values_list("household_id", flat=True))
    found = Person.objects.filter(Q(pk__in=ids) | Q(household__in=households)).order_by("position")
    by_household: dict[UUID | None, list[Person]] = {}
    for person in found:
        by_household.setdefault(person.household_id or person.pk, []).append(person)
    return {people[0].pk: people for people in by_household.values() if people[0].pk in set(ids)}


def border_days(first: date, last: date) -> dict[date, int]:
    """How many people land on each of these days."""
    found: dict[date, int] = {}
    rows = Arrival.objects.filter(expected_at__date__range=(first, last)).values_list(
        "expected_at__date", "adults", "children"
    )
    for day, adults, children in rows:
        found[day] = found.get(day, 0) + adults + children
    return found


def open_waits(arrivals: Iterable[Arrival]) -> dict[UUID, Task]:
    return tasks.open_of_subjects([one.pk for one in arrivals])
