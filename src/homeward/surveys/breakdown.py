"""A score taken apart, so that it can be computed again by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.formats import localize
from django.utils.translation import gettext as _

from homeward.surveys import scoring
from homeward.surveys.choices import STATE_LABELS
from homeward.surveys.instruments import Band, Kind, Sheet, State
from homeward.surveys.models import Score
from homeward.surveys.queries import said, sheet


@dataclass(frozen=True)
class Line:
    """One item: what was answered, its points, and what they add to both sums."""

    id: str
    label: str
    answer: str
    is_answered: bool
    points: str
    weight: str
    in_dimension: str
    composite_weight: str
    in_composite: str


@dataclass(frozen=True)
class Part:
    """A dimension's lines, its score, and its part of the composite."""

    id: str
    label: str
    lines: Sequence[Line]
    score: str
    in_composite: str


def parts(score: scoring.Score) -> list[Part]:
    result = []
    for dimension in score.instrument.dimensions:
        items = [s for s in score.items if s.item.dimension == dimension.id]
        result.append(
            Part(
                id=dimension.id,
                label=said(dimension.labels),
                lines=[_line(score.instrument, item) for item in items],
                score=figure(score.dimensions[dimension.id]),
                in_composite=figure(sum((item.in_composite for item in items), Fraction(0))),
            )
        )
    return result


def _line(instrument: Sheet, scored: scoring.ItemScore) -> Line:
    return Line(
        id=scored.item.id,
        label=said(scored.item.labels),
        answer=_answer(instrument, scored),
        is_answered=scored.state == State.ANSWERED,
        points=figure(scored.points),
        weight=figure(scored.item.dimension_weight),
        in_dimension=figure(scored.in_dimension),
        composite_weight=figure(scored.item.composite_weight),
        in_composite=figure(scored.in_composite),
    )


def _answer(instrument: Sheet, scored: scoring.ItemScore) -> str:
    item = scored.item
    if item.kind == Kind.COMPUTED:
        names = _(", ").join(said(instrument.by_id[part].labels) for part in item.mean_of)
        return _("Mean of: %(questions)s") % {"questions": names}
    if scored.state != State.ANSWERED:
        return str(STATE_LABELS[scored.state])
    labels = {answer.code: said(answer.labels) for answer in item.answers}
    text = _(", ").join(labels.get(code, code) for code in scored.codes)
    return f"{text}. {_answer(instrument, scored.follow_up)}" if scored.follow_up else text


@dataclass(frozen=True)
class Summary:
    """Scores side by side: a column for each wave, a row for each dimension, then the composite."""

    waves: Sequence[Score]
    rows: Sequence[tuple[str, Sequence[str]]]
    composites: Sequence[str]


def summary(kept: Score, scores: Sequence[Score]) -> Summary:
    return Summary(
        waves=scores,
        rows=[
            (said(dimension.labels), [_dimension(score, dimension.id) for score in scores])
            for dimension in sheet(kept).dimensions
        ],
        composites=[figure(Fraction(score.composite)) for score in scores],
    )


def _dimension(score: Score, dimension: str) -> str:
    # Another version of the instrument may part its items otherwise.
    kept = score.dimensions.get(dimension)
    return figure(Fraction(kept)) if kept is not None else ""


def counts(score: scoring.Score) -> list[tuple[str, int]]:
    """How many questions had no answer, and why."""
    return [
        (str(STATE_LABELS[State.UNKNOWN]), score.unknown),
        (str(STATE_LABELS[State.REFUSED]), score.refused),
        (str(STATE_LABELS[State.NOT_APPLICABLE]), score.not_applicable),
        (str(STATE_LABELS[State.NOT_ASKED]), score.not_asked),
    ]


def options(score: scoring.Score) -> list[tuple[str, str, str]]:
    """(id, value, what it decides) of each option of the sheet."""
    return [
        (option.id, score.options[option.id], said(option.labels))
        for option in score.instrument.options
    ]


def figure(value: Fraction, places: int = 6) -> str:
    """A number of at most six decimals, without trailing noughts, as the language writes it."""
    return str(localize(scoring.rounded(value, places).normalize()))


def limits(instrument: Sheet, band: Band) -> str:
    """The band's limits in words: "from 0.33, up to 0.66"."""
    before = instrument.bands[: instrument.bands.index(band)][-1:]
    words = [_lower(b) for b in before]
    if band.below is not None:
        words.append(_("below %(limit)s") % {"limit": figure(band.below)})
    elif band.up_to is not None:
        words.append(_("up to %(limit)s") % {"limit": figure(band.up_to)})
    return _(", ").join(words)


def _lower(before: Band) -> str:
    if before.below is not None:
        return _("from %(limit)s") % {"limit": figure(before.below)}
    return _("above %(limit)s") % {"limit": figure(before.up_to or Fraction(0))}
