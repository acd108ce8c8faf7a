"""Steps of writing criteria by hand: each takes a tree and gives another that can be read.

Groups are never empty: an alternative begins one, and the last part that is left dissolves it.
A place is a JSON pointer; KeyError says that nothing stands there.
"""

from typing import Literal

from homeward.core.digits import are_digits
from homeward.programmes.rules.criteria.nodes import (
    NOT_STATED,
    All,
    Criterion,
    Either,
    Everyone,
    Not,
    NotStated,
    walk,
)

Joining = Literal["all", "any"]


def found(criterion: Criterion, at: str) -> Criterion:
    return dict(walk(criterion))[at]


def added(criterion: Criterion, at: str, new: Criterion, joining: Joining) -> Criterion:
    """`new` beside what stands at a place: asked as well (all), or instead (any)."""
    if isinstance(criterion, NotStated | Everyone):
        return All((new,))
    group = All if joining == "all" else Either
    here = found(criterion, at)
    if isinstance(here, group):
        return put(criterion, at, group((*here.parts, new)))
    above, _step, place = _split(at)
    around = found(criterion, above) if at else None
    if isinstance(around, group):
        after = int(place) + 1
        parts = (*around.parts[:after], new, *around.parts[after:])
        return put(criterion, above, group(parts))
    return put(criterion, at, group((here, new)))


def put(criterion: Criterion, at: str, new: Criterion) -> Criterion:
    """With `new` in the place of what stood there."""
    if not at:
        return new
    _empty, step, *rest = at.split("/")
    match criterion:
        case Not(part) if step == "not":
            return Not(put(part, "".join(f"/{r}" for r in rest), new))
        case All(parts) | Either(parts) if rest and are_digits(rest[0]):
            n, below = int(rest[0]), "".join(f"/{r}" for r in rest[1:])
            if n >= len(parts) or step != ("all" if isinstance(criterion, All) else "any"):
                raise KeyError(at)
            return type(criterion)((*parts[:n], put(parts[n], below, new), *parts[n + 1 :]))
    raise KeyError(at)


def removed(criterion: Criterion, at: str) -> Criterion:
    """Without what stands there; a group of one dissolves, the whole becomes NOT_STATED."""
    found(criterion, at)
    if not at:
        return NOT_STATED
    above, step, place = _split(at)
    around = found(criterion, above)
    if step == "not" or not isinstance(around, All | Either):
        return removed(criterion, above)
    n = int(place)
    left = (*around.parts[:n], *around.parts[n + 1 :])
    if not left:
        return removed(criterion, above)
    # The whole stays a group, so that the next criterion finds its place in it.
    dissolves = len(left) == 1 and above != ""
    return put(criterion, above, left[0] if dissolves else type(around)(left))


def moved(criterion: Criterion, at: str, by: int) -> Criterion:
    """One place up (-1) or down (1) in its group; at its end it stays."""
    above, _step, place = _split(at)
    around = found(criterion, above)
    found(criterion, at)
    if not isinstance(around, All | Either):
        return criterion
    n, to = int(place), int(place) + by
    if not 0 <= to < len(around.parts):
        return criterion
    parts = list(around.parts)
    parts[n], parts[to] = parts[to], parts[n]
    return put(criterion, above, type(around)(tuple(parts)))


def negated(criterion: Criterion, at: str) -> Criterion:
    """Turned into its opposite; twice is as it was."""
    here = found(criterion, at)
    return put(criterion, at, here.part if isinstance(here, Not) else Not(here))


def joined_otherwise(criterion: Criterion, at: str) -> Criterion:
    """All of these becomes at least one of these, and the other way."""
    here = found(criterion, at)
    match here:
        case All(parts):
            return put(criterion, at, Either(parts))
        case Either(parts):
            return put(criterion, at, All(parts))
    raise KeyError(at)


def _split(at: str) -> tuple[str, str, str]:
    """The pointer of the node above, the step, and the place in its group ("" under a not)."""
    parts = at.split("/")
    if parts[-1] == "not":
        return "/".join(parts[:-1]), "not", ""
    return "/".join(parts[:-2]), parts[-2] if len(parts) > 1 else "", parts[-1]
