"""Returns by area and month, and facts for criteria, of the cases that the reader may see.

Read under the reader's actor: what the gate hides is neither counted nor told of.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db.models import BooleanField, Count, DateField, ExpressionWrapper, Q, QuerySet, When
from django.db.models import Case as Either
from django.db.models.functions import Coalesce, TruncDate, TruncMonth

from homeward.alignment.queries.areas import Gazetteer, gazetteer
from homeward.alignment.rules import territory
from homeward.alignment.rules.territory import Count as Counted
from homeward.cases.choices import ArrivalStatus
from homeward.cases.models import Case
from homeward.persons.choices import Sex
from homeward.persons.models import Person
from homeward.places.models import Area
from homeward.programmes.rules.criteria import Facts, Span, Traits
from homeward.programmes.rules.criteria import Residence as Lives
from homeward.programmes.rules.criteria import Sex as Asked

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Tally:
    """Cases with one place of return, month and state, counted by the database.

    `area` is None where the place is not among the areas; `month` where no day is known.
    """

    place: str
    area: Area | None
    month: date | None
    has_arrived: bool
    count: Counted


def tallies(organisation: int | None, *, country: str = "") -> tuple[list[Tally], Gazetteer]:
    """All open cases that the reader sees, with the areas of their countries."""
    found = _open(country).annotate(month=TruncMonth(_day()), arrived=_has_arrived())
    rows = list(
        found.values_list("origin_country", "destination", "month", "arrived").annotate(
            all=Count("pk"), own=Count("pk", filter=Q(owner_org=organisation))
        )
    )
    land = gazetteer({row[0] for row in rows})
    return [
        Tally(place, land.find(to, place), month, arrived, Counted(all=all_, own=own))
        for to, place, month, arrived, all_, own in rows
    ], land


def _open(country: str) -> QuerySet[Case]:
    found = Case.objects.filter(closed_at__isnull=True).order_by()
    return found.filter(origin_country=country) if country else found


def _day() -> Coalesce:
    """The day of arrival, else the expected one, else that of travel; as far as it is seen."""
    landing = When(arrival__status=ArrivalStatus.EXPECTED, then=TruncDate("arrival__expected_at"))
    return Coalesce("arrived_on", Either(landing, output_field=DateField()), "travels_on")


def _has_arrived() -> "ExpressionWrapper[Q]":
    return ExpressionWrapper(Q(arrived_on__isnull=False), output_field=BooleanField())


def by_area_and_month(
    rows: Iterable[Tally], *, first: date, months: int
) -> dict[tuple[int, date], Counted]:
    """Returns that are still expected, by area and the first day of the month."""
    end = territory.add_months(first, months)
    return _sums(
        ((row.area.pk, row.month), row.count)
        for row in rows
        if row.area and row.month and not row.has_arrived and first <= row.month < end
    )


def by_area(rows: Iterable[Tally]) -> dict[int, Counted]:
    """Everybody whose place is known: on the way or arrived."""
    return _sums((row.area.pk, row.count) for row in rows if row.area)


def _sums(counts: Iterable[tuple[Key, Counted]]) -> dict[Key, Counted]:
    found: dict[Key, Counted] = {}
    for key, count in counts:
        so_far = found.get(key, Counted(all=0, own=0))
        found[key] = Counted(all=so_far.all + count.all, own=so_far.own + count.own)
    return found


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


def left_out(rows: Sequence[Tally], *, smallest: int) -> LeftOut:
    def told(wanted: Iterable[Tally]) -> Told:
        counted = _sums((True, row.count) for row in wanted).get(True, Counted(all=0, own=0))
        return Told(counted.all, territory.shown(counted, smallest=smallest))

    return LeftOut(
        total=told(rows).text,
        without_place=told(r for r in rows if not r.place.strip()),
        unknown_place=told(r for r in rows if r.place.strip() and r.area is None),
        without_day=told(r for r in rows if r.month is None and not r.has_arrived),
    )


# One by one, for criteria


@dataclass(frozen=True)
class Return:
    """One case's principal person, place and day, None where nobody has said them."""

    person: UUID
    is_own: bool
    country: str
    area: Area | None
    on: date | None


def returns(organisation: int | None) -> tuple[list[Return], Gazetteer]:
    """Every open case that the reader sees, with the areas of their countries."""
    columns = ("person", "owner_org", "origin_country", "destination", "day")
    cases = list(_open("").annotate(day=_day()).values_list(*columns))
    land = gazetteer({row[2] for row in cases})
    return [
        Return(person, owner == organisation, to, land.find(to, place), on)
        for person, owner, to, place, on in cases
    ], land


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
