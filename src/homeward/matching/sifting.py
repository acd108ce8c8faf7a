"""The best flow over few options: most of a large season's options are nobody's best at any price.

Prices are felt for by raising those of choices that are asked for too much (a tatonnement; Walras
1874; as a dual ascent in Bertsekas, "Network Optimization", 1998, section 6.1). Options that come
near their person's best at these prices are solved exactly, all others are then held against the
exact prices, and those that would be better are taken in: column generation, so the end is exact
however well the prices were felt.
"""

from dataclasses import replace

import numpy as np

from homeward.matching.options import Options, best_flow
from homeward.matching.prices import least_prices
from homeward.matching.season import WAITING, Floats, Ints, Marks

# Below this many options one flow over all of them is quicker.
SIFTED_FROM = 100_000
ROUNDS, STEP, NEAR = 15, 0.1, 0.03
TRIES = 6


def best_sharing(options: Options, sifted_from: int = SIFTED_FROM) -> tuple[Ints, Ints] | None:
    """The option of each, (people,), and the least prices, (choices,); None where there is no way.

    Raises OverflowError as `best_flow` does.
    """
    is_large = len(options.person) >= sifted_from
    kept = _promising(options) if is_large else np.empty(0, np.bool_)
    for _try in range(TRIES if is_large else 0):
        chosen = np.flatnonzero(kept)
        few = _only(options, chosen)
        taken = best_flow(few, few.value)
        if taken is None:
            break
        prices = least_prices(few, taken)
        gain = few.value[taken] - prices[few.choice[taken]]
        better = options.value - prices[options.choice] > gain[options.person]
        if not better.any():
            return chosen[taken], prices
        kept |= better
    taken = best_flow(options, options.value)
    return None if taken is None else (taken, least_prices(options, taken))


def _only(options: Options, chosen: Ints) -> Options:
    return replace(
        options,
        person=options.person[chosen],
        choice=options.choice[chosen],
        value=options.value[chosen],
        pair=options.pair[chosen],
    )


def _promising(options: Options) -> Marks:
    """(options,): what is near its person's best at prices felt for, and waiting."""
    order = np.argsort(options.person, kind="stable")
    starts = np.flatnonzero(np.append(True, np.diff(options.person[order]) != 0))
    lengths = np.diff(np.append(starts, len(order)))
    choice, value = options.choice[order], options.value[order].astype(float)
    most = float(value.max(initial=1.0))
    prices = np.zeros(len(options.capacity))
    for number in range(ROUNDS):
        behind = _behind(value - prices[choice], starts, lengths)
        asked = np.bincount(choice[behind <= 0], minlength=len(prices))
        surplus = (asked - options.capacity) / np.maximum(options.capacity, 1)
        step = STEP * most / (1 + 0.3 * number)
        prices = np.maximum(0, prices + step * np.clip(surplus, -1, 2))
    kept: Marks = options.pair == WAITING
    kept[order] |= _behind(value - prices[choice], starts, lengths) <= NEAR * most
    return kept


def _behind(worth: Floats, starts: Ints, lengths: Ints) -> Floats:
    """By how much each option is behind its person's best: (options,)."""
    behind: Floats = np.repeat(np.maximum.reduceat(worth, starts), lengths) - worth
    return behind
