"""Draws a stratified sample that anybody can draw again, without our program too.

Each unit of the frame is ordered by SHA-256 of "seed|id" (as hexadecimal text); ids are in lower
case. In each stratum the first units of that order are drawn. How many each stratum gives is in
proportion to its size, by the largest remainders (Hamilton's method; equal remainders go to the
larger stratum, then by name). Sorting by a hash of a public seed is a simple random sample without
replacement as long as the seed is chosen without knowing what it draws: it is made by the system
and kept before the frame is read (Cochran, Sampling Techniques, 3rd ed., 1977, chapters 2 and 5).
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, kw_only=True)
class Unit:
    """One of the frame: its id as text, and its stratum ("" where nothing parts the frame)."""

    id: str
    stratum: str = ""


@dataclass(frozen=True, kw_only=True)
class Place:
    """A unit's place in the order of its stratum, from 1, and whether it is drawn."""

    id: str
    stratum: str
    position: int
    is_drawn: bool


def order_key(seed: str, unit_id: str) -> str:
    return hashlib.sha256(f"{seed}|{unit_id}".encode()).hexdigest()


def fingerprint(units: Iterable[Unit]) -> str:
    """Of the whole frame, whatever its order: SHA-256 of its lines "id|stratum", sorted."""
    lines = sorted(f"{unit.id}|{unit.stratum}" for unit in units)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def allocate(sizes: Mapping[str, int], size: int) -> dict[str, int]:
    """How many of `size` each stratum gives, in proportion to its size; they add up to `size`.

    `size` is at most the sum of `sizes`, and no stratum gives more than it has.
    """
    frame = sum(sizes.values())
    if not 0 <= size <= frame:
        raise ValueError(f"a sample of {size} from a frame of {frame}")
    if not frame:
        return {}
    exact = {name: Fraction(size * count, frame) for name, count in sizes.items()}
    given = {name: int(share) for name, share in exact.items()}
    by_remainder = sorted(sizes, key=lambda name: (given[name] - exact[name], -sizes[name], name))
    for name in by_remainder[: size - sum(given.values())]:
        given[name] += 1
    return given


def draw(units: Sequence[Unit], *, size: int, seed: str) -> list[Place]:
    """Every unit of the frame with its place: O(n log n), in the order of strata and places."""
    strata: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        strata[unit.stratum].append(unit)
    given = allocate({name: len(found) for name, found in strata.items()}, size)
    return [
        Place(id=unit.id, stratum=name, position=n, is_drawn=n <= given[name])
        for name in sorted(strata)
        for n, unit in enumerate(sorted(strata[name], key=lambda u: order_key(seed, u.id)), 1)
    ]
