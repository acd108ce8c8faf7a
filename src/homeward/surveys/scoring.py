"""Scores of a survey from its answers. Pure: an instrument and answer codes in, a score out.

The method is that of the instrument's source (for the RSS: IOM, "Methodological note: Scoring
reintegration sustainability", 2018): every answer is worth points in [0, 1]; a dimension's score is
the sum of its points by their dimension weights; the composite is a sum over all items by weights
of its own, and not the mean of the dimensions. What has no answer counts half a point; nothing is
weighted anew. All numbers are exact fractions: 0.515 is 103/200.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache
from math import lcm

from homeward.surveys.instruments import (
    STATE_CODES,
    Answer,
    Band,
    Item,
    Kind,
    Sheet,
    State,
)

Answers = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True)
class Fault:
    """An answer that the instrument doesn't know: the item's id and the code as it was given."""

    item: str
    code: str

    def __str__(self) -> str:
        return f"{self.item}: {self.code!r} is not an answer code"


class FaultyAnswers(ValueError):
    """Codes that the instrument doesn't know. Nothing is scored; `faults` has all of them."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = list(faults)
        super().__init__("; ".join(map(str, faults)))


@dataclass(frozen=True, eq=False)
class Reading:
    """An item's codes as given, what became of the question, and what the answers are worth."""

    codes: tuple[str, ...]
    state: State
    points: tuple[Fraction, ...] = ()
    follow_up: str = ""
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class ItemScore:
    """One item's points and what they add to its dimension and to the composite."""

    item: Item
    codes: tuple[str, ...]
    state: State
    points: Fraction
    # The follow-up whose answer has the points, where one was called for.
    follow_up: "ItemScore | None" = None
    in_dimension: Fraction = field(init=False)
    in_composite: Fraction = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "in_dimension", self.points * self.item.dimension_weight)
        object.__setattr__(self, "in_composite", self.points * self.item.composite_weight)


@dataclass(frozen=True)
class Score:
    """A filled-in survey's scores, each within [0, 1], and everything they were made from.

    `unknown` and `refused` count the questions that were put: a follow-up counts where the
    answer before it calls for it. `warning` says that together they pass the instrument's limit.
    """

    instrument: Sheet
    options: Mapping[str, str]
    items: tuple[ItemScore, ...]
    dimensions: Mapping[str, Fraction]
    composite: Fraction
    band: Band
    unknown: int
    refused: int
    not_applicable: int
    not_asked: int

    @property
    def warning(self) -> bool:
        return self.unknown + self.refused > self.instrument.warn_above


def score(
    instrument: Sheet, answers: Answers, options: Mapping[str, str] | None = None
) -> Score | None:
    """The score of one survey, or None where no question was answered: then there is no score.

    `answers` maps item ids to answer codes; a question with several answers takes a list, or the
    codes parted by spaces. A missing item or a blank is "not asked". Keys that are no item are not
    read. Raises FaultyAnswers for unknown codes, ValueError for unknown options.
    """
    chosen = instrument.options_with_defaults(options or {})
    readings = read(instrument, answers, chosen)
    if all(readings[item.id].state == State.NOT_ASKED for item in instrument.asked):
        return None
    scored = {item.id: _scored(instrument, item, readings) for item in instrument.asked}
    items = tuple(scored.get(item.id) or _computed(item, scored) for item in instrument.items)
    composite = _total([item.in_composite for item in items])
    put = _states(scored.values())
    return Score(
        instrument=instrument,
        options=chosen,
        items=items,
        dimensions={d.id: _sum_of(d.id, items) for d in instrument.dimensions},
        composite=composite,
        band=instrument.band(composite),
        unknown=put[State.UNKNOWN],
        refused=put[State.REFUSED],
        not_applicable=put[State.NOT_APPLICABLE],
        not_asked=put[State.NOT_ASKED],
    )


def read(instrument: Sheet, answers: Answers, options: Mapping[str, str]) -> dict[str, Reading]:
    """Every question's answer, by item id. Raises FaultyAnswers with all faults at once."""
    readings = {
        item.id: _read(item, item.answers_under(options), codes_of(item, answers.get(item.id, "")))
        for item in (*instrument.asked, *instrument.follow_ups)
    }
    if faults := [fault for reading in readings.values() for fault in reading.faults]:
        raise FaultyAnswers(faults)
    return readings


def called_for(readings: Mapping[str, Reading]) -> set[str]:
    """The follow-ups that these answers call for."""
    return {reading.follow_up for reading in readings.values()} - {""}


def codes_of(item: Item, value: str | Sequence[str]) -> tuple[str, ...]:
    """The codes of a cell or a list; blanks are none. One answer is never parted at its spaces."""
    if isinstance(value, str):
        value = value.split() if item.kind == Kind.MANY else [value]
    return tuple(code.strip() for code in value if code.strip())


@lru_cache(maxsize=8192)
def _read(item: Item, answers: tuple[Answer, ...], codes: tuple[str, ...]) -> Reading:
    if not codes:
        return Reading(codes, State.NOT_ASKED)
    if len(codes) == 1 and codes[0] in STATE_CODES:
        return Reading(codes, State(codes[0]))
    known = {answer.code: answer for answer in answers}
    faults = [code for code in codes if code not in known and not _is_unlisted(item, code)]
    if item.kind == Kind.ONE and len(codes) > 1:
        faults = [" ".join(codes)]
    found = [known[code] for code in codes if code in known]
    points = [answer.points for answer in found if answer.points is not None]
    if item.unlisted_points is not None and len(found) < len(codes):
        points.append(item.unlisted_points)
    return Reading(
        codes,
        State.ANSWERED,
        points=tuple(points),
        follow_up=next((answer.follow_up for answer in found if answer.follow_up), ""),
        faults=tuple(Fault(item.id, code) for code in faults),
    )


def _is_unlisted(item: Item, code: str) -> bool:
    """A code of its own where the item takes such; "unknown" beside another answer is no code."""
    return item.unlisted_points is not None and code not in STATE_CODES


def _scored(instrument: Sheet, item: Item, readings: Mapping[str, Reading]) -> ItemScore:
    reading = readings[item.id]
    if not reading.follow_up:
        return _item_score(item, reading, instrument.points_without_answer, None)
    asked_next = instrument.by_id[reading.follow_up]
    follow_up = _item_score(
        asked_next, readings[asked_next.id], instrument.points_without_answer, None
    )
    return _item_score(item, reading, follow_up.points, follow_up)


@lru_cache(maxsize=8192)
def _item_score(
    item: Item, reading: Reading, otherwise: Fraction, follow_up: ItemScore | None
) -> ItemScore:
    # Several ticked answers count like the best of them: one asset is owning.
    points = max(reading.points, default=otherwise)
    return ItemScore(item, reading.codes, reading.state, points, follow_up)


def _computed(item: Item, scored: Mapping[str, ItemScore]) -> ItemScore:
    parts = [scored[part].points for part in item.mean_of]
    return ItemScore(item, (), State.ANSWERED, _total(parts) / len(parts))


def _sum_of(dimension: str, items: Sequence[ItemScore]) -> Fraction:
    return _total([s.in_dimension for s in items if s.item.dimension == dimension])


def _total(values: Sequence[Fraction]) -> Fraction:
    """As `sum`, over one common denominator: adding fractions pair by pair is slow in bulk."""
    shared = lcm(*(value.denominator for value in values))
    return Fraction(sum(v.numerator * (shared // v.denominator) for v in values), shared)


def _states(scored: Iterable[ItemScore]) -> Counter[State]:
    """How often each state occurs among the questions that were put."""
    put = list(scored)
    return Counter(s.state for s in [*put, *(s.follow_up for s in put if s.follow_up)])


def rounded(value: Fraction, places: int = 6) -> Decimal:
    """A fraction as a decimal of so many places, halves away from zero."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
