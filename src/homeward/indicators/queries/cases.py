"""The cases behind a figure, as far as the reader's own gate shows them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl
from django.utils import timezone

from homeward.cases.models import Case
from homeward.core.digits import are_digits
from homeward.indicators import sources
from homeward.indicators.choices import Dimension, PeriodKind
from homeward.indicators.models import Definition
from homeward.indicators.queries.figures import Period
from homeward.indicators.rules import computing
from homeward.indicators.rules.computing import Asked

# A list of more is a figure again; a narrower period or cut shows the rest.
MOST = 2_000


@dataclass(frozen=True, kw_only=True)
class Behind:
    """Ids of cases, those that reached it first; `more` where there are others past the most."""

    cases: list[str]
    reached: frozenset[str]
    unknown: frozenset[str]
    more: bool


def behind(definition: Definition, period: Period, where: Mapping[Dimension, str]) -> Behind | None:
    """None where a figure of this source has no cases to show.

    Rows that the reader's gate hides are not there at all: where a day of payment is not theirs to
    see, a case stands here as one that still waits.
    """
    source = sources.SOURCES.get(definition.source)
    if source is None or source.read_seen is None:
        return None
    asked = Asked(
        measure=definition.measure, formula=definition.formula, dimensions=definition.dimensions,
        periods=definition.periods,
    )  # fmt: skip
    rows = computing.prepare(source.read_seen(), asked, timezone.localdate())
    chosen = rows.filter(
        pl.col("case_id") != "", _in_period(period), *(_is(d, value) for d, value in where.items())
    ).sort("reached", "on", descending=True, nulls_last=True)
    cases = list(dict.fromkeys(chosen["case_id"].to_list()))
    return Behind(
        cases=cases[:MOST],
        reached=frozenset(chosen.filter("reached")["case_id"].to_list()),
        unknown=frozenset(chosen.filter("aside")["case_id"].to_list()),
        more=len(cases) > MOST,
    )


def shown(ids: list[str]) -> dict[str, Case]:
    found = Case.objects.filter(pk__in=ids).select_related(
        "person", "programme", "accountable_org", "origin_country", "host_country"
    )
    return {str(case.pk): case for case in found}


def _in_period(period: Period) -> pl.Expr:
    if period.kind == PeriodKind.ALL or period.starts_on is None:
        return pl.lit(value=True)
    last: date | None = computing.last_day(period.kind, period.starts_on)
    return pl.col("on").is_between(period.starts_on, last)


def _is(dimension: Dimension, value: str) -> pl.Expr:
    columns = computing.COLUMNS[dimension]
    parts: list[Any] = value.split("-") if len(columns) > 1 and value else [value] * len(columns)
    tests = []
    for column, part in zip(columns, parts, strict=False):
        if column in computing.NUMBERS:
            number = int(part) if are_digits(part) else None
            tests.append(pl.col(column).is_null() if number is None else pl.col(column) == number)
        else:
            tests.append(pl.col(column) == part)
    return pl.all_horizontal(tests)
