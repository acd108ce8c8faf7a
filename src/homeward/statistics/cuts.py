"""A table of figures, as it is read, checked, kept and shown."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

SHARE = "share"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One figure. starts, ends: ISO days, "" of all time. keys: dimension -> value.

    count: how many are counted (units of a share, persons of anything else); reached: how many of
    them did, of a share alone. persons: how many different people stand behind it. codes: dimension
    -> what the value is called everywhere, where keys are this installation's own numbers.
    """

    starts: str = ""
    ends: str = ""
    keys: Mapping[str, str]
    labels: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    count: int | None
    reached: int | None = None
    value: float | None = None
    persons: int = 0
    hidden: str = ""
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, kw_only=True)
class Cut:
    """One table: an indicator's figures by one set of dimensions, in one currency or none."""

    code: str
    name: str
    definition: str
    version: int
    unit: str
    measure: str
    cut: tuple[str, ...]
    currency: str = ""
    computed_at: str = ""
    rows: tuple[Row, ...]


def replaced(cut: Cut, rows: Iterable[Row]) -> Cut:
    return replace(cut, rows=tuple(rows))


def as_shown(cut: Cut) -> dict[str, Any]:
    """What is kept of a table: everything but how many persons stand behind a row."""
    rows = [{k: v for k, v in asdict(row).items() if k != "persons"} for row in cut.rows]
    return {**asdict(cut), "cut": list(cut.cut), "rows": rows}


def cut_of(shown: Mapping[str, Any]) -> Cut:
    """A kept table, read again. Raises KeyError and TypeError for what is none."""
    rows = tuple(Row(**row) for row in shown["rows"])
    return Cut(**{**shown, "cut": tuple(shown["cut"]), "rows": rows})
