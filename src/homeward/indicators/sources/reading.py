"""From rows of the database to the table of events: ages, areas and what is not known."""

import io
from collections.abc import Iterable
from typing import Any

import polars as pl
import polars.selectors as cs
from django.db import connection

from homeward.alignment.queries.areas import gazetteer
from homeward.indicators.rules import events
from homeward.indicators.sources import texts
from homeward.persons.choices import Sex

TYPES: dict[str, Any] = {
    "text": pl.String, "uuid": pl.String, "bigint": pl.Int64, "date": pl.Date, "float8": pl.Float64,
}  # fmt: skip
RAW = {name: TYPES[kind] for name, kind in texts.COLUMNS.items()}


def of_all(name: str) -> pl.DataFrame:
    """Over all organisations; the job's alone."""
    return shaped(_copied(f"select * from indicators_{name}()"))  # noqa: S608


def as_seen(name: str) -> pl.DataFrame:
    """What the actor of this transaction may see, with `case_id` beside the columns."""
    return shaped(_copied(texts.query(name)), keep=("case_id",))


def donors() -> pl.DataFrame:
    """(d, 2) programme and donor: who funds its budgets, or is named as its funder."""
    with connection.cursor() as cursor:
        cursor.execute("select programme, donor from indicators_donors()")
        rows = cursor.fetchall()
    return pl.DataFrame(rows, schema={"programme": pl.Int64, "donor": pl.Int64}, orient="row")


def _copied(select: str) -> pl.DataFrame:
    """By COPY, which is several times as quick as rows of Python objects."""
    held = io.BytesIO()
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(f"copy ({select}) to stdout csv header") as copy,
    ):
        for part in copy:
            held.write(part)
    held.seek(0)
    # COPY writes null and the empty text alike here: both mean that nothing is known.
    return pl.read_csv(held, schema=RAW).with_columns(cs.string().fill_null(""))


def shaped(raw: pl.DataFrame, *, keep: tuple[str, ...] = ()) -> pl.DataFrame:
    """(n, columns of SCHEMA and `keep`) from (n, columns of texts.COLUMNS)."""
    told = raw.with_columns(
        person=pl.when(pl.col("person") != "").then(pl.col("person")),
        sex=pl.when(pl.col("sex") == Sex.UNKNOWN).then(pl.lit("")).otherwise(pl.col("sex")),
        age=pl.col("entered_on").dt.year() - pl.col("birth_year"),
        area=pl.coalesce("area", _areas(raw)),
    )
    return told.with_columns(age_band=events.age_band(), area=_top(told["area"])).select(
        *events.SCHEMA, *keep
    )


def _areas(raw: pl.DataFrame) -> pl.Series:
    """The area that the words of a place name, as far as they name one."""
    said = raw.select("origin", "place").unique().rows()
    land = gazetteer({origin for origin, _place in said if origin})
    found = {
        (origin, place): area.pk
        for origin, place in said
        if place and (area := land.find(origin, place)) is not None
    }
    named = pl.DataFrame(
        [(origin, place, pk) for (origin, place), pk in found.items()],
        schema={"origin": pl.String, "place": pl.String, "found": pl.Int64},
        orient="row",
    )
    return raw.join(named, on=["origin", "place"], how="left", maintain_order="left")["found"]


def _top(areas: pl.Series) -> pl.Series:
    """The area of the first level in which each lies: what maps and tables show."""
    tops = _tops(areas.drop_nulls().unique().to_list())
    return areas.replace_strict(tops, default=None, return_dtype=pl.Int64)


def _tops(areas: Iterable[int]) -> dict[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "with recursive up as (select id as low, id, parent_id from places_area"
            " where id = any (%s) union all select up.low, a.id, a.parent_id from up"
            " join places_area a on a.id = up.parent_id)"
            " select low, id from up where parent_id is null",
            [list(areas)],
        )
        return dict(cursor.fetchall())
