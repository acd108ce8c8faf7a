"""Reads of indicators, definitions and figures."""

from homeward.indicators.queries.figures import (
    Cell,
    Key,
    Period,
    cut_name,
    figures,
    history,
    smallest,
)
from homeward.indicators.queries.registry import (
    agreements_of,
    differences,
    has_part,
    latest_run,
    lines,
    may_keep,
    missing,
    programmes_of,
    standing_marks,
)

__all__ = [
    "Cell",
    "Key",
    "Period",
    "agreements_of",
    "cut_name",
    "differences",
    "figures",
    "has_part",
    "history",
    "latest_run",
    "lines",
    "may_keep",
    "missing",
    "programmes_of",
    "smallest",
    "standing_marks",
]
