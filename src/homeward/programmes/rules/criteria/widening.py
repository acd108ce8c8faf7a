"""What a criterion would be if one of its leaves were widened, for counting who is newly taken."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from homeward.programmes.rules.criteria.editing import put
from homeward.programmes.rules.criteria.nodes import (
    EVERYONE,
    All,
    Criterion,
    Either,
    End,
    Leaf,
    Not,
    OneOf,
    Within,
    walk,
)
from homeward.programmes.rules.criteria.vocabulary import WORDS, Kind, Measure

# How far one end is moved at a time; a quarter more for money.
STEPS = {Measure.YEARS: 5, Measure.PERSONS: 1, Measure.MONTHS: 6}
DAY_STEP = timedelta(weeks=13)
MONEY_STEP = Decimal("1.25")


@dataclass(frozen=True)
class Variant:
    """The whole criterion with one leaf widened: `before` became `after`, None is left out."""

    at: str
    before: Leaf
    after: Leaf | None
    criterion: Criterion


def widen(criterion: Criterion, at: str) -> list[Variant]:
    """Every way of widening the leaf at a JSON pointer, the smallest step first, leaving it out
    last. Under a `not` a leaf excludes, so it can only be left out. KeyError: no leaf is there.
    """
    leaf = dict(walk(criterion))[at]
    if not isinstance(leaf, Within | OneOf):
        raise KeyError(at)
    excludes = at.count("/not") % 2 == 1
    wider: list[Leaf | None] = [] if excludes else list(_wider(leaf))
    return [
        Variant(at, leaf, after, _with(criterion, at, after, excludes)) for after in [*wider, None]
    ]


def _with(criterion: Criterion, at: str, after: Leaf | None, excludes: bool) -> Criterion:
    if after is None:
        return simplified(put(criterion, at, Not(EVERYONE) if excludes else EVERYONE))
    return put(criterion, at, after)


def simplified(criterion: Criterion) -> Criterion:
    """Without the parts that everybody, or nobody, meets. The answers stay the same."""
    match criterion:
        case Not(part):
            inner = simplified(part)
            return inner.part if isinstance(inner, Not) else Not(inner)
        case All(parts):
            return _joined(All, parts, keeps=EVERYONE, settles=Not(EVERYONE))
        case Either(parts):
            return _joined(Either, parts, keeps=Not(EVERYONE), settles=EVERYONE)
    return criterion


def _joined(
    group: type[All] | type[Either],
    parts: tuple[Criterion, ...],
    *,
    keeps: Criterion,
    settles: Criterion,
) -> Criterion:
    inner = [simplified(part) for part in parts]
    if settles in inner:
        return settles
    left = tuple(part for part in inner if part != keeps)
    if len(left) == 1:
        return left[0]
    return group(left) if left else keeps


def _wider(leaf: Leaf) -> Iterator[Leaf]:
    if isinstance(leaf, OneOf):
        yield from _wider_areas(leaf)
        return
    measure = WORDS[leaf.kind].measure or Measure.PERSONS
    if leaf.least is not None:
        yield replace(leaf, least=_lower(measure, leaf.least))
    if leaf.most is not None:
        yield replace(leaf, most=_higher(measure, leaf.most))


def _wider_areas(leaf: OneOf) -> Iterator[Leaf]:
    """The areas around: from the district to its region, from the region to the country."""
    if leaf.kind != Kind.AREA:
        return
    around = frozenset(path.rpartition("/")[0] or path for path in leaf.any_of)
    if around != leaf.any_of:
        yield replace(leaf, any_of=around)


def _lower(measure: Measure, end: End) -> End:
    if isinstance(end, date):
        return end - DAY_STEP
    if isinstance(end, Decimal):
        return (end / MONEY_STEP).quantize(Decimal(1))
    return max(end - STEPS[measure], 0)


def _higher(measure: Measure, end: End) -> End:
    if isinstance(end, date):
        return end + DAY_STEP
    if isinstance(end, Decimal):
        return (end * MONEY_STEP).quantize(Decimal(1))
    return end + STEPS[measure]
