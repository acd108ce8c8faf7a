"""Figures of an indicator on Spark, from its own definition and over Parquet of its events.

`homeward export events` writes that Parquet. Rows of one figure are brought together on one
machine, as Spark groups them, and counted there by `rules.computing`, which counts them here too.
"""

from datetime import date
from functools import partial
from typing import Any

import polars as pl

from homeward.core import spark
from homeward.indicators.choices import Dimension
from homeward.indicators.rules import computing, events

# Figures are counted in so many lots: each is one call that counts thousands at once.
LOTS = 64
LOT = "lot"
PREPARED: spark.Schema = {**events.SCHEMA, "reached": pl.Boolean, "aside": pl.Boolean}
DATED: spark.Schema = {**PREPARED, "starts_on": pl.Date}
FIGURES: spark.Schema = {
    "cut": pl.String,
    "period": pl.String,
    "starts_on": pl.Date,
    **{key: pl.Int64 if key in computing.NUMBERS else pl.String for key in computing.KEYS},
    **dict.fromkeys(computing.FOUND, pl.Float64),
}


def compute(
    rows: Any, asked: computing.Asked, *, today: date, donors: pl.DataFrame | None = None
) -> Any:
    """A Spark frame of all figures of one definition, as `computing.compute` gives them.

    rows: a Spark frame with the columns of events.SCHEMA.
    """
    prepared = spark.by_part(rows, lambda part: computing.prepare(part, asked, today), PREPARED)
    found = None
    for period in computing.kinds(asked.periods):
        dated = spark.by_part(prepared, partial(computing.dated, kind=period), DATED)
        for cut in computing.cuts(asked.dimensions):
            figures = _figures(dated, cut, period, asked.measure, donors, today)
            found = figures if found is None else found.unionByName(figures)
    if found is None:
        raise ValueError("a definition without a period gives no figure")
    return found


def _figures(
    dated: Any, cut: Any, period: Any, measure: str, donors: pl.DataFrame | None, today: date
) -> Any:
    schema = DATED
    if Dimension.DONOR in cut:
        schema = {**DATED, "donor": pl.Int64}
        dated = spark.by_part(dated, lambda part: computing.with_donors(part, donors), schema)
    lots = {**schema, LOT: pl.Int64}

    def in_lots(part: pl.DataFrame) -> pl.DataFrame:
        by = computing.by(cut)
        # The same rows, the same lot: on every machine, for a stated seed.
        lot = pl.struct(by).hash(seed=7).mod(LOTS).cast(pl.Int64)
        return part.with_columns(lot.alias(LOT))

    def counted(lot: pl.DataFrame) -> pl.DataFrame:
        told = computing.of_cut(lot.drop(LOT), cut, period, measure, today)
        return told.with_columns(pl.col(name).cast(kind) for name, kind in FIGURES.items())

    return spark.by_group(spark.by_part(dated, in_lots, lots), [LOT], counted, FIGURES)
