"""Prices of places and floors, from the residual network of a sharing that is the best.

Moving somebody from one choice to another changes the sum. A price is the most that a chain of
such moves brings which ends in that choice: what one more place there would be worth (the least
dual solution; Ahuja, Magnanti and Orlin 1993, sections 9.2 to 9.5).
"""

from dataclasses import dataclass

import numpy as np

from homeward.matching.options import Options
from homeward.matching.season import Ints, Marks

LARGEST = int(np.iinfo(np.int64).max)


class NotTheBest(ValueError):
    """Prices rise without end: the sharing can be bettered, so nothing proves it."""


@dataclass(frozen=True)
class Moves:
    """The best move between each two choices, by where it goes: all (moves,).

    `gain` is what it adds to the sum, `option` what its person would take then.
    """

    source: Ints
    target: Ints
    gain: Ints
    option: Ints


def is_full(options: Options, taken: Ints) -> Marks:
    """(choices,): whether no place is left there."""
    used = np.bincount(options.choice[taken], minlength=len(options.capacity))
    full: Marks = used >= options.capacity
    return full


def best_moves(options: Options, taken: Ints, towards: Marks) -> Moves:
    """The best moves that end in a choice of `towards`, (choices,)."""
    here = options.choice[taken]
    worth = options.value[taken]
    found = np.flatnonzero(towards[options.choice])
    source = here[options.person[found]]
    away = source != options.choice[found]
    found, source = found[away], source[away]
    gain = options.value[found] - worth[options.person[found]]
    key = options.choice[found] * len(options.capacity) + source
    order = _order(key, gain)
    last = np.flatnonzero(np.append(np.diff(key[order]) != 0, True)) if len(order) else order
    best = order[last]
    return Moves(source[best], options.choice[found][best], gain[best], found[best])


def _order(key: Ints, gain: Ints) -> Ints:
    """By key, then by gain; as one number where both fit into it, which is quicker."""
    least, most = int(gain.min(initial=0)), int(gain.max(initial=0))
    span = most - least + 1
    if int(key.max(initial=0)) < LARGEST // span - 1:
        return np.argsort(key * span + (gain - least))
    return np.lexsort((gain, key))


def least_prices(options: Options, taken: Ints) -> Ints:
    """What one more place of each choice would bring, in millionths: (choices,), from 0.

    Bellman and Ford over choices. Raises NotTheBest where `taken` isn't a best sharing.
    """
    moves = best_moves(options, taken, is_full(options, taken))
    prices = np.zeros(len(options.capacity), np.int64)
    if not len(moves.target):
        return prices
    starts = np.flatnonzero(np.append(True, np.diff(moves.target) != 0))
    targets = moves.target[starts]
    for _round in range(len(prices) + 1):
        reached = np.maximum.reduceat(prices[moves.source] + moves.gain, starts)
        better = reached > prices[targets]
        if not better.any():
            return prices
        prices[targets[better]] = reached[better]
    raise NotTheBest
