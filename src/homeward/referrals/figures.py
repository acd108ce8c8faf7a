"""Pure: what a receiver tells its donor. Counts of referrals, never of anybody in particular.

A count below the customary smallest one is not told. Where one alone would then be left out of a
total, the next small one is left out with it, or the total would tell it by subtraction
(complementary suppression).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

COLUMNS = ("received", "in_time", "accepted", "started", "completed")
# What stands where a count could be told but would give another one away.
HIDDEN = "–"
# A number, or the text that stands for one that is not told.
Cell = int | str


@dataclass(frozen=True, kw_only=True)
class Counted:
    """One referral as far as figures go; `month` is its first day, `outcome` a code."""

    month: str = ""
    target: str = ""
    outcome: str = ""
    in_time: bool = False
    accepted: bool = False
    started: bool = False
    completed: bool = False

    def values(self) -> tuple[bool, ...]:
        return (True, self.in_time, self.accepted, self.started, self.completed)


def sums(rows: Iterable[Counted]) -> list[int]:
    """One count a column."""
    return [sum(column) for column in zip(*(row.values() for row in rows), strict=True)] or [
        0
    ] * len(COLUMNS)


def by(key: str, rows: Iterable[Counted]) -> dict[str, list[int]]:
    """The counts by month, target or outcome, in the order of names; no name counts nowhere."""
    parts: dict[str, list[Counted]] = {}
    for row in rows:
        if name := getattr(row, key):
            parts.setdefault(name, []).append(row)
    return {name: sums(parts[name]) for name in sorted(parts)}


def cell(count: int, *, smallest: int) -> Cell:
    """Nought is told: it is of nobody."""
    return f"<{smallest}" if 0 < count < smallest else count


def told(parts: Mapping[str, Sequence[int | None]], *, smallest: int) -> dict[str, list[Cell]]:
    """The parts of a total as they may be told, column by column. None is one too small already."""
    if not parts:
        return {}
    columns = [_column(counts, smallest) for counts in zip(*parts.values(), strict=True)]
    return {name: [column[row] for column in columns] for row, name in enumerate(parts)}


def _column(counts: Sequence[int | None], smallest: int) -> list[Cell]:
    small = {n for n, count in enumerate(counts) if count is None or 0 < count < smallest}
    cells: list[Cell] = [
        f"<{smallest}" if n in small or count is None else count for n, count in enumerate(counts)
    ]
    large = {n: count for n, count in enumerate(counts) if n not in small and count}
    if len(small) == 1 and large:
        cells[min(large, key=lambda n: large[n])] = HIDDEN
    return cells
