"""Checks a sharing and its proof, independently: plain sums in numpy, nothing of the solver.

For any prices not below zero the bound below is at least the sum of every sharing that keeps the
rules (weak duality). So a sharing that reaches it is the best, however both were found.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from homeward.matching.allocation import Allocation
from homeward.matching.season import Ints, Marks, Season


class Flaw(StrEnum):
    NOT_POSSIBLE = "somebody gets what is not a possible pair of theirs"
    FORBIDDEN = "a forbidden pair is given"
    LOCK = "a locked pair is not given"
    CAPACITY = "an offer has fewer places than are given"
    FLOOR = "fewer of a group are placed than its floor says"
    TOTAL = "the total is not the sum of the scores"
    NEGATIVE = "a price is below zero"
    GAIN = "somebody's option is worth more after prices than is said"


@dataclass(frozen=True)
class Verdict:
    """total and bound in millionths; the gap is their difference as a share of the bound."""

    total: int
    bound: int
    flaws: tuple[Flaw, ...]

    @property
    def gap(self) -> float:
        return (self.bound - self.total) / self.bound if self.bound else 0.0

    @property
    def proves(self) -> bool:
        """Nothing is wrong, and no sharing has a higher sum."""
        return not self.flaws and self.total == self.bound


def check_certificate(season: Season, allocation: Allocation) -> Verdict:
    """Whether the sharing keeps the rules, and what its prices prove. Exact, in whole millionths.

    Raises ValueError where the arrays have other lengths than the season says.
    """
    proof = allocation.certificate
    lengths = (len(allocation.pair), len(proof.prices), len(proof.floor_prices), len(proof.gains))
    if lengths != (season.people, season.offers, season.groups, season.people):
        raise ValueError("the sharing is of another season")
    flaws = (*_broken_rules(season, allocation), *_broken_proof(season, allocation))
    bound = (
        int(proof.gains.sum())
        + int((season.capacity * proof.prices).sum())
        + int((_room_to_wait(season) * proof.floor_prices).sum())
    )
    return Verdict(_sum_of_scores(season, allocation.pair), bound, flaws)


def _room_to_wait(season: Season) -> Ints:
    members = [int((season.group == group).sum()) for group in range(season.groups)]
    return np.array(members, dtype=np.int64) - season.floor


def _sum_of_scores(season: Season, pair: Ints) -> int:
    given = pair[(pair >= 0) & (pair < len(season.score))]
    return int(season.score[given].sum())


def _broken_rules(season: Season, allocation: Allocation) -> Iterator[Flaw]:
    pair = allocation.pair
    placed = np.flatnonzero(pair >= 0)
    if np.any(pair < -1) or np.any(pair >= len(season.person)):
        yield Flaw.NOT_POSSIBLE
        return
    given = pair[placed]
    if np.any(season.person[given] != placed):
        yield Flaw.NOT_POSSIBLE
    if np.any(season.forbidden[given]):
        yield Flaw.FORBIDDEN
    locks = np.flatnonzero(season.locked)
    if np.any(pair[season.person[locks]] != locks):
        yield Flaw.LOCK
    if np.any(np.bincount(season.offer[given], minlength=season.offers) > season.capacity):
        yield Flaw.CAPACITY
    for group in range(season.groups):
        if int((season.group[placed] == group).sum()) < season.floor[group]:
            yield Flaw.FLOOR
            break
    if allocation.total != _sum_of_scores(season, pair):
        yield Flaw.TOTAL


def _broken_proof(season: Season, allocation: Allocation) -> Iterator[Flaw]:
    """Each price from zero up, and nobody's gain below what any of their options is worth."""
    proof = allocation.certificate
    if np.any(proof.prices < 0) or np.any(proof.floor_prices < 0):
        yield Flaw.NEGATIVE
    is_locked = np.zeros(season.people, np.bool_)
    is_locked[season.person[season.locked]] = True
    counts: Marks = ~season.forbidden & (season.locked | ~is_locked[season.person])
    person, offer, score = season.person[counts], season.offer[counts], season.score[counts]
    waits = np.append(-proof.floor_prices, 0)[season.group]
    too_low = proof.gains[person] < score - proof.prices[offer]
    if np.any(too_low) or np.any((proof.gains < waits) & ~is_locked):
        yield Flaw.GAIN
