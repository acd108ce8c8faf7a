"""All programmes by place, time, sector and seats."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from homeward.alignment.rules import territory
from homeward.places.models import Area
from homeward.programmes.choices import CriteriaStatus
from homeward.programmes.models import Coverage, Programme, ProgrammeSector

DECEMBER = 12


def programmes(*, country: str = "", need: str = "", kind: str = "", words: str = "",
               open_on: date | None = None) -> QuerySet[Programme]:  # fmt: skip
    """Filtered by what is asked; one whose dates nobody has said is open on no day."""
    found = Programme.objects.select_related("lead_org", "funder_org", "part_of").prefetch_related(
        Prefetch("coverage", Coverage.objects.select_related("country", "area")),
        Prefetch("programme_sectors", ProgrammeSector.objects.select_related("sector")),
        "corridors__host_country",
        "corridors__origin_country",
    )
    if country:
        in_country = Q(coverage__country=country) | Q(corridors__origin_country=country)
        found = found.filter(in_country | Q(corridors__host_country=country))
    if need:
        found = found.filter(sectors__category=need)
    if kind:
        found = found.filter(kind=kind)
    if open_on:
        found = found.filter(starts_on__lte=open_on).filter(
            Q(ends_on__gte=open_on) | Q(ends_on__isnull=True)
        )
    for word in words.split():
        found = found.filter(Q(name__icontains=word) | Q(code__icontains=word))
    return found.order_by("name", "pk").distinct()


@dataclass(frozen=True)
class Span:
    """A programme on a line of time; parts of the line in percent. None: not known."""

    programme: Programme
    begin: float | None
    width: float | None
    is_begin_known: bool
    is_end_known: bool


def spans(found: Sequence[Programme], *, first: date, months: int) -> list[Span]:
    """On a line from `first` over so many months; a missing day runs to the line's end."""
    last = territory.add_months(first, months)
    return [_span(programme, first, last) for programme in found]


def _span(programme: Programme, first: date, last: date) -> Span:
    begin, end = programme.starts_on, programme.ends_on
    if begin is None and end is None:
        return Span(programme, None, None, False, False)
    whole = (last - first).days
    left = max(0, ((begin or first) - first).days)
    right = min(whole, ((end or last) - first).days)
    if right <= 0 or left >= whole:
        return Span(programme, None, None, begin is not None, end is not None)
    return Span(
        programme,
        round(100 * left / whole, 2),
        max(1.0, round(100 * (right - left) / whole, 2)),
        begin is not None,
        end is not None,
    )


def by_area(found: Sequence[Programme]) -> dict[int, int]:
    """Area -> programmes that name it."""
    counted: dict[int, set[int]] = {}
    for programme in found:
        for place in programme.coverage.all():
            if place.area_id:
                counted.setdefault(place.area_id, set()).add(programme.pk)
    return {area: len(held) for area, held in counted.items()}


def whole_country(found: Sequence[Programme]) -> int:
    """Programmes that name a country alone, or nothing: they stand in the list, not on the map."""
    return sum(not any(p.area_id for p in programme.coverage.all()) for programme in found)


def areas(counted: Mapping[int, int]) -> list[tuple[Area, int]]:
    known = Area.objects.in_bulk(list(counted))
    return sorted(
        ((known[pk], count) for pk, count in counted.items()),
        key=lambda row: (-row[1], str(row[0])),
    )


def stating_criteria(*, country: str = "", on: date) -> QuerySet[Programme]:
    """Programmes with criteria in force on a day: only of these can one be widened."""
    found = Programme.objects.filter(
        Q(criteria__valid_from__isnull=True) | Q(criteria__valid_from__lte=on),
        Q(criteria__valid_until__isnull=True) | Q(criteria__valid_until__gte=on),
        criteria__status=CriteriaStatus.PUBLISHED,
    )
    if country:
        found = found.filter(Q(coverage__country=country) | Q(corridors__origin_country=country))
    return found.order_by("name", "pk").distinct()
