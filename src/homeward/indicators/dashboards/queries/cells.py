"""The one way in which dashboards read figures."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from homeward.indicators.choices import Dimension, Measure
from homeward.indicators.queries import Cell, Period, figures, smallest

COUNTING = {Measure.SHARE, Measure.COUNT}


def cells(
    codes: Sequence[str],
    cut: Iterable[Dimension | str] = (),
    period: Period | None = None,
    where: Mapping[Dimension | str, str | int] | None = None,
) -> list[Cell]:
    """As `figures`; besides, a count of fewer than the smallest tells neither itself nor its share.

    `figures` looks at whom a figure is of. Where 2 of 92 reached something, the 2 are a small count
    as well, and the share would tell it.
    """
    least = smallest()
    return [hidden(cell, least) for cell in figures(codes, cut, period, where)]


def hidden(cell: Cell, least: int) -> Cell:
    reached = cell.numerator or 0
    if cell.measure not in COUNTING or not 0 < reached < least:
        return cell
    return replace(
        cell, is_small=True, numerator=None, denominator=None, value=None, persons=None,
        unknown=None,
    )  # fmt: skip
