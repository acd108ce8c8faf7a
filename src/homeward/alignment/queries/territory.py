"""Returns expected in an area and month against the programmes that are open there then."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from homeward.alignment.choices import Setting
from homeward.alignment.models import Opening
from homeward.alignment.queries import caseload
from homeward.alignment.queries.areas import Gazetteer
from homeward.alignment.queries.facts import facts
from homeward.alignment.queries.thresholds import threshold
from homeward.alignment.rules import ProgrammeFacts, territory
from homeward.alignment.rules.territory import Count, Offer
from homeward.places.models import Area
from homeward.programmes.choices import Category
from homeward.programmes.models import Programme
from homeward.tasks import queries as tasks
from homeward.tasks.models import Task

MONTHS = 12


@dataclass(frozen=True)
class Slot:
    """One area in one month. `expected` is None where no return is expected then."""

    month: date
    expected: Count | None
    text: str
    offer: Offer
    opens_soon: bool

    @property
    def is_bare(self) -> bool:
        """Somebody comes and nothing is known to be open."""
        return self.expected is not None and not self.offer.open


@dataclass(frozen=True)
class Row:
    """`programmes` counts those that work in the area at any time."""

    area: Area
    region: Area
    programmes: int
    nearest: "Near | None"
    slots: Sequence[Slot]

    @property
    def bare(self) -> list[Slot]:
        return [slot for slot in self.slots if slot.is_bare]

    @property
    def soon(self) -> list[Slot]:
        return [slot for slot in self.slots if slot.expected is not None and slot.opens_soon]


@dataclass(frozen=True)
class Near:
    """The nearest area in which a programme works, as the crow flies."""

    area: Area
    kilometres: int
    is_near: bool


@dataclass(frozen=True)
class Calendar:
    months: Sequence[date]
    rows: Sequence[Row]
    left_out: caseload.LeftOut
    smallest: int
    within: int

    @property
    def bare(self) -> int:
        return sum(len(row.bare) for row in self.rows)


def calendar(
    organisation: int | None, *, country: str, need: str, first: date, today: date
) -> Calendar:
    """The next twelve months; only areas to which somebody returns then."""
    rows, land = caseload.tallies(organisation, country=country)
    counted = caseload.by_area_and_month(rows, first=first, months=MONTHS)
    smallest = threshold(Setting.SMALLEST_COUNT, today).value
    within = threshold(Setting.OPENS_WITHIN_MONTHS, today).value
    months = [territory.add_months(first, n) for n in range(MONTHS)]
    programmes = answering(facts(on=today), need)
    areas = sorted({land.areas[pk] for pk, _month in counted}, key=str)
    found = [
        _row(area, land, counted, programmes, months, smallest=smallest, within=within, today=today)
        for area in areas
    ]
    return Calendar(months, found, caseload.left_out(rows, smallest=smallest), smallest, within)


def answering(programmes: Iterable[ProgrammeFacts], need: str) -> list[ProgrammeFacts]:
    """Those that answer a need; a programme that names no sector answers none that is known."""
    return [p for p in programmes if not need or f"need:{need}" in p.sectors]


def _row(
    area: Area,
    land: Gazetteer,
    counted: dict[tuple[int, date], Count],
    programmes: Sequence[ProgrammeFacts],
    months: Sequence[date],
    *,
    smallest: int,
    within: int,
    today: date,
) -> Row:
    around = land.around(area)
    here = [p for p in programmes if territory.covers(p, around)]
    slots = []
    for month in months:
        offer = territory.offer(here, month, today=today)
        count = counted.get((area.pk, month))
        slots.append(
            Slot(
                month=month,
                expected=count,
                text=territory.shown(count, smallest=smallest) if count else "",
                offer=offer,
                opens_soon=territory.opens_soon(offer, month, within=within),
            )
        )
    return Row(area, land.top(area), len(here), near(area, land, here, programmes, today), slots)


def near(
    area: Area,
    land: Gazetteer,
    here: Sequence[ProgrammeFacts],
    programmes: Sequence[ProgrammeFacts],
    today: date,
) -> Near | None:
    """Asked only where no programme works in the area itself."""
    if here:
        return None
    found = land.nearest(area, {place for p in programmes for place in p.places})
    if found is None:
        return None
    other, kilometres = found
    return Near(other, round(kilometres), kilometres <= threshold(Setting.NEAR_KM, today).value)


def names(found: Calendar) -> dict[int, Programme]:
    """The programmes that a calendar speaks of."""
    wanted = {
        key
        for row in found.rows
        for slot in row.slots
        for key in (*slot.offer.open, *([slot.offer.opening[0]] if slot.offer.opening else []))
    }
    return Programme.objects.in_bulk(list(wanted))


def openings() -> list[tuple[Opening, Task | None]]:
    """Those of the actor's organisation with their waits, undecided first."""
    found = list(Opening.objects.select_related("area", "programme", "decided_by"))
    waits = tasks.open_of_subjects([opening.pk for opening in found])
    found.sort(key=lambda opening: (opening.decided_at is not None, opening.month))
    return [(opening, waits.get(opening.pk)) for opening in found]


# Gaps


@dataclass(frozen=True)
class Gap:
    """An area where people return or are, with the needs that no open programme answers there."""

    area: Area
    region: Area
    people: Count
    text: str
    answered: Sequence[tuple[Category, int]]
    unanswered: Sequence[Category]
    unknown: int
    nearest: Near | None

    @property
    def needs(self) -> int:
        return len(self.answered) + len(self.unanswered)


@dataclass(frozen=True)
class Gaps:
    month: date
    rows: Sequence[Gap]
    left_out: caseload.LeftOut
    smallest: int


def gaps(organisation: int | None, *, country: str, group: str, month: date, today: date) -> Gaps:
    """By area and need, in one month, for one target group or any."""
    rows, land = caseload.tallies(organisation, country=country)
    smallest = threshold(Setting.SMALLEST_COUNT, today).value
    programmes = facts(_serving(group), on=today)
    found = [
        _gap(land.areas[pk], land, count, programmes, month, smallest, today)
        for pk, count in caseload.by_area(rows).items()
    ]
    found.sort(key=lambda gap: (-len(gap.unanswered), -gap.people.all, str(gap.area)))
    return Gaps(month, found, caseload.left_out(rows, smallest=smallest), smallest)


def _serving(group: str) -> list[int] | None:
    """Programmes that name the group; None for all."""
    if not group:
        return None
    return list(Programme.objects.filter(target_groups=group).values_list("pk", flat=True))


def _gap(
    area: Area,
    land: Gazetteer,
    count: Count,
    programmes: Sequence[ProgrammeFacts],
    month: date,
    smallest: int,
    today: date,
) -> Gap:
    around = land.around(area)
    here = [p for p in programmes if territory.covers(p, around)]
    offer = territory.offer(here, month, today=today)
    is_open = [p for p in here if p.key in offer.open]
    counted = {need: sum(f"need:{need}" in p.sectors for p in is_open) for need in Category}
    return Gap(
        area=area,
        region=land.top(area),
        people=count,
        text=territory.shown(count, smallest=smallest),
        answered=[(need, n) for need, n in counted.items() if n],
        unanswered=[need for need, n in counted.items() if not n],
        unknown=len(offer.unknown),
        nearest=near(area, land, here, programmes, today),
    )
