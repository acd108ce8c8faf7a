"""What is to be shared out: people, offers with places, possible pairs with scores, floors."""

from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Marks = NDArray[np.bool_]

# Scores are whole millionths, so that sums are exact whatever their order.
SCALE = 1_000_000
MOST_SCORE = 1_000_000.0
NOBODY = WAITING = NO_GROUP = -1


def scaled(scores: Floats) -> Ints:
    """Scores (any shape, no unit, 0 to 1,000,000) as whole millionths, halves to even.

    Raises ValueError for a score that is negative, too large or not a number.
    """
    if scores.size and not bool(np.all((scores >= 0) & (scores <= MOST_SCORE))):
        raise ValueError("a score is negative, above 1,000,000 or not a number")
    return np.rint(scores * SCALE).astype(np.int64)


def least_placed(share: str | Fraction, members: int) -> int:
    """How many of a group a floor asks for: the ceiling of the share, reckoned exactly.

    In floats 0.55 of 100 would be 56.
    """
    return ceil(Fraction(share) * members)


@dataclass(frozen=True, kw_only=True)
class Season:
    """The places of a season and who could take them. People, offers and groups are indices.

    person, offer, score: (pairs,) the possible pairs, each once; score in millionths, from 0.
    capacity: (offers,) places, from 0.
    group: (people,) one group each, or -1.
    floor: (groups,) how many of its members must get a place at least.
    locked, forbidden: (pairs,) what people have decided beforehand; a person has one lock at most.
    lot: (pairs,) decides between sharings of the same sum, from 1 to 2**31; all 1 where omitted.
    Raises ValueError where the arrays don't fit together.
    """

    people: int
    person: Ints
    offer: Ints
    score: Ints
    capacity: Ints
    group: Ints = field(default_factory=lambda: np.empty(0, np.int64))
    floor: Ints = field(default_factory=lambda: np.empty(0, np.int64))
    locked: Marks = field(default_factory=lambda: np.empty(0, np.bool_))
    forbidden: Marks = field(default_factory=lambda: np.empty(0, np.bool_))
    lot: Ints = field(default_factory=lambda: np.empty(0, np.int64))

    def __post_init__(self) -> None:
        pairs = len(self.person)
        defaults: list[tuple[str, NDArray[np.generic]]] = [
            ("group", np.full(self.people, NO_GROUP, np.int64)),
            ("locked", np.zeros(pairs, np.bool_)),
            ("forbidden", np.zeros(pairs, np.bool_)),
            ("lot", np.ones(pairs, np.int64)),
        ]
        for name, default in defaults:
            if not getattr(self, name).size:
                object.__setattr__(self, name, default)
        if wrong := self._wrong():
            raise ValueError(f"this is no season: {wrong[0]}")

    def _wrong(self) -> list[str]:
        pairs = len(self.person)
        checks = [
            (len(self.offer) == pairs and len(self.score) == pairs, "pairs of unequal length"),
            (len(self.locked) == pairs == len(self.forbidden), "marks of another length"),
            (len(self.lot) == pairs, "lots of another length"),
            (_inside(self.person, 0, self.people), "a pair of nobody"),
            (_inside(self.offer, 0, self.offers), "a pair with no offer"),
            (_inside(self.score, 0, round(MOST_SCORE * SCALE) + 1), "a score out of range"),
            (_inside(self.lot, 1, 2**31 + 1), "a lot out of range"),
            (_inside(self.capacity, 0, 2**31), "fewer places than none"),
            (len(self.group) == self.people, "groups of another length"),
            (_inside(self.group, NO_GROUP, self.groups), "a group without a floor"),
            (_inside(self.floor, 0, 2**31), "a floor below nobody"),
            (not np.any(self.locked & self.forbidden), "a pair both locked and forbidden"),
            (not np.any(np.bincount(self.person[self.locked]) > 1), "somebody is locked twice"),
        ]
        return [text for holds, text in checks if not holds]

    @property
    def offers(self) -> int:
        return len(self.capacity)

    @property
    def groups(self) -> int:
        return len(self.floor)


def _inside(values: Ints, least: int, below: int) -> bool:
    return not values.size or bool(values.min() >= least and values.max() < below)
