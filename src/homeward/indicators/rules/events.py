"""The one table that every indicator is computed from, and what may be asked of its columns.

Each source gives rows of this shape: one row is one unit (a return, a referral, a check after so
many months), with the day that puts it into a period and what became of it. Shapes below: (n,) for
n units.
"""

from datetime import date
from typing import Any

import polars as pl

# column -> type. Texts are "" and the rest null where nothing is known.
SCHEMA: dict[str, Any] = {
    "unit": pl.String,
    "person": pl.String,
    # How many people a unit without a person stands for.
    "people": pl.Int64,
    "programme": pl.Int64,
    "host": pl.String,
    "origin": pl.String,
    "area": pl.Int64,
    "organisation": pl.Int64,
    "sex": pl.String,
    "age_band": pl.String,
    "wave": pl.String,
    "currency": pl.String,
    "kind": pl.String,
    "outcome": pl.String,
    "months": pl.Int64,
    # The day it belongs to, and the day on which something happened to it.
    "on": pl.Date,
    "until": pl.Date,
    "value": pl.Float64,
    "base": pl.Float64,
}
# What a formula's conditions may ask.
ASKED = ("kind", "outcome", "months", "wave", "until", "value", "base")
# From, up to and including; in years of age on the day of return.
AGE_BANDS = ((0, 17), (18, 24), (25, 34), (35, 44), (45, 59), (60, 200))
OLDEST = 120


def empty() -> pl.DataFrame:
    return pl.DataFrame(schema=SCHEMA)


def age_band(name: str = "age") -> pl.Expr:
    """(n,) the band of an age in years, "" where it is not known or can't be."""
    age = pl.col(name)
    found: Any = pl.when(age.is_null() | (age < 0) | (age > OLDEST)).then(pl.lit(""))
    for first, last in AGE_BANDS:
        found = found.when(age.is_between(first, last)).then(pl.lit(band_name(first, last)))
    banded: pl.Expr = found.otherwise(pl.lit(""))
    return banded


def band_name(first: int, last: int) -> str:
    return f"{first}+" if last > OLDEST else f"{first}-{last}"


def after(months: int) -> pl.Expr:
    """(n,) the day so many calendar months after `on`; the last of the month where it has fewer."""
    return pl.col("on").dt.offset_by(f"{months}mo")


def as_of(events: pl.DataFrame, today: date) -> pl.DataFrame:
    """What had begun by this day; what happens later has not happened yet."""
    known = pl.when(pl.col("until") <= today).then(pl.col("until"))
    return events.filter(pl.col("on").is_null() | (pl.col("on") <= today)).with_columns(until=known)
