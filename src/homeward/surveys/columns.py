"""Scores of many surveys at once, by columns. Pure: a frame of answer codes in, scores out.

The method is `scoring`'s, in whole numbers: an answer's points are a number of 1/p, a weight one of
1/w, so that a sum of them is a number of 1/(p*w) and nothing is rounded before the sixth decimal.
Each question's codes become one small number (its points, or its state); what is none of the
sheet's own spellings (a faulty code, a blank before it) is read row by row by `scoring` itself.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from math import ceil, floor, lcm
from operator import add
from typing import Any

import polars as pl

from homeward.surveys import scoring
from homeward.surveys.instruments import Band, Item, Sheet, State
from homeward.surveys.scoring import Fault, FaultyAnswers

MILLION = 10**6
# Twice a numerator by a million stays within 63 bits; a sheet beyond is read row by row.
MOST = 2**62 // (2 * MILLION)
SMALL, WIDE = 2**7 - 1, 2**31 - 1
OTHER_STATES = (State.UNKNOWN, State.REFUSED, State.NOT_APPLICABLE, State.NOT_ASKED)
COUNTED = OTHER_STATES[:3]
ROW, ODD, NUMERATOR = "__row", "__odd", "__composite"


@dataclass(frozen=True)
class Faulty:
    """A row that has no score: its number from 0, and its faults."""

    row: int
    faults: Sequence[Fault]


@dataclass(frozen=True)
class Scored:
    """Scores row for row beside the answers, and the rows that are faulty.

    `frame` has every dimension and `composite` (six decimals), `band`, `unknown`, `refused`,
    `not_applicable`, `not_asked`, `warning`; empty where a row has no score.
    """

    frame: pl.DataFrame
    faulty: list[Faulty]


class _Plan:
    """A sheet under its options, in whole numbers."""

    def __init__(self, sheet: Sheet, options: Mapping[str, str]) -> None:
        self.sheet, self.options = sheet, options
        items = (*sheet.asked, *sheet.follow_ups)
        answers = [a for item in items for a in item.answers_under(options)]
        points = [a.points for a in answers if a.points is not None]
        points += [i.unlisted_points for i in items if i.unlisted_points is not None]
        self.weights = {item.id: _weights(sheet, item) for item in sheet.asked}
        self.parts = lcm(*(p.denominator for p in [*points, sheet.points_without_answer]))
        self.shares = lcm(*(w.denominator for of in self.weights.values() for w in of.values()))
        self.whole = self.parts * self.shares
        self.half = int(sheet.points_without_answer * self.parts)
        # Behind the points stand the states, then the follow-ups that an answer calls for.
        self.state = {state: self.parts + 1 + n for n, state in enumerate(OTHER_STATES)}
        first = self.parts + 1 + len(OTHER_STATES)
        self.call = {item.id: first + n for n, item in enumerate(sheet.follow_ups)}
        self.odd = first + len(self.call)
        self.words = pl.Int8 if self.odd <= SMALL else pl.Int32
        self.sums = pl.Int32 if self.whole <= WIDE else pl.Int64

    @property
    def is_whole(self) -> bool:
        """Small enough to be counted in whole numbers."""
        return self.whole <= MOST and self.odd <= WIDE

    def word(self, item: Item, value: str) -> int:
        """What a cell means: points, a state, a follow-up, or odd."""
        reading = scoring._read(
            item, item.answers_under(self.options), scoring.codes_of(item, value)
        )
        if reading.faults:
            return self.odd
        if reading.state != State.ANSWERED:
            return self.state[reading.state]
        if reading.follow_up:
            return self.call[reading.follow_up]
        return int(max(reading.points, default=self.sheet.points_without_answer) * self.parts)


def _weights(sheet: Sheet, item: Item) -> dict[str, Fraction]:
    """Of one question: its weight in each dimension and in the composite (""), those that it has
    through a computed mean among them."""
    found: dict[str, Fraction] = {}

    def note(of: Item, share: Fraction) -> None:
        found[of.dimension] = found.get(of.dimension, Fraction(0)) + of.dimension_weight * share
        found[""] = found.get("", Fraction(0)) + of.composite_weight * share

    note(item, Fraction(1))
    for computed in sheet.items:
        times = computed.mean_of.count(item.id)
        if times:
            note(computed, Fraction(times, len(computed.mean_of)))
    return found


def score(answers: pl.LazyFrame, sheet: Sheet, options: Mapping[str, str] | None = None) -> Scored:
    """Scores every row: columns named by item ids hold codes, as text.

    Every question's column must be there; of a follow-up it may be missing. Held at once are one
    byte per answer and the scores. Raises ValueError for an unknown option, polars'
    ColumnNotFoundError for a missing column.
    """
    plan = _Plan(sheet, sheet.options_with_defaults(options or {}))
    names = answers.collect_schema().names()
    asked = {item.id for item in sheet.asked}
    present = [i for i in (*sheet.asked, *sheet.follow_ups) if i.id in asked or i.id in names]
    if not plan.is_whole:
        everything = answers.with_row_index(ROW).select(ROW, *(i.id for i in present)).collect()
        patch, faulty = _exactly(everything, present, plan)
        return Scored(patch.drop(ROW), faulty)
    words = answers.select([_words(item, plan) for item in present]).collect()
    sums = words.lazy().select(_sums(plan, {item.id: pl.col(item.id) for item in present}))
    scored = sums.with_columns(_results(plan)).collect()
    odd = scored.get_column(ODD).arg_true()
    frame = scored.select(list(_schema(sheet))[1:])
    if odd.is_empty():
        return Scored(frame, [])
    rows = answers.with_row_index(ROW).filter(pl.col(ROW).is_in(odd.implode()))
    patch, faulty = _exactly(rows.select(ROW, *(i.id for i in present)).collect(), present, plan)
    numbered = frame.with_row_index(ROW)
    return Scored(numbered.update(patch, on=ROW, include_nulls=True).drop(ROW), faulty)


def _words(item: Item, plan: _Plan) -> pl.Expr:
    """The column's cells as the plan's words."""

    def read(cells: pl.Series) -> pl.Series:
        # A chain of comparisons with the usual cells: five times as quick as looking each up.
        words = cells.to_frame().select(usual).to_series()
        left = (words == plan.odd).arg_true()
        if left.is_empty():
            return words
        rest = cells.gather(left)
        known = {cell: plan.word(item, cell or "") for cell in rest.unique().to_list()}
        found = rest.replace_strict(list(known), list(known.values()), return_dtype=plan.words)
        return words.scatter(left, found)

    chain: Any = pl
    for answer in item.answers_under(plan.options):
        chain = chain.when(pl.first() == answer.code).then(_lit(plan, plan.word(item, answer.code)))
    usual = chain.otherwise(_lit(plan, plan.odd))
    return pl.col(item.id).map_batches(read, return_dtype=plan.words, is_elementwise=True)


def _lit(plan: _Plan, value: int) -> pl.Expr:
    return pl.lit(value, dtype=plan.words)


def _sums(plan: _Plan, words: Mapping[str, pl.Expr]) -> list[pl.Expr]:
    """One numerator per dimension and for the composite, the counts of states, and what is odd."""
    sheet = plan.sheet
    points = {item.id: _points(plan, item, words) for item in sheet.asked}
    sums = [
        reduce(
            add,
            [
                points[item].cast(plan.sums) * int(weight[part] * plan.shares)
                for item, weight in plan.weights.items()
                if weight.get(part)
            ]
            or [pl.lit(0, dtype=plan.sums)],
        ).alias(_numerator(part))
        for part in [*(d.id for d in sheet.dimensions), ""]
    ]
    put = [*(words[item.id] for item in sheet.asked), *_follow_ups(plan, words)]
    counts = [
        # Added one to the other, since a sum of all would widen each of them first.
        reduce(add, [(word == plan.state[state]).cast(pl.UInt16) for word in put]).alias(
            state.value
        )
        for state in OTHER_STATES
    ]
    blank = [words[item.id] == plan.state[State.NOT_ASKED] for item in sheet.asked]
    odd = [word == plan.odd for word in words.values()]
    return [
        *sums,
        *counts,
        pl.all_horizontal(blank).alias("__blank"),
        pl.any_horizontal(odd).alias(ODD),
    ]


def _points(plan: _Plan, item: Item, words: Mapping[str, pl.Expr]) -> pl.Expr:
    word = words[item.id]
    counted: Any = pl.when(word <= plan.parts).then(word)
    for follow_up, call in _called_by(plan, item):
        after = words.get(follow_up)
        if after is not None:
            kept = pl.when(after <= plan.parts).then(after).otherwise(_lit(plan, plan.half))
            counted = counted.when(word == call).then(kept)
    found: pl.Expr = counted.otherwise(_lit(plan, plan.half))
    return found


def _follow_ups(plan: _Plan, words: Mapping[str, pl.Expr]) -> Iterator[pl.Expr]:
    """The follow-ups that were put, as words; another word where none was called for."""
    missing = _lit(plan, plan.state[State.NOT_ASKED])
    for item in plan.sheet.asked:
        for follow_up, call in _called_by(plan, item):
            after = words.get(follow_up, missing)
            yield pl.when(words[item.id] == call).then(after).otherwise(_lit(plan, 0))


def _called_by(plan: _Plan, item: Item) -> list[tuple[str, int]]:
    called = {answer.follow_up for answer in item.answers_under(plan.options)} - {""}
    return [(name, plan.call[name]) for name in sorted(called)]


def _numerator(part: str) -> str:
    return f"__{part}" if part else NUMERATOR


def _results(plan: _Plan) -> list[pl.Expr]:
    sheet, has = plan.sheet, ~pl.col("__blank")
    numerator = pl.col(NUMERATOR)
    scored = [
        pl.when(has).then(_six_decimals(plan, pl.col(_numerator(part)))).alias(part or "composite")
        for part in [*(d.id for d in sheet.dimensions), ""]
    ]
    doubtful = (pl.col("unknown") + pl.col("refused")) > sheet.warn_above
    counts = [pl.when(has).then(pl.col(state.value)).alias(state.value) for state in OTHER_STATES]
    return [
        *scored,
        pl.when(has).then(_band(plan, numerator)).alias("band"),
        *counts,
        pl.when(has).then(doubtful).alias("warning"),
    ]


def _six_decimals(plan: _Plan, numerator: pl.Expr) -> pl.Expr:
    """Halves away from zero, as scoring.rounded; the nearest double of the six decimals."""
    doubled = numerator.cast(pl.Int64) * (2 * MILLION) + plan.whole
    return (doubled // (2 * plan.whole)).cast(pl.Float64) / MILLION


def _band(plan: _Plan, numerator: pl.Expr) -> pl.Expr:
    """Of the unrounded composite: limits are whole numbers of its denominator, too."""
    chain: Any = pl
    for band in plan.sheet.bands:
        chain = chain.when(_holds(plan, band, numerator)).then(pl.lit(band.code))
    found: pl.Expr = chain.otherwise(None)
    return found


def _holds(plan: _Plan, band: Band, numerator: pl.Expr) -> pl.Expr:
    if band.below is not None:
        return numerator < ceil(band.below * plan.whole)
    if band.up_to is not None:
        return numerator <= floor(band.up_to * plan.whole)
    return pl.lit(value=True)


def _exactly(
    rows: pl.DataFrame, items: Sequence[Item], plan: _Plan
) -> tuple[pl.DataFrame, list[Faulty]]:
    """Row by row, by scoring itself: scores in the columns of `score`, and what is faulty."""
    sheet, faulty, lines = plan.sheet, [], []
    schema = _schema(sheet)
    for number, *cells in rows.select(ROW, *(i.id for i in items)).iter_rows():
        answers = {item.id: cell or "" for item, cell in zip(items, cells, strict=True)}
        try:
            result = scoring.score(sheet, answers, plan.options)
        except FaultyAnswers as error:
            faulty.append(Faulty(number, error.faults))
            result = None
        lines.append((number, *_line(result, len(schema) - 1)))
    return pl.DataFrame(lines, schema=schema, orient="row"), faulty


def _line(result: scoring.Score | None, width: int) -> tuple[object, ...]:
    if result is None:
        return (None,) * width
    return (
        *(float(scoring.rounded(value)) for value in result.dimensions.values()),
        float(scoring.rounded(result.composite)),
        result.band.code,
        result.unknown,
        result.refused,
        result.not_applicable,
        result.not_asked,
        result.warning,
    )


def _schema(sheet: Sheet) -> dict[str, pl.DataType | type[pl.DataType]]:
    return {
        ROW: pl.get_index_type(),
        **{d.id: pl.Float64 for d in sheet.dimensions},
        "composite": pl.Float64,
        "band": pl.String,
        **{state.value: pl.UInt16 for state in OTHER_STATES},
        "warning": pl.Boolean,
    }


def cells(scored: pl.LazyFrame, sheet: Sheet, by: Sequence[str]) -> pl.LazyFrame:
    """Dashboard cells: one row per value of the columns `by`, in their order.

    `n` surveys with a score, `without` one, the `mean` composite and those of the dimensions,
    `warnings`, and how many stand in each band (`band_<code>`).
    """
    means = [pl.col(d.id).mean().alias(f"mean_{d.id}") for d in sheet.dimensions]
    bands = [
        (pl.col("band") == band.code).sum().cast(pl.UInt32).alias(f"band_{band.code}")
        for band in sheet.bands
    ]
    return (
        scored.group_by(by)
        .agg(
            pl.col("composite").count().alias("n"),
            pl.col("composite").null_count().alias("without"),
            pl.col("composite").mean().alias("mean"),
            *means,
            pl.col("warning").sum().alias("warnings"),
            *bands,
        )
        .sort(by)
    )
