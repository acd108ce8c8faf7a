"""What a criterion admits on each kind by itself, for comparing two programmes.

Read kind by kind, so it is an upper bound: of "women under 30, or men" the bounds are every age
and both sexes. A kind that is not among the bounds is not stated, which is unknown, never "all".
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import reduce
from itertools import product

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from homeward.programmes.rules.criteria.nodes import (
    All,
    Criterion,
    Either,
    End,
    Everyone,
    Leaf,
    Not,
    NotStated,
    OneOf,
    Within,
)
from homeward.programmes.rules.criteria.vocabulary import WORDS, Kind

Interval = tuple[End | None, End | None]


@dataclass(frozen=True)
class Ranges:
    """Closed intervals, apart and in order; None is an open end. Empty admits nobody."""

    intervals: tuple[Interval, ...]
    currency: str = ""


@dataclass(frozen=True)
class Values:
    """`asked`: at least one of each set must hold. `barred`: none of these may.

    For a kind of which a person as a rule has one value (sex), `asked` holds one set at most.
    """

    kind: Kind
    asked: frozenset[frozenset[str]] = frozenset()
    barred: frozenset[str] = frozenset()


Bound = Ranges | Values


@dataclass(frozen=True)
class Bounds:
    """`stated` is False where a programme states no criteria at all; then `by_kind` is empty."""

    by_kind: Mapping[Kind, Bound]
    stated: bool = True


class Meeting(TextChoices):
    """How what two programmes admit on one kind lies to each other."""

    SAME = "same", _("the same")
    OVERLAP = "overlap", _("partly the same")
    APART = "apart", _("as a rule nobody meets both")
    UNKNOWN = "unknown", _("unknown: one of them does not say")


def bounds(criterion: Criterion) -> Bounds:
    if isinstance(criterion, NotStated):
        return Bounds({}, stated=False)
    return Bounds(_admitted(_pushed(criterion)))


def meeting(one: Bound | None, other: Bound | None) -> Meeting:
    """Compares two bounds of the same kind; None is not stated."""
    if one is None or other is None or _currencies_differ(one, other):
        return Meeting.UNKNOWN
    if one == other:
        return Meeting.SAME
    return Meeting.APART if _is_nobody(_both(one, other)) else Meeting.OVERLAP


def _currencies_differ(one: Bound, other: Bound) -> bool:
    return isinstance(one, Ranges) and isinstance(other, Ranges) and one.currency != other.currency


def _pushed(criterion: Criterion, *, negated: bool = False) -> Criterion:
    """With every `not` moved down to the leaves (De Morgan)."""
    match criterion:
        case All(parts) | Either(parts):
            group = All if isinstance(criterion, All) != negated else Either
            return group(tuple(_pushed(part, negated=negated) for part in parts))
        case Not(part):
            return _pushed(part, negated=not negated)
        case leaf:
            return Not(leaf) if negated else leaf


def _admitted(criterion: Criterion) -> dict[Kind, Bound]:
    match criterion:
        case All(parts):
            return reduce(_intersected, (_admitted(part) for part in parts))
        case Either(parts):
            return reduce(_united, (_admitted(part) for part in parts))
        case Not(Within() | OneOf() as leaf):
            return {leaf.kind: _complement(leaf)}
        case Within() | OneOf():
            return {criterion.kind: _of(criterion)}
        case Everyone() | NotStated() | Not():
            return {}
    raise TypeError(criterion)


def _intersected(one: dict[Kind, Bound], other: dict[Kind, Bound]) -> dict[Kind, Bound]:
    shared = {
        kind: _both(one[kind], other[kind])
        for kind in one.keys() & other.keys()
        if not _currencies_differ(one[kind], other[kind])
    }
    return {k: v for k, v in (one | other).items() if k not in shared} | shared


def _united(one: dict[Kind, Bound], other: dict[Kind, Bound]) -> dict[Kind, Bound]:
    """A kind that one of the two leaves open is open."""
    return {
        kind: _either(one[kind], other[kind])
        for kind in one.keys() & other.keys()
        if not _currencies_differ(one[kind], other[kind])
    }


def _of(leaf: Leaf) -> Bound:
    if isinstance(leaf, Within):
        return Ranges(((leaf.least, leaf.most),), leaf.currency)
    return Values(leaf.kind, asked=frozenset({leaf.any_of}))


def _complement(leaf: Leaf) -> Bound:
    if isinstance(leaf, OneOf):
        return _barring(leaf)
    below = [(None, _before(leaf.least))] if leaf.least is not None else []
    above = [(_after(leaf.most), None)] if leaf.most is not None else []
    return Ranges((*below, *above), leaf.currency)


def _barring(leaf: OneOf) -> Values:
    listed = WORDS[leaf.kind].values
    if listed is not None and not WORDS[leaf.kind].many:
        others = frozenset(listed.values) - leaf.any_of
        return Values(leaf.kind, asked=frozenset({others}))
    return Values(leaf.kind, barred=leaf.any_of)


def _before(end: End) -> End:
    return end - timedelta(1) if isinstance(end, date) else end - _step(end)


def _after(end: End) -> End:
    return end + timedelta(1) if isinstance(end, date) else end + _step(end)


def _step(end: int | Decimal) -> int | Decimal:
    return Decimal("0.01") if isinstance(end, Decimal) else 1


def _both(one: Bound, other: Bound) -> Bound:
    match one, other:
        case Ranges(), Ranges():
            cut = [_overlap(a, b) for a, b in product(one.intervals, other.intervals)]
            return Ranges(_merged(interval for interval in cut if interval), one.currency)
        case Values(), Values():
            asked = one.asked | other.asked
            if not WORDS[one.kind].many and len(asked) > 1:
                asked = frozenset({reduce(lambda a, b: _common(one.kind, a, b), asked)})
            return Values(one.kind, asked, one.barred | other.barred)
    raise TypeError("bounds of two kinds can't be compared")


def _either(one: Bound, other: Bound) -> Bound:
    match one, other:
        case Ranges(), Ranges():
            return Ranges(_merged([*one.intervals, *other.intervals]), one.currency)
        case Values(), Values():
            asked = frozenset(a | b for a, b in product(one.asked, other.asked))
            return Values(one.kind, asked, _common(one.kind, one.barred, other.barred))
    raise TypeError("bounds of two kinds can't be compared")


def _common(kind: Kind, one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """Values of both; of two areas, one in the other, the inner one."""
    if kind != Kind.AREA:
        return one & other
    return frozenset(a for a in one if _lies_in(a, other)) | frozenset(
        b for b in other if _lies_in(b, one)
    )


def _lies_in(path: str, areas: Iterable[str]) -> bool:
    return any(path == area or path.startswith(f"{area}/") for area in areas)


def _is_nobody(bound: Bound) -> bool:
    if isinstance(bound, Ranges):
        return not bound.intervals
    if bound.kind == Kind.AREA:
        return any(all(_lies_in(a, bound.barred) for a in values) for values in bound.asked)
    return any(values <= bound.barred for values in bound.asked)


def _overlap(one: Interval, other: Interval) -> Interval | None:
    least = _latest(one[0], other[0])
    most = _earliest(one[1], other[1])
    if least is not None and most is not None and least > most:  # type: ignore[operator]
        return None
    return least, most


def _latest(one: End | None, other: End | None) -> End | None:
    if one is None or other is None:
        return other if one is None else one
    return one if one > other else other  # type: ignore[operator]


def _earliest(one: End | None, other: End | None) -> End | None:
    if one is None or other is None:
        return other if one is None else one
    return one if one < other else other  # type: ignore[operator]


def _merged(found: Iterable[Interval]) -> tuple[Interval, ...]:
    """Intervals that touch or cross become one."""
    intervals = list(found)
    opened = sorted((i for i in intervals if i[0] is None), key=_open_last)
    begun = sorted((i for i in intervals if i[0] is not None), key=lambda i: i[0])  # type: ignore[arg-type,return-value]
    merged: list[Interval] = []
    for least, most in [*opened, *begun]:
        if merged and _touches(merged[-1][1], least):
            merged[-1] = (merged[-1][0], _later_end(merged[-1][1], most))
        else:
            merged.append((least, most))
    return tuple(merged)


def _open_last(interval: Interval) -> bool:
    return interval[1] is None


def _touches(most: End | None, least: End | None) -> bool:
    return most is None or least is None or least <= _after(most)  # type: ignore[operator]


def _later_end(one: End | None, other: End | None) -> End | None:
    return None if one is None or other is None else max(one, other)
