"""A probability taken apart: bars of bits, each from where the one before ends. Pure.

Bits are powers of two (Fellegi and Sunter 1969): each one makes "one person" twice as likely, each
one below nothing half as likely; all of them, from the register's own odds on, add up to the
logarithm of the odds. What the bars show stands in the table beside them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from homeward.linkage.model import Explanation

WIDTH = 320.0


@dataclass(frozen=True)
class Bar:
    """`x` and `width` in units of a drawing WIDTH wide; `times` is how much likelier, or less."""

    field: str
    level: str
    bits: float
    x: float
    width: float

    @property
    def is_for(self) -> bool:
        return self.bits >= 0

    @property
    def says_nothing(self) -> bool:
        return abs(self.bits) < 0.05  # noqa: PLR2004 - rounded it is 0.0

    @property
    def times(self) -> float:
        return float(2 ** abs(self.bits))


@dataclass(frozen=True)
class Waterfall:
    bars: Sequence[Bar]
    # Where as likely as not lies in the drawing.
    even: float
    probability: float


def of(explanation: Explanation) -> Waterfall:
    """The bars of a judgement: first what two files drawn by lot would have, then each field."""
    lines = [("prior", "", explanation.prior_bits)]
    lines += [(step.field, step.level, step.bits) for step in explanation.steps]
    at, ends = 0.0, [0.0]
    for _field, _level, bits in lines:
        at += bits
        ends.append(at)
    low, high = min(ends), max(ends)
    scale = WIDTH / (high - low or 1.0)
    bars = [
        Bar(
            field,
            level,
            bits,
            round((min(before, after) - low) * scale, 1),
            round(max(abs(bits) * scale, 1.0), 1),
        )
        for (field, level, bits), before, after in zip(lines, ends, ends[1:], strict=False)
    ]
    return Waterfall(bars, round((0.0 - low) * scale, 1), explanation.probability)
