"""Scores of surveys on Spark, by the very functions that `homeward score` uses on one machine."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import polars as pl

from homeward.core import spark
from homeward.surveys import answer_files
from homeward.surveys.instruments import Sheet


def schema_of(sheet: Sheet) -> spark.Schema:
    """The columns that scores add, as `homeward score` adds them."""
    return {
        **{dimension.id: pl.Float64 for dimension in sheet.dimensions},
        "composite": pl.Float64,
        "band": pl.String,
        "unknown": pl.Int64,
        "refused": pl.Int64,
        "warning": pl.String,
        "error": pl.String,
    }


def score(
    rows: Any, sheet: Sheet, *, options: Mapping[str, str] | None = None, keep: tuple[str, ...] = ()
) -> Any:
    """A Spark frame: `keep` of each row, such as its key, and its scores.

    Raises FileRefused for columns that are no answers of the sheet.
    """
    chosen = sheet.options_with_defaults(options or {})
    layout = answer_files.read_layout(sheet, list(rows.columns), _summary(sheet, chosen))
    items, added = list(layout.columns), schema_of(sheet)

    def scored(part: pl.DataFrame) -> pl.DataFrame:
        texts = part.lazy().select(pl.col(items).cast(pl.String))
        told = answer_files.add_scores(sheet, texts, range(part.height), _summary(sheet, chosen))
        typed = told.with_columns(pl.col(name).cast(kind) for name, kind in added.items())
        return pl.concat([part.select(pl.col(keep).cast(pl.String)), typed], how="horizontal")

    schema = {**dict.fromkeys(keep, pl.String), **added}
    return spark.by_part(rows, scored, schema)


def _summary(sheet: Sheet, options: Mapping[str, str]) -> answer_files.Summary:
    bands = Counter({band.code: 0 for band in sheet.bands})
    return answer_files.Summary(sheet.key, options, bands=bands)
