"""Comparing many Bloom filters with many by counting bits, compiled by Numba."""

from functools import lru_cache
from typing import Any

import numba
import numpy as np
import numpy.typing as npt
from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

Words = npt.NDArray[np.uint64]
Counts = npt.NDArray[np.int32]
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

WORDS = 16
# So many filters of one side are compared at a time with so many of the other: they stay in the
# processor's nearest memory, and its vector instructions count bits of several at once.
ROWS, COLUMNS = 64, 256
ROOM = 64


def _instruction(typing: Any, word: Any) -> Any:
    def made(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        kind = ir.FunctionType(ir.IntType(64), [ir.IntType(64)])
        function = cgutils.get_or_insert_function(  # type: ignore[no-untyped-call]
            builder.module, kind, "llvm.ctpop.i64"
        )
        return builder.call(function, arguments)

    return types.uint64(types.uint64), made


# The processor's own counting of bits.
_popcount: Any = intrinsic(_instruction)


def _keep(  # type: ignore[no-untyped-def]  # Numba infers them
    a, a_counts, first, last, b, b_counts, threshold, lesser, kept, likeness, found
):
    """`b` has a column for each filter, by rising counts; `first` to `last` may be alike."""
    for chunk in numba.prange((a.shape[0] + ROWS - 1) // ROWS):
        start, stop = chunk * ROWS, min(a.shape[0], (chunk + 1) * ROWS)
        shared = np.empty(COLUMNS, np.uint64)
        for begin in range(first[start:stop].min(), last[start:stop].max(), COLUMNS):
            end = min(begin + COLUMNS, b.shape[1])
            for i in range(start, stop):
                if first[i] >= end or last[i] <= begin:
                    continue
                shared[:] = 0
                for word in range(0, WORDS, 4):
                    one, two = a[i, word], a[i, word + 1]
                    three, four = a[i, word + 2], a[i, word + 3]
                    ones, twos = b[word, begin:end], b[word + 1, begin:end]
                    threes, fours = b[word + 2, begin:end], b[word + 3, begin:end]
                    for j in range(end - begin):
                        shared[j] += (
                            _popcount(one & ones[j])
                            + _popcount(two & twos[j])
                            + _popcount(three & threes[j])
                            + _popcount(four & fours[j])
                        )
                least = b_counts[begin]
                fewer, more = min(a_counts[i], least), max(a_counts[i], least)
                # Whoever has more bits needs more of them shared: the block's least is enough.
                enough = np.uint64(max(1, int(threshold * (lesser * fewer + (1 - lesser) * more))))
                any_found = False
                for j in range(end - begin):
                    any_found |= shared[j] >= enough
                if not any_found:
                    continue
                for j in range(end - begin):
                    if shared[j] < enough:
                        continue
                    count = b_counts[begin + j]
                    fewer, more = min(a_counts[i], count), max(a_counts[i], count)
                    whole = lesser * fewer + (1 - lesser) * more
                    if shared[j] >= threshold * whole:
                        if found[i] < kept.shape[1]:
                            kept[i, found[i]] = begin + j
                            likeness[i, found[i]] = shared[j] / whole
                        found[i] += 1


@lru_cache(maxsize=1)
def _compiled() -> Any:
    """Kept for the next process where there is a place to write it to."""
    try:
        return numba.njit(nogil=True, parallel=True, cache=True)(_keep)
    except RuntimeError:
        return numba.njit(nogil=True, parallel=True)(_keep)


def alike(
    a: Words, a_counts: Counts, b: Words, b_counts: Counts, threshold: float, lesser: float = 0.5
) -> tuple[Ints, Ints, Floats]:
    """Rows of `a` and `b` (n, 16) that are alike by at least `threshold`, and by how much.

    Alike is what both have by `lesser` parts of the filter with fewer bits and the rest of the
    other (Tversky 1977, made symmetric): Dice's coefficient with a half. Filters without any bit
    are like nothing.
    """
    if not len(a) or not len(b):
        return np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0)
    order = np.argsort(b_counts, kind="stable")
    columns, counts = np.ascontiguousarray(b[order].T), b_counts[order]
    first, last = _window(a_counts, counts, threshold, lesser)
    kept, likeness, found = _kept(
        ROOM, a, a_counts, first, last, columns, counts, threshold, lesser
    )
    filled = np.arange(ROOM) < found[:, None]
    rows, places, alikeness = np.nonzero(filled)[0], kept[filled], likeness[filled]
    # Who is like many is compared again, with room for all.
    many = np.flatnonzero(found > ROOM)
    if len(many):
        few = found[rows] <= ROOM
        kept, likeness, found = _kept(
            int(found.max()), np.ascontiguousarray(a[many]), a_counts[many], first[many],
            last[many], columns, counts, threshold, lesser,
        )  # fmt: skip
        filled = np.arange(kept.shape[1]) < found[:, None]
        rows = np.concatenate([rows[few], many[np.nonzero(filled)[0]]])
        places = np.concatenate([places[few], kept[filled]])
        alikeness = np.concatenate([alikeness[few], likeness[filled]])
    return rows, order[places], alikeness


def _kept(room: int, a: Words, *others: Any) -> tuple[Ints, Floats, Ints]:
    kept = np.empty((len(a), room), np.int64)
    likeness = np.empty((len(a), room))
    found = np.zeros(len(a), np.int64)
    _compiled()(a, *others, kept, likeness, found)
    return kept, likeness, found


def _window(a_counts: Counts, counts: Counts, threshold: float, lesser: float) -> tuple[Ints, Ints]:
    """Where in the rising `counts` those stand that are not too many or too few to be alike."""
    # fewer >= threshold * (lesser * fewer + (1 - lesser) * more), and one bit to spare.
    part = threshold * (1 - lesser) / max(1e-9, 1 - threshold * lesser)
    least = np.floor(a_counts * part) - 1
    most = np.ceil(a_counts / max(1e-9, part)) + 1
    first = np.searchsorted(counts, np.maximum(1, least), "left")
    last = np.searchsorted(counts, most, "right")
    return first.astype(np.int64), np.maximum(first, last).astype(np.int64)
