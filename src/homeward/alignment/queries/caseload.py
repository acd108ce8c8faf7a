"""Returns by area and month, and facts for criteria, of the cases that the reader may see.

Read under the reader's actor: what the gate hides is neither counted nor told of.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from homeward.alignment.queries.areas import Gazetteer, gazetteer
from homeward.alignment.rules import territory
from homeward.alignment.rules.territory import Count
from homeward.cases.choices import ArrivalStatus
from homeward.cases.models import Arrival, Case
from homeward.persons.choices import Sex
from homeward.persons.models import Person
from homeward.places.models import Area
from homeward.programmes.rules.criteria import Facts, Span, Traits
from homeward.programmes.rules.criteria import Residence as Lives
from homeward.programmes.rules.criteria import Sex as Asked


@dataclass(frozen=True)
class Return:
    """A case on the way or arrived. `area` is None where its place is not among the areas;
    `on` is the day it is expected, or came, None where nobody has said."""

    case: UUID
    person: UUID
    household: UUID
    is_own: bool
    country: str
    place: str
    area: Area | None
    on: date | None
    has_arrived: bool


def returns(organisation: int | None, *, country: str = "") -> tuple[list[Return], Gazetteer]:
    """Every open case that the reader sees, with the areas of their countries."""
    found = Case.objects.filter(closed_at__isnull=True).order_by()
    if country:
        found = found.filter(origin_country=country)
    cases = list(
        found.values_list(
            "pk", "person", "household", "owner_org", "origin_country", "destination",
            "travels_on", "arrived_on",
        )
    )  # fmt: skip
    land = gazetteer({row[4] for row in cases})
    expected = _expected()
    rows = [
        Return(
            case=pk,
            person=person,
            household=household,
            is_own=owner == organisation,
            country=to,
            place=place,
            area=land.find(to, place),
            on=arrived or expected.get(pk) or travels,
            has_arrived=arrived is not None,
        )
        for pk, person, household, owner, to, place, travels, arrived in cases
    ]
    return rows, land


def _expected() -> dict[UUID, date]:
    found = Arrival.objects.filter(status=ArrivalStatus.EXPECTED, expected_at__isnull=False)
    return {
        case: timezone.localdate(at)
        for case, at in found.order_by().values_list("case", "expected_at")
    }


def by_area_and_month(
    rows: Iterable[Return], *, first: date, months: int
) -> dict[tuple[int, date], Count]:
    """Returns that are still expected, by area and the first day of the month."""
    end = territory.add_months(first, months)
    counted: dict[tuple[int, date], list[bool]] = defaultdict(list)
    for row in rows:
        if row.area and row.on and not row.has_arrived and first <= row.on < end:
            counted[row.area.pk, territory.month_of(row.on)].append(row.is_own)
    return {key: Count(all=len(own), own=sum(own)) for key, own in counted.items()}


def by_area(rows: Iterable[Return]) -> dict[int, Count]:
    """Everybody whose place is known: on the way or arrived."""
    counted: dict[int, list[bool]] = defaultdict(list)
    for row in rows:
        if row.area:
            counted[row.area.pk].append(row.is_own)
    return {area: Count(all=len(own), own=sum(own)) for area, own in counted.items()}


@dataclass(frozen=True)
class Told:
    """A count, and how it may be written."""

    all: int
    text: str


@dataclass(frozen=True)
class LeftOut:
    """What could not be counted, so that nobody takes a gap for a zero."""

    total: str
    without_place: Told
    unknown_place: Told
    without_day: Told


def left_out(rows: Sequence[Return], *, smallest: int) -> LeftOut:
    def count(wanted: Iterable[Return]) -> Told:
        own = [row.is_own for row in wanted]
        counted = Count(all=len(own), own=sum(own))
        return Told(counted.all, territory.shown(counted, smallest=smallest))

    return LeftOut(
        total=count(rows).text,
        without_place=count(r for r in rows if not r.place.strip()),
        unknown_place=count(r for r in rows if r.place.strip() and r.area is None),
        without_day=count(r for r in rows if r.on is None and not r.has_arrived),
    )


def facts_of(rows: Sequence[Return], land: Gazetteer, *, on: date) -> list[tuple[Return, Facts]]:
    """Each principal person's facts, as far as the reader may see them; the rest is unknown."""
    people = {p.pk: p for p in Person.objects.filter(pk__in=[row.person for row in rows])}
    return [(row, _facts(row, people.get(row.person), land, on)) for row in rows]


def _facts(row: Return, person: Person | None, land: Gazetteer, on: date) -> Facts:
    return Facts(
        on=on,
        age=_age(person, on) if person else None,
        sex=_sex(person) if person else None,
        nationalities=frozenset(person.origin_countries) or None if person else None,
        area=land.path(row.area, row.country) if row.area else None,
        returns_on=Span.of(row.on) if row.on else None,
        residence=Traits(frozenset({Lives.RETURNEE.value}), closed=False),
    )


def _sex(person: Person) -> str | None:
    known = {Sex.FEMALE: Asked.FEMALE, Sex.MALE: Asked.MALE}.get(Sex(person.sex))
    return known.value if known else None


def _age(person: Person, on: date) -> Span | None:
    """From the youngest to the oldest that what is known of the birth allows."""
    if person.birth_year is None:
        return None
    month, day = person.birth_month, person.birth_day
    oldest = on.year - person.birth_year
    if month is None:
        return Span(oldest - 1, oldest)
    before = (on.month, on.day)
    if day is None:
        youngest = oldest - (before[0] <= month)
        return Span(youngest, oldest - (before[0] < month))
    return Span.of(oldest - (before < (month, day)))
