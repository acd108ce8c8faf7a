"""Computing all figures anew: as far as something changed, and keeping what was before.

Called under the job's actor. Each source is read once; a definition whose rows are the same as last
time is left alone, and of the others only figures that differ are written.
"""

import hashlib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

import polars as pl
from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.indicators import sources
from homeward.indicators.choices import Measure, Status
from homeward.indicators.models import Definition, Run
from homeward.indicators.queries.figures import smallest
from homeward.indicators.rules import computing, telling
from homeward.indicators.rules.computing import Asked
from homeward.indicators.sources import reading

JOB = "homeward.indicators.jobs.compute_indicators"
# frame -> column of the table, and its type for unnest.
STORED = {
    "cut": ("cut", "text"), "period": ("period", "text"), "starts_on": ("starts_on", "date"),
    "ends_on": ("ends_on", "date"), "programme": ("programme_id", "int"),
    "host": ("host_country_id", "text"), "origin": ("origin_country_id", "text"),
    "area": ("area_id", "bigint"), "organisation": ("organisation_id", "bigint"),
    "donor": ("donor_id", "bigint"), "sex": ("sex", "text"), "age_band": ("age_band", "text"),
    "wave": ("wave", "text"), "currency": ("currency", "text"),
    "numerator": ("numerator", "float8"), "denominator": ("denominator", "float8"),
    "value": ("value", "float8"), "persons": ("persons", "int"), "unknown": ("unknown", "int"),
    "is_kept_back": ("is_kept_back", "bool"),
}  # fmt: skip
KEYS = ["cut", "period", "starts_on", *computing.KEYS]
# Where a country is not known the column is null, in the frame "".
COUNTRIES = ("host", "origin")
AT_ONCE = 20_000


@dataclass
class Done:
    """How many definitions were computed, how many were as before, how many figures were written"""

    computed: int = 0
    unchanged: int = 0
    written: int = 0


def compute_all(
    *, at: datetime, codes: Iterable[str] = (), again: bool = False, asked_by: User | None = None
) -> Done:
    """All definitions in use, or those of these indicators; `again` whatever was there before."""
    wanted = Definition.objects.filter(status=Status.PUBLISHED).select_related("indicator")
    if codes:
        wanted = wanted.filter(indicator__code__in=list(codes))
    run = Run.objects.create(started_at=at, asked_by=asked_by)
    done = Done()
    donors = reading.donors()
    by_source = sorted(wanted, key=lambda definition: definition.source)
    for name, group in groupby(by_source, key=lambda definition: definition.source):
        source = sources.SOURCES.get(name)
        if source is None or source.missing():
            continue
        rows = source.read()
        for definition in group:
            _compute(definition, rows, donors, done, at=at, again=again)
    run.finished_at = timezone.now()
    run.computed, run.unchanged, run.written = done.computed, done.unchanged, done.written
    run.save(update_fields=["finished_at", "computed", "unchanged", "written"])
    return done


def ask_to_compute(*, by: User) -> None:
    """The worker computes as soon as it can; where it is about to already, once is enough."""
    require(by, "indicators.compute")
    task = app.configure_task(JOB, queueing_lock="compute_indicators")
    # A savepoint of its own: the refusal is a constraint of the queue's table.
    with suppress(AlreadyEnqueued), transaction.atomic():
        task.defer(asked_by=by.pk)


@transaction.atomic
def _compute(
    definition: Definition,
    rows: pl.DataFrame,
    donors: pl.DataFrame,
    done: Done,
    *,
    at: datetime,
    again: bool,
) -> None:
    today = timezone.localdate(at)
    asked = Asked(
        measure=definition.measure, formula=definition.formula, dimensions=definition.dimensions,
        periods=definition.periods,
    )  # fmt: skip
    counted = computing.prepare(rows, asked, today)
    least = smallest(today)
    mark = fingerprint(counted, donors, definition.measure, today, least)
    if mark == definition.fingerprint and not again:
        done.unchanged += 1
    else:
        found = telling.marked(
            computing.figures(counted, asked, today=today, donors=donors),
            definition.measure, smallest=least,
        )  # fmt: skip
        done.computed += 1
        done.written += _write(definition, found, at)
    Definition.objects.filter(pk=definition.pk).update(checked_at=at, fingerprint=mark)


def fingerprint(
    counted: pl.DataFrame, donors: pl.DataFrame, measure: str, today: date, least: int
) -> str:
    """The same where the figures would be, and what is told of them: of the rows in whatever
    order, and of the day where somebody still waits."""
    said = [f"{part.height}:{part.hash_rows(seed=7).sum()}" for part in (counted, donors)]
    said.append(str(least))
    if measure == Measure.MEDIAN_DAYS:
        said.append(today.isoformat())
    return hashlib.sha256("|".join(said).encode()).hexdigest()


def _write(definition: Definition, found: pl.DataFrame, at: datetime) -> int:
    """Writes what differs and puts aside what it replaces. Of a month its last figure is kept."""
    new = found.with_columns(
        ends_on=pl.struct("period", "starts_on").map_elements(
            lambda one: computing.last_day(one["period"], one["starts_on"]), return_dtype=pl.Date
        ),
        persons=pl.col("persons").cast(pl.Int64),
        unknown=pl.col("unknown").cast(pl.Int64),
    )
    before = _standing(definition)
    same = [*KEYS, *computing.FOUND, "is_kept_back"]
    kept = before.join(new, on=same, how="semi", nulls_equal=True)
    _replace(before.join(kept, on="id", how="anti")["id"].to_list(), at)
    changed = new.join(kept, on=same, how="anti", nulls_equal=True)
    for part in changed.iter_slices(AT_ONCE):
        _insert(definition, part, at)
    return changed.height


def _standing(definition: Definition) -> pl.DataFrame:
    columns = {name: column for name, (column, _type) in STORED.items() if name != "ends_on"}
    with connection.cursor() as cursor:
        cursor.execute(
            f"select id, {', '.join(columns.values())} from indicators_figure"  # noqa: S608
            " where definition_id = %s and replaced_at is null",
            [definition.pk],
        )
        rows = cursor.fetchall()
    types: dict[str, Any] = {"id": pl.Int64}
    for name in columns:
        types[name] = _type(name)
    frame = pl.DataFrame(rows, schema=types, orient="row")
    return frame.with_columns(pl.col(name).fill_null("") for name in COUNTRIES)


def _type(name: str) -> Any:
    kinds = {
        "text": pl.String, "date": pl.Date, "int": pl.Int64, "bigint": pl.Int64,
        "float8": pl.Float64, "bool": pl.Boolean,
    }  # fmt: skip
    return kinds[STORED[name][1]]


def _replace(ids: Sequence[int], at: datetime) -> None:
    """A figure of this month is forgotten, an older one kept as what was told then."""
    with connection.cursor() as cursor:
        cursor.execute(
            "delete from indicators_figure where id = any (%s)"
            " and date_trunc('month', computed_at) = date_trunc('month', %s::timestamptz)",
            [list(ids), at],
        )
        cursor.execute(
            "update indicators_figure set replaced_at = %s where id = any (%s)", [at, list(ids)]
        )


def _insert(definition: Definition, part: pl.DataFrame, at: datetime) -> None:
    columns = ", ".join(column for column, _kind in STORED.values())
    arrays = ", ".join(f"%s::{kind}[]" for _column, kind in STORED.values())
    given = ", ".join(
        f"nullif(t.{name}, '')" if name in COUNTRIES else f"t.{name}" for name in STORED
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"insert into indicators_figure (definition_id, computed_at, {columns})"  # noqa: S608
            f" select %s, %s, {given} from unnest({arrays}) t ({', '.join(STORED)})",
            [definition.pk, at, *(part[name].to_list() for name in STORED)],
        )
