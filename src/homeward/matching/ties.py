"""Sharings of the same sum: first the one that places more people, then by lot, openly.

A pair's lot is drawn from a seed that everybody can read, from the names alone: whoever has seed
and names can draw it again, and nobody's lot depends on who else is there or on a file's order.
"""

from collections.abc import Sequence
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from homeward.matching.options import Options, best_flow
from homeward.matching.season import WAITING, Ints

LOT_BITS = 20


def names_drawn(seed: str, names: Sequence[str]) -> NDArray[np.uint64]:
    """(names,): eight bytes of SHA-256 of the seed and each name."""
    digests = b"".join(sha256(f"{seed}\n{name}".encode()).digest()[:8] for name in names)
    return np.frombuffer(digests, dtype=">u8").astype(np.uint64)


def lots(people: NDArray[np.uint64], offers: NDArray[np.uint64]) -> Ints:
    """(pairs,): a number from 1 to 2**20 of the two draws of each pair (SplitMix64's mixing)."""
    mixed = people ^ (offers * np.uint64(0x9E3779B97F4A7C15))
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed ^= mixed >> np.uint64(31)
    drawn: Ints = (mixed >> np.uint64(64 - LOT_BITS)).astype(np.int64) + 1
    return drawn


def settle(options: Options, taken: Ints, prices: Ints, lot: Ints) -> Ints:
    """Of all sharings with the sum of `taken`, the one that the rule names: (people,).

    By complementary slackness these are the sharings that use options at their best price alone
    and fill each choice that has a price; so the second solve is over few options, and exact.
    `lot` is (pairs,).
    """
    worth = options.value - prices[options.choice]
    tight = np.flatnonzero(worth == worth[taken][options.person])
    several = np.bincount(options.person[tight], minlength=options.people) > 1
    if not several.any():
        return taken
    return _settle_among(options, taken, tight[several[options.person[tight]]], prices, lot)


def _settle_among(options: Options, taken: Ints, open_: Ints, prices: Ints, lot: Ints) -> Ints:
    persons, person = np.unique(options.person[open_], return_inverse=True)
    others = np.ones(options.people, np.bool_)
    others[persons] = False
    used = np.bincount(options.choice[taken[others]], minlength=len(options.capacity))
    among = Options(
        people=len(persons),
        offers=options.offers,
        person=person.astype(np.int64),
        choice=options.choice[open_],
        value=options.value[open_],
        pair=options.pair[open_],
        capacity=options.capacity - used,
    )
    is_place = among.pair != WAITING
    drawn = np.where(is_place, lot[np.where(is_place, among.pair, 0)], 0)
    # Above the sum of all lots: one more person placed comes before any lot.
    more = int(drawn.max(initial=0)) * len(persons) + 1
    found = best_flow(among, drawn + np.where(is_place, more, 0), must_fill=prices > 0)
    settled = taken.copy()
    if found is not None:
        settled[persons] = open_[found]
    return settled
