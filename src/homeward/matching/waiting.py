"""Why somebody waits: whom a place for them would move, how far that goes on, and what it costs.

Read from the residual network of a best sharing: the chain is its cheapest alternating path from
the offer back to a free place or to waiting (Ahuja, Magnanti and Orlin 1993, section 9.3).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from homeward.matching.allocation import Allocation
from homeward.matching.options import Options, options_of
from homeward.matching.prices import Moves, best_moves, is_full
from homeward.matching.season import NO_GROUP, WAITING, Ints, Season

# Farther than any chain can be, and far from the end of the numbers.
NEVER = 2**61


@dataclass(frozen=True)
class Step:
    """One person who would have to move. Offers are indices, -1 for waiting; loss in millionths,
    negative where the move suits this person better."""

    person: int
    from_offer: int
    to_offer: int
    loss: int


@dataclass(frozen=True)
class Why:
    """gain: the score of the pair that the person would get, loss: of the others, in millionths.

    No pair where nobody could make room, because of locks and floors.
    """

    person: int
    pair: int
    gain: int
    loss: int
    steps: tuple[Step, ...]

    @property
    def falls_by(self) -> int:
        """By how much the sum would fall. Never below zero in a best sharing."""
        return self.loss - self.gain


class Waiting:
    """Answers for one sharing; the paths are reckoned once for each group's waiting list."""

    def __init__(self, season: Season, allocation: Allocation) -> None:
        self.season, self.allocation = season, allocation
        self.options = options_of(season)
        self.taken = _taken(self.options, allocation)
        self.moves = best_moves(
            self.options, self.taken, np.ones(len(self.options.capacity), np.bool_)
        )
        self._paths: dict[int, tuple[Ints, Ints]] = {}

    def why(self, person: int) -> Why:
        """The least that a place for somebody who waits would cost the others."""
        group = int(self.season.group[person])
        waiting_list = self.season.offers + (self.season.groups if group == NO_GROUP else group)
        cost, after = self._path(waiting_list)
        mine = np.flatnonzero((self.options.person == person) & (self.options.pair != WAITING))
        net = cost[self.options.choice[mine]] - self.options.value[mine]
        if not len(mine) or int(net.min()) > NEVER // 2:
            return Why(person, WAITING, 0, 0, ())
        best = mine[int(net.argmin())]
        steps = self._steps(int(self.options.choice[best]), after)
        loss = sum(step.loss for step in steps)
        return Why(person, int(self.options.pair[best]), int(self.options.value[best]), loss, steps)

    def _path(self, waiting_list: int) -> tuple[Ints, Ints]:
        """(choices,) what freeing a place there costs the others, and the first move; -1 at ends.

        Whoever gets a place leaves the waiting list free for one of the same group.
        """
        if waiting_list not in self._paths:
            ends = ~is_full(self.options, self.taken)
            ends[waiting_list] = True
            self._paths[waiting_list] = _cheapest(self.moves, np.where(ends, 0, NEVER))
        return self._paths[waiting_list]

    def _steps(self, choice: int, after: Ints) -> tuple[Step, ...]:
        steps = []
        while after[choice] >= 0:
            move = int(after[choice])
            option, to = int(self.moves.option[move]), int(self.moves.target[move])
            steps.append(
                Step(
                    int(self.options.person[option]),
                    self._offer(choice),
                    self._offer(to),
                    -int(self.moves.gain[move]),
                )
            )
            choice = to
        return tuple(steps)

    def _offer(self, choice: int) -> int:
        return choice if choice < self.season.offers else WAITING


def _taken(options: Options, allocation: Allocation) -> Ints:
    chosen = np.flatnonzero(options.pair == allocation.pair[options.person])
    taken = np.empty(options.people, np.int64)
    taken[options.person[chosen]] = chosen
    return taken


def _cheapest(moves: Moves, ends: Ints) -> tuple[Ints, Ints]:
    """From every choice the least cost of a path of moves to an end, and its first move."""
    cost, first = ends.copy(), np.full(len(ends), -1, np.int64)
    order = np.lexsort((moves.target, moves.source))
    source, target, loss = moves.source[order], moves.target[order], -moves.gain[order]
    if not len(source):
        return cost, first
    starts = np.flatnonzero(np.append(True, np.diff(source) != 0))
    for _round in range(len(ends) + 1):
        through = np.minimum(cost[target] + loss, NEVER)
        least = np.minimum.reduceat(through, starts)
        better = least < cost[source[starts]]
        if not better.any():
            break
        for place in np.flatnonzero(better):
            stop = starts[place + 1] if place + 1 < len(starts) else len(source)
            best = starts[place] + int(through[starts[place] : stop].argmin())
            cost[source[best]], first[source[best]] = through[best], order[best]
    return cost, first


def everybody(season: Season, allocation: Allocation) -> Sequence[Why]:
    """Why each of those wait who do and have a pair."""
    waiting = Waiting(season, allocation)
    has_pair = np.bincount(season.person[~season.forbidden], minlength=season.people) > 0
    found = np.flatnonzero((allocation.pair == WAITING) & has_pair)
    return [waiting.why(int(person)) for person in found]
