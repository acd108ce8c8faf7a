"""Which of a definition's figures are told: frames in, frames out, by the rules of `small`."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from homeward.indicators.choices import Dimension, Measure
from homeward.indicators.rules import small
from homeward.indicators.rules.computing import COLUMNS

TABLE = ["period", "starts_on", "currency"]
COUNTING = {Measure.SHARE, Measure.COUNT}


def counts(measure: str, one: Mapping[str, Any]) -> small.Counts:
    """What a figure counts: its persons; of shares and counts also who reached it and who did not.

    A ratio without a currency is one of people too. A median tells no count but its persons.
    """
    persons = int(one["persons"])
    if measure not in COUNTING and (measure != Measure.RATIO or one["currency"]):
        return (persons,)
    above, below = round(one["numerator"]), round(one["denominator"])
    return (persons, above, below - above)


def marked(found: pl.DataFrame, measure: str, *, smallest: int) -> pl.DataFrame:
    """(f, columns and one) figures with `is_kept_back`: all that a definition came to, at once."""
    rows = found.with_row_index("number")
    out: list[int] = []
    for part in rows.partition_by(TABLE, include_key=True):
        out += _kept_back(part, measure, smallest)
    return rows.with_columns(is_kept_back=pl.col("number").is_in(out)).drop("number")


def _kept_back(part: pl.DataFrame, measure: str, smallest: int) -> list[int]:
    tables: dict[small.Cut, dict[small.Place, small.Counts]] = {}
    numbers: dict[small.Spot, int] = {}
    for one in part.iter_rows(named=True):
        cut = tuple(name for name in one["cut"].split("+") if name)
        place = tuple(_value(one, Dimension(name)) for name in cut)
        tables.setdefault(cut, {})[place] = counts(measure, one)
        numbers[cut, place] = one["number"]
    return [numbers[spot] for spot in small.kept_back(tables, smallest=smallest)]


def _value(one: Mapping[str, Any], dimension: Dimension) -> str:
    return "-".join("" if one[name] is None else str(one[name]) for name in COLUMNS[dimension])
