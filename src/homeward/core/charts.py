"""What the chart part of the design is filled with. Texts are translated already.

The figures stand once, in the table beside the picture: `chart.js` reads them from there, so that
the two can't differ, and without JavaScript the table is all there is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

# A number is drawn and written; None is written as unknown and leaves a gap; a text ("<10") is
# written as it stands and leaves a gap too.
Value = int | float | Decimal | str | None


class Shape(StrEnum):
    """COLUMNS stand, BARS lie; STACKED are lying bars of parts of a whole; LINES run over time.

    PANELS are small multiples: each row of the table is a line of its own, all on one scale, and
    the columns run over time.
    """

    COLUMNS = "columns"
    BARS = "bars"
    STACKED = "stacked"
    LINES = "lines"
    PANELS = "panels"


@dataclass(frozen=True, kw_only=True)
class Series:
    """One kind of figure, in the order of the chart's categories.

    `count` stands small below the label (n of a wave); what is not `drawn` is in the table alone,
    as a share beside the numbers that it is a share of.
    """

    label: Any
    values: Sequence[Value]
    count: Any = ""
    drawn: bool = True


@dataclass(frozen=True, kw_only=True)
class Chart:
    """One chart with its table.

    `title` is its heading; `count` says how many or how much the figures are of (n), `source`
    whose they are and of which day: both stand in the head, always. `alternative` tells in one
    sentence what is drawn, for who does not see it. `first` heads the column of categories;
    `note` is the caveat below. `key` is its id on the page, `level` that of its heading, and
    `decimals` how many are written. `links` lead from each category, in their order; an empty one
    leads nowhere. `scale` holds the least and the most that panels are drawn between. With `band`
    the first two series of lines are the edges of one surface of that name.
    """

    key: str
    title: Any
    count: Any
    source: Any
    alternative: Any
    first: Any
    categories: Sequence[Any]
    series: Sequence[Series]
    shape: Shape = Shape.COLUMNS
    note: Any = ""
    level: int = 2
    decimals: int = 0
    links: Sequence[str] = ()
    scale: tuple[float, float] | None = None
    band: Any = ""

    def __post_init__(self) -> None:
        """Every series answers every category: a figure too few would move all after it."""
        wrong = [one.label for one in self.series if len(one.values) != len(self.categories)]
        if wrong:
            raise ValueError(f"{wrong}: not as many values as there are categories")
        if self.links and len(self.links) != len(self.categories):
            raise ValueError("not as many links as there are categories")

    @property
    def rows(self) -> list[tuple[Any, list[Value]]]:
        return [
            (category, [one.values[number] for one in self.series])
            for number, category in enumerate(self.categories)
        ]

    @property
    def is_touching(self) -> bool:
        """Where surfaces touch they are told apart by a pattern, not by colour alone."""
        surfaces = self.shape not in {Shape.LINES, Shape.PANELS}
        return surfaces and sum(one.drawn for one in self.series) > 1

    @property
    def heads(self) -> list[tuple[Any, str]]:
        """Each category with where it leads."""
        return list(zip(self.categories, self.links or [""] * len(self.categories), strict=True))
