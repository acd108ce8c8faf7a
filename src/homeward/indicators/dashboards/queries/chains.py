"""A results chain with what became of each measure: from the figures, or counted by hand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, QuerySet

from homeward.indicators.choices import Dimension, Status
from homeward.indicators.dashboards import rules, words
from homeward.indicators.dashboards.choices import FrameStatus, Level, Standing
from homeward.indicators.dashboards.models import Logframe, Measure, Reading, Result
from homeward.indicators.models import Definition
from homeward.indicators.queries import Cell, Period
from homeward.indicators.queries import figures as read
from homeward.programmes.models import Programme

ORDER = list(Level)


@dataclass(frozen=True, kw_only=True)
class Actual:
    """What a measure came to. A small figure is known and not told: it has no value here."""

    value: float | None
    measure: str = ""
    currency: str = ""
    persons: int | None = None
    is_small: bool = False
    as_of: datetime | date | None = None
    source: str = ""
    version: int | None = None
    figure: int | None = None


@dataclass(frozen=True)
class Line:
    """A measure, what it came to, and how that stands to its target."""

    measure: Measure
    actual: Actual | None
    standing: Standing
    expected: float | None
    # How the indicator is measured, also before there is a figure; "" of what is counted by hand.
    kind: str = ""


@dataclass(frozen=True)
class Row:
    result: Result
    lines: Sequence[Line]


def chains_of(programme: Programme) -> QuerySet[Logframe]:
    found = Logframe.objects.filter(programme=programme)
    return found.select_related("programme", "published_by", "drafted_by", "owner_org")


def programmes_with_chains() -> QuerySet[Programme]:
    """Those with a published chain, or a draft of the reader's own organisation."""
    return Programme.objects.filter(
        pk__in=Logframe.objects.order_by().values("programme")
    ).order_by("name")


def chain_on(programme: Programme, *, on: date) -> Logframe | None:
    """The version that holds on a day."""
    published = chains_of(programme).filter(status=FrameStatus.PUBLISHED, valid_from__lte=on)
    return published.order_by("-valid_from", "-number").first()


def draft_of(programme: Programme) -> Logframe | None:
    return chains_of(programme).filter(status=FrameStatus.DRAFT).first()


def rows_of(chain: Logframe, *, on: date, period: Period | None = None) -> list[Row]:
    """The chain from the impact down, each result before what serves it."""
    measures = Measure.objects.select_related("indicator").prefetch_related(
        Prefetch("readings", Reading.objects.select_related("by"))
    )
    results = list(
        Result.objects.filter(logframe=chain)
        .select_related("serves")
        .prefetch_related(Prefetch("measures", measures))
    )
    codes = {m.indicator.code for r in results for m in r.measures.all() if m.indicator}
    cells = _cells(codes, chain.programme_id, period)
    kinds = _kinds(codes)
    return [
        Row(result, [_line(measure, cells, kinds, on, period) for measure in result.measures.all()])
        for result in _in_order(results)
    ]


def lines_of(rows: Iterable[Row]) -> list[Line]:
    return [line for row in rows for line in row.lines]


def _in_order(results: Sequence[Result]) -> list[Result]:
    """Depth first: under each result what serves it, by their numbers."""
    below: dict[object, list[Result]] = {}
    for result in sorted(results, key=lambda one: one.number):
        below.setdefault(result.serves_id, []).append(result)

    def walk(result: Result) -> Iterable[Result]:
        yield result
        for one in below.get(result.pk, []):
            yield from walk(one)

    return [one for top in below.get(None, []) for one in walk(top)]


def _cells(codes: Iterable[str], programme: int, period: Period | None) -> Mapping[str, Cell]:
    """Of several currencies the first alone: two are never one sum."""
    found: dict[str, Cell] = {}
    cut = (Dimension.PROGRAMME,)
    chosen: dict[Dimension | str, str | int] = {Dimension.PROGRAMME: programme}
    for cell in read(sorted(codes), cut, period, chosen):
        found.setdefault(cell.code, cell)
    return found


def _kinds(codes: Iterable[str]) -> dict[str, str]:
    """How each indicator is measured by its definition in use."""
    found = Definition.objects.filter(indicator__code__in=codes, status=Status.PUBLISHED)
    return {one.indicator.code: words.kind(one) for one in found.select_related("indicator")}


def _line(
    measure: Measure,
    cells: Mapping[str, Cell],
    kinds: Mapping[str, str],
    on: date,
    period: Period | None,
) -> Line:
    actual = _counted(measure, cells) if measure.indicator else _by_hand(measure, on, period)
    aim = aim_of(measure)
    known = actual.value if actual else None
    kind = kinds.get(measure.indicator.code, "") if measure.indicator else ""
    return Line(
        measure, actual, rules.standing(known, aim, on=on), rules.expected(aim, on=on), kind
    )


def aim_of(measure: Measure) -> rules.Aim:
    return rules.Aim(
        target=None if measure.target is None else float(measure.target),
        target_on=measure.target_on,
        baseline=None if measure.baseline is None else float(measure.baseline),
        baseline_on=measure.baseline_on,
        direction=measure.direction,
    )


def _counted(measure: Measure, cells: Mapping[str, Cell]) -> Actual | None:
    cell = cells.get(measure.indicator.code) if measure.indicator else None
    if cell is None:
        return None
    return Actual(
        value=cell.value,
        measure=words.kind(cell),
        currency=cell.currency,
        persons=cell.persons,
        is_small=cell.is_small,
        as_of=cell.computed_at,
        version=cell.version,
        figure=cell.figure,
    )


def _by_hand(measure: Measure, on: date, period: Period | None) -> Actual | None:
    """The latest reading that is not of a later day."""
    until = [one for one in measure.readings.all() if one.on <= on]
    if not until:
        return None
    last = max(until, key=lambda one: (one.on, one.at))
    return Actual(value=float(last.value), as_of=last.on, source=last.source)
