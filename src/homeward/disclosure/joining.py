"""Sums over what several publish, where some of it is hidden: never more than was public before.

A sum of shown cells is a sum. Where a part is hidden the sum is an interval, made of what anybody
can work out of that part alone; so nothing can be worked out from it that could not be before.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from homeward.disclosure.audit import Interval


@dataclass(frozen=True, kw_only=True)
class Part:
    """What one publishes of a cell, in persons: a count, or the ends of what it may be."""

    count: float | None
    interval: Interval | None = None


def added(parts: Sequence[Part]) -> Interval:
    """The least and the most of the sum; both are equal where nothing is hidden.

    A part that is hidden without an interval may be anything from nought on.
    """
    low = high = 0.0
    for part in parts:
        if part.count is not None:
            low, high = low + part.count, high + part.count
        else:
            known = part.interval or Interval(0.0, float("inf"))
            low, high = low + known.low, high + known.high
    return Interval(low, high)


def is_kept(parts: Sequence[Part], told: Interval, *, width: float) -> bool:
    """Whether each hidden part still has an interval of this width, once the sum is told as well.

    The rest is what the others' shown parts leave: for one hidden part alone a sum that is told
    more closely than the part would tell the part.
    """
    for number, part in enumerate(parts):
        if part.count is not None:
            continue
        own = part.interval or Interval(0.0, float("inf"))
        rest = added([other for at, other in enumerate(parts) if at != number])
        low = max(own.low, told.low - rest.high)
        high = min(own.high, told.high - rest.low)
        if high - low < min(width, own.width):
            return False
    return True
