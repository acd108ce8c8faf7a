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
# Bits are counted in this many steps; after each, what can no longer be alike is left.
STEP = 4
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
    a, a_counts, a_rest, b, b_counts, b_rest, threshold, lesser, kept, likeness, found
):
    for i in numba.prange(a.shape[0]):
        for j in range(b.shape[0]):
            fewer = min(a_counts[i], b_counts[j])
            whole = lesser * fewer + (1 - lesser) * max(a_counts[i], b_counts[j])
            # What must be shared, so that shared / whole reaches the threshold.
            needed = threshold * whole
            if fewer < needed or fewer == 0:
                continue
            shared = 0
            for word in range(WORDS):
                shared += int(_popcount(a[i, word] & b[j, word]))
                if word % STEP == STEP - 1:
                    rest = min(a_rest[i, word // STEP], b_rest[j, word // STEP])
                    if shared + rest < needed:
                        shared = -1
                        break
            if shared >= 0:
                if found[i] < kept.shape[1]:
                    kept[i, found[i]] = j
                    likeness[i, found[i]] = shared / whole
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
    rests = _rest(a), _rest(b)
    room = ROOM
    while True:
        kept = np.zeros((len(a), room), np.int32)
        likeness = np.zeros((len(a), room))
        found = np.zeros(len(a), np.int64)
        _compiled()(
            a, a_counts, rests[0], b, b_counts, rests[1], threshold, lesser, kept, likeness, found
        )
        if found.max(initial=0) <= room:
            break
        room = int(found.max())
    filled = np.arange(room) < found[:, None]
    return np.nonzero(filled)[0], kept[filled].astype(np.int64), likeness[filled]


def _rest(bits: Words) -> Counts:
    """How many bits are set after each step."""
    words = np.bitwise_count(bits).astype(np.int32)
    after = words[:, ::-1].cumsum(axis=1, dtype=np.int32)[:, ::-1]
    return np.hstack([after[:, STEP::STEP], np.zeros((len(bits), 1), np.int32)])
