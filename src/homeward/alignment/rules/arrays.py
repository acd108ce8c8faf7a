"""Small parts of the comparison: sets to arrays, masks of reasons."""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from homeward.alignment.choices import Verdict, Why
from homeward.alignment.rules.reasons import bit

Flags = npt.NDArray[np.bool_]
Masks = npt.NDArray[np.int64]
Verdicts = npt.NDArray[np.int8]
Days = npt.NDArray[np.float64]
Members = npt.NDArray[np.float32]


def has(reasons: Masks, *whys: Why) -> Flags:
    """Where any of these reasons stands."""
    return np.asarray((reasons & sum(bit(why) for why in whys)) != 0)


def note(reasons: Masks, where: Flags, why: Why) -> Flags:
    reasons |= np.where(where, bit(why), 0)
    return where


def decided(contradict: Flags, meet: Flags) -> Verdicts:
    found = np.where(contradict, Verdict.CONTRADICT, np.where(meet, Verdict.MEET, Verdict.UNKNOWN))
    return found.astype(np.int8)


def membership(sets: Sequence[Iterable[str]]) -> npt.NDArray[np.float32]:
    """Row for each set, column for each thing that any of them holds."""
    column = {name: number for number, name in enumerate(sorted({n for s in sets for n in s}))}
    found = np.zeros((len(sets), len(column)), dtype=np.float32)
    for row, names in enumerate(sets):
        found[row, [column[name] for name in names]] = 1
    return found


def any_shared(sets: Sequence[Iterable[str]]) -> Flags:
    members = membership(sets)
    return np.asarray(members @ members.T > 0)


def both_known(values: Iterable[object]) -> Flags:
    """Where both sides hold something."""
    each = np.array([bool(value) for value in values], dtype=bool)
    return np.asarray(each[:, None] & each[None, :])
