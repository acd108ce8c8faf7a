"""Figures from events: pure, frames in and frames out.

Medians of days are Kaplan and Meier's (Journal of the American Statistical Association 53, 1958,
457-481): whoever still waits counts as waiting, not as absent, so that slow cases do not make a
programme look quick by being unfinished.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import polars as pl

from homeward.indicators.choices import Dimension, Measure, PeriodKind
from homeward.indicators.rules import events

COLUMNS: dict[str, tuple[str, ...]] = {
    Dimension.PROGRAMME: ("programme",),
    Dimension.CORRIDOR: ("host", "origin"),
    Dimension.AREA: ("area",),
    Dimension.ORGANISATION: ("organisation",),
    Dimension.DONOR: ("donor",),
    Dimension.SEX: ("sex",),
    Dimension.AGE_BAND: ("age_band",),
    Dimension.WAVE: ("wave",),
}
D = Dimension
# The cuts that are computed, where a definition has their dimensions: each alone, each of who or
# where with each of whom, and the pairs that dashboards show. All of all would be a cube of people.
PLACES = (D.PROGRAMME, D.CORRIDOR, D.AREA, D.ORGANISATION, D.DONOR)
GROUPS = (D.SEX, D.AGE_BAND, D.WAVE)
CUTS: tuple[tuple[Dimension, ...], ...] = (
    (),
    *((one,) for one in (*PLACES, *GROUPS)),
    *((place, group) for place in PLACES for group in GROUPS),
    (D.PROGRAMME, D.CORRIDOR),
    (D.PROGRAMME, D.AREA),
    (D.PROGRAMME, D.ORGANISATION),
    (D.PROGRAMME, D.DONOR),
    (D.CORRIDOR, D.AREA),
    (D.SEX, D.AGE_BAND),
    (D.SEX, D.WAVE),
    (D.AGE_BAND, D.WAVE),
)
# Programme, corridor and the rest as a figure holds them; then what was found.
KEYS = ("programme", "host", "origin", "area", "organisation", "donor", "sex", "age_band", "wave",
        "currency")  # fmt: skip
NUMBERS = {"area", "donor", "organisation", "programme"}
FOUND = ("numerator", "denominator", "value", "persons", "unknown")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A definition as far as computing goes."""

    measure: str
    formula: Mapping[str, Any]
    dimensions: Sequence[str]
    periods: Sequence[str]


def compute(
    rows: pl.DataFrame, asked: Asked, *, today: date, donors: pl.DataFrame | None = None
) -> pl.DataFrame:
    """All figures of one definition.

    rows: (n, columns of events.SCHEMA). donors: (d, 2) programme and donor; a unit counts under
    each donor of its programme, so that donors' figures don't add up to the whole. Gives (f, 18):
    cut, period, starts_on, KEYS and FOUND. Days are days, sums in their own currency.
    """
    return figures(prepare(rows, asked, today), asked, today=today, donors=donors)


def figures(
    counted: pl.DataFrame, asked: Asked, *, today: date, donors: pl.DataFrame | None = None
) -> pl.DataFrame:
    """As `compute`, from the rows that `prepare` gave."""
    found = [
        of_cut(
            with_donors(rows, donors) if Dimension.DONOR in cut else rows,
            cut,
            period,
            asked.measure,
            today,
        )
        for period, rows in ((kind, dated(counted, kind)) for kind in kinds(asked.periods))
        for cut in cuts(asked.dimensions)
    ]
    return pl.concat(found) if found else _none()


def cuts(dimensions: Iterable[str]) -> list[tuple[Dimension, ...]]:
    held = set(dimensions)
    return [cut for cut in CUTS if set(cut) <= held]


def condition(asked: Sequence[Any]) -> pl.Expr:
    """(n,) bool: does a row meet [column, test, value]?"""
    name, test, wanted = asked
    column = pl.col(str(name))
    tests: dict[str, Callable[[], pl.Expr]] = {
        "known": lambda: column.is_not_null() if wanted else column.is_null(),
        "in": lambda: column.is_in(wanted),
        "at_least": lambda: column.ge(wanted),
        "at_most": lambda: column.le(wanted),
        "is": lambda: column.eq(wanted),
    }
    return tests[test]().fill_null(value=False)


def every(conditions: Iterable[Sequence[Any]]) -> pl.Expr:
    return pl.all_horizontal(pl.lit(value=True), *(condition(c) for c in conditions))


def prepare(rows: pl.DataFrame, asked: Asked, today: date) -> pl.DataFrame:
    """(m, columns and two) the rows that count, with `reached` and `aside` (bool) beside them."""
    months = asked.formula.get("within_months")
    known = events.as_of(rows, today)
    if months:
        end = events.after(months)
        known = known.filter(end <= today).with_columns(
            until=pl.when(pl.col("until") <= end).then(pl.col("until"))
        )
    reached = asked.formula.get("reached", [])
    aside = asked.formula.get("unknown", [])
    return known.filter(every(asked.formula.get("of", []))).with_columns(
        reached=every(reached), aside=every(aside) if aside else pl.lit(value=False)
    )


def kinds(wanted: Sequence[str]) -> list[PeriodKind]:
    return [kind for kind in PeriodKind if kind in wanted]


def dated(rows: pl.DataFrame, kind: PeriodKind) -> pl.DataFrame:
    """The rows with the first day of their period; undated ones stand in all time alone."""
    if kind == PeriodKind.ALL:
        return rows.with_columns(starts_on=pl.lit(None, dtype=pl.Date))
    step = "1y" if kind == PeriodKind.YEAR else "1q"
    known = rows.filter(pl.col("on").is_not_null())
    return known.with_columns(starts_on=pl.col("on").dt.truncate(step))


def last_day(kind: str, starts_on: date | None) -> date | None:
    if starts_on is None or kind == PeriodKind.ALL:
        return None
    if kind == PeriodKind.YEAR:
        return date(starts_on.year, 12, 31)
    month = starts_on.month + 3
    following = date(starts_on.year + month // 13, (month - 1) % 12 + 1, 1)
    return following - timedelta(days=1)


def with_donors(rows: pl.DataFrame, donors: pl.DataFrame | None) -> pl.DataFrame:
    """The rows once for each donor of their programme."""
    given = donors if donors is not None else _no_donors()
    return rows.join(given, on="programme", how="left")


def by(cut: Iterable[Dimension]) -> list[str]:
    """The columns that tell the figures of a cut apart."""
    return ["starts_on", "currency", *(column for one in cut for column in COLUMNS[one])]


def of_cut(
    rows: pl.DataFrame,
    cut: tuple[Dimension, ...],
    period: PeriodKind,
    measure: str,
    today: date,
) -> pl.DataFrame:
    """The figures of one cut; each needs all rows of its own, and no others."""
    apart = by(cut)
    found = _measured(rows, apart, measure, today)
    return found.select(
        cut=pl.lit("+".join(cut)),
        period=pl.lit(period.value),
        starts_on=pl.col("starts_on"),
        **{key: _key(key, apart) for key in KEYS},
        **{name: pl.col(name) for name in FOUND},
    )


def _key(name: str, by: Sequence[str]) -> pl.Expr:
    if name in by:
        return pl.col(name)
    return pl.lit(None, dtype=pl.Int64) if name in NUMBERS else pl.lit("")


def _measured(rows: pl.DataFrame, by: list[str], measure: str, today: date) -> pl.DataFrame:
    if measure == Measure.MEDIAN_DAYS:
        return _median_days(rows, by, today)
    known = ~pl.col("aside")
    if measure in (Measure.MEAN, Measure.CHANGE, Measure.RATIO, Measure.GAP):
        needed = pl.col("value").is_not_null()
        if measure != Measure.MEAN:
            needed &= pl.col("base").is_not_null()
        known &= needed
    told = _told(measure)
    return rows.group_by(by).agg(
        numerator=told[0].filter(known).sum().cast(pl.Float64),
        denominator=told[1].filter(known).sum().cast(pl.Float64),
        persons=_persons(known),
        unknown=(~known).sum(),
    ).with_columns(value=_value(measure))  # fmt: skip


def _told(measure: str) -> tuple[pl.Expr, pl.Expr]:
    """What is summed above and below the line."""
    one = pl.col("reached").is_not_null()
    value, base = pl.col("value"), pl.col("base")
    above_and_below: dict[str, tuple[pl.Expr, pl.Expr]] = {
        Measure.SHARE: (pl.col("reached"), one),
        Measure.COUNT: (pl.col("reached"), one),
        Measure.MEAN: (value, one),
        Measure.CHANGE: (value - base, one),
        Measure.RATIO: (value, base),
        Measure.GAP: (base - value, base),
    }
    return above_and_below[measure]


def _value(measure: str) -> pl.Expr:
    above, below = pl.col("numerator"), pl.col("denominator")
    if measure in (Measure.COUNT, Measure.GAP):
        return above
    return pl.when(below != 0).then(above / below)


def _persons(known: pl.Expr) -> pl.Expr:
    """Different persons, and the people that a unit without a person stands for."""
    named = pl.col("person").filter(known).drop_nulls().n_unique()
    stood_for = pl.col("people").filter(known & pl.col("person").is_null()).sum()
    return named + stood_for


def _median_days(rows: pl.DataFrame, by: list[str], today: date) -> pl.DataFrame:
    """The first day by which half or more had reached it; none where it is not half yet."""
    waited = rows.filter(pl.col("on").is_not_null() & ~pl.col("aside")).with_columns(
        happened=pl.col("until").is_not_null(),
        # What was there before the clock began took no day.
        days=(pl.coalesce("until", pl.lit(today)) - pl.col("on")).dt.total_days().clip(0),
    )
    sums = rows.group_by(by).agg(
        numerator=(pl.col("until").is_not_null() & ~pl.col("aside")).sum().cast(pl.Float64),
        denominator=(~pl.col("aside")).sum().cast(pl.Float64),
        persons=_persons(~pl.col("aside")),
        unknown=pl.col("aside").sum(),
    )
    daily = (
        waited.group_by([*by, "days"])
        .agg(happened=pl.col("happened").sum(), left=pl.len())
        .sort("days")
        .with_columns(
            at_risk=pl.col("left").sum().over(by) - pl.col("left").cum_sum().over(by)
            + pl.col("left")
        )
        .with_columns(stay=(1 - pl.col("happened") / pl.col("at_risk")).cum_prod().over(by))
    )  # fmt: skip
    half = daily.filter(pl.col("stay") <= 0.5 + 1e-12).group_by(by).agg(
        value=pl.col("days").min().cast(pl.Float64)
    )  # fmt: skip
    return sums.join(half, on=by, how="left", nulls_equal=True)


def _no_donors() -> pl.DataFrame:
    return pl.DataFrame(schema={"programme": pl.Int64, "donor": pl.Int64})


def _none() -> pl.DataFrame:
    types = {
        "cut": pl.String,
        "period": pl.String,
        "starts_on": pl.Date,
        **{key: pl.Int64 if key in NUMBERS else pl.String for key in KEYS},
        **dict.fromkeys(FOUND, pl.Float64),
    }
    return pl.DataFrame(schema=types)
