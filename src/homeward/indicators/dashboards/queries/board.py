"""Figures for one dashboard. All of them come from `figures`, the same for every party."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from homeward.indicators.choices import Dimension, MarkKind, Measure, PeriodKind, Status
from homeward.indicators.dashboards import rules
from homeward.indicators.dashboards.asked import Asked
from homeward.indicators.dashboards.choices import Standing
from homeward.indicators.models import Definition, Figure, Mark, Run
from homeward.indicators.queries import Cell, Period
from homeward.indicators.queries import figures as read

SCORED = (Measure.MEAN, Measure.CHANGE)


@dataclass(frozen=True)
class Told:
    """One indicator under the filters, in each currency it is told in, with what it is held to."""

    definition: Definition
    cell: Cell | None
    target: Mark | None
    benchmark: Mark | None
    standing: Standing


def definitions() -> list[Definition]:
    """What is measured now, in the register's order."""
    found = Definition.objects.filter(status=Status.PUBLISHED).select_related("indicator")
    return list(found.order_by("indicator__position", "indicator__code"))


def under(asked: Asked, defined: Sequence[Definition], *, on: date) -> list[Told]:
    """Each indicator's figure under the filters; without one where it isn't told apart so."""
    cells = _by_code(_cells(asked, [one.indicator.code for one in defined]))
    marks = marks_on(on, programme=asked.filters.get(Dimension.PROGRAMME))
    nothing: list[Cell | None] = [None]
    return [
        _told(one, cell, marks)
        for one in defined
        for cell in (cells.get(one.indicator.code) or nothing)
    ]


def _told(one: Definition, cell: Cell | None, marks: Mapping[tuple[str, str, str], Mark]) -> Told:
    code, currency = one.indicator.code, cell.currency if cell else ""
    target = marks.get((code, MarkKind.TARGET, currency))
    standing = rules.against(
        cell.value if cell else None,
        None if target is None else float(target.value),
        one.indicator.direction,
    )
    return Told(one, cell, target, marks.get((code, MarkKind.BENCHMARK, currency)), standing)


def marks_on(on: date, *, programme: str | None) -> dict[tuple[str, str, str], Mark]:
    """(code, kind, currency) -> what is stated: of the programme itself before that of all."""
    held = Q(programme__isnull=True)
    if programme:
        held |= Q(programme=programme)
    found = Mark.objects.filter(held, valid_from__lte=on).exclude(valid_until__lt=on)
    ordered = found.select_related("indicator").order_by("-programme", "valid_from")
    stated: dict[tuple[str, str, str], Mark] = {}
    # Those of all come first (nulls stand first from above), later days after earlier ones.
    for mark in ordered:
        stated[(mark.indicator.code, mark.kind, mark.currency)] = mark
    return stated


def _cells(asked: Asked, codes: Sequence[str], *more: Dimension) -> list[Cell]:
    """Those under the filters, further told apart by `more`; none where that isn't computed."""
    cut = asked.with_(*more)
    if cut is None:
        return []
    return read(codes, cut, asked.period, asked.chosen)


def _by_code(cells: Iterable[Cell]) -> dict[str, list[Cell]]:
    found: dict[str, list[Cell]] = {}
    for cell in cells:
        found.setdefault(cell.code, []).append(cell)
    return found


def compared(asked: Asked, code: str) -> list[Cell] | None:
    """The indicator over all values of what is compared; None where that isn't computed."""
    dimension = Dimension(asked.by.value)
    if dimension in asked.filters:
        whole = Asked(asked.by, _without(asked.filters, dimension), asked.period, asked.show)
        return compared(whole, code)
    if asked.with_(dimension) is None:
        return None
    return [cell for cell in _cells(asked, [code], dimension) if cell.at(dimension)]


def by_area(asked: Asked, code: str) -> list[Cell] | None:
    filters = _without(asked.filters, Dimension.AREA)
    whole = Asked(asked.by, filters, asked.period, asked.show)
    if whole.with_(Dimension.AREA) is None:
        return None
    return _cells(whole, [code], Dimension.AREA)


def _without(filters: Mapping[Dimension, str], gone: Dimension) -> dict[Dimension, str]:
    return {name: value for name, value in filters.items() if name != gone}


def over_waves(asked: Asked, defined: Sequence[Definition]) -> list[Cell]:
    """Scores wave by wave: of those who were asked in each, not of the same people."""
    codes = [
        one.indicator.code
        for one in defined
        if Dimension.WAVE in one.dimensions and one.measure == Measure.MEAN
    ]
    return [cell for cell in _cells(asked, codes, Dimension.WAVE) if cell.at(Dimension.WAVE)]


def over_time(asked: Asked, code: str) -> list[Cell]:
    """Quarter by quarter under the filters, the earliest first."""
    cut = asked.with_()
    if cut is None:
        return []
    return read([code], cut, Period(PeriodKind.QUARTER), asked.chosen)


def last_run() -> Run | None:
    return Run.objects.filter(finished_at__isnull=False).order_by("-finished_at").first()


def years() -> list[date]:
    """The years that figures are of, the latest first."""
    found = Figure.objects.filter(period=PeriodKind.YEAR, cut="", replaced_at__isnull=True)
    return sorted({d for d in found.values_list("starts_on", flat=True) if d}, reverse=True)


def quarters() -> list[date]:
    found = Figure.objects.filter(period=PeriodKind.QUARTER, cut="", replaced_at__isnull=True)
    return sorted({d for d in found.values_list("starts_on", flat=True) if d}, reverse=True)
