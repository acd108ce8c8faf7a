"""From profile to work, counted: how many of those profiled reached each step, and how fast.

One `Path` is one search. A step is reached on the first day on which any candidacy of the search
reached it. Shares are of all profiled and of the step before; for the months after the placement
they are of those whose day has come. A count below the threshold is shown to whoever owns all of
its rows alone, and a second cell is held back where the first could be computed from the sum.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import median

STEPS = ("profiled", "matched", "agreed", "shortlisted", "interviewed", "offered", "placed")


@dataclass(frozen=True, kw_only=True)
class Path:
    """`days` holds the first day of each step that was reached; `due` and `in_work` the months
    after the first day of work whose day has come, and in which the person was in work.
    `unknown`: the months that are due and of which nobody knows."""

    days: dict[str, date]
    is_own: bool = True
    due: frozenset[int] = frozenset()
    in_work: frozenset[int] = frozenset()
    unknown: frozenset[int] = frozenset()
    groups: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Count:
    """`own` of them are the reader's organisation's own."""

    all: int
    own: int

    def is_small(self, smallest: int) -> bool:
        return 0 < self.all < smallest and self.own < self.all


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One step: `count` of `base`; `of_all` and `of_base` in percent, None where held back or of
    nobody; `days` is the median since the step before; `unknown` of the base nobody knows."""

    step: str
    months: int | None
    count: int | str
    base: int | str
    of_all: float | None
    of_base: float | None
    days: float | None
    unknown: int | str = 0


def counted(paths: Sequence[Path], key: str) -> Count:
    found = [path for path in paths if key in path.days]
    return Count(len(found), sum(path.is_own for path in found))


def _of_month(paths: Sequence[Path], months: int, which: str) -> Count:
    found = [path for path in paths if months in getattr(path, which)]
    return Count(len(found), sum(path.is_own for path in found))


def written(count: Count, smallest: int) -> int | str:
    return f"<{smallest}" if count.is_small(smallest) else count.all


def figures(paths: Sequence[Path], months: Sequence[int], *, smallest: int) -> list[Figure]:
    """The steps in their order, then the months after the placement."""
    everybody = counted(paths, STEPS[0])
    found, before = [], everybody
    for number, step in enumerate(STEPS):
        count = counted(paths, step)
        waited = _waited(paths, STEPS[number - 1], step) if number else []
        found.append(_figure(step, None, count, before, everybody, waited, smallest=smallest))
        before = count
    for month in months:
        due, here = _of_month(paths, month, "due"), _of_month(paths, month, "in_work")
        unknown = _of_month(paths, month, "unknown")
        found.append(
            _figure("in_work", month, here, due, everybody, [], smallest=smallest, unknown=unknown)
        )
    return found


def _figure(
    step: str,
    months: int | None,
    count: Count,
    base: Count,
    everybody: Count,
    waited: Sequence[int],
    *,
    smallest: int,
    unknown: Count | None = None,
) -> Figure:
    held = count.is_small(smallest)
    return Figure(
        step=step,
        months=months,
        count=written(count, smallest),
        base=written(base, smallest),
        of_all=None if held or everybody.is_small(smallest) else _share(count, everybody),
        of_base=None if held or base.is_small(smallest) else _share(count, base),
        days=None if held or not waited else float(median(waited)),
        unknown=written(unknown, smallest) if unknown else 0,
    )


def _share(part: Count, whole: Count) -> float | None:
    return 100 * part.all / whole.all if whole.all else None


def _waited(paths: Sequence[Path], before: str, step: str) -> list[int]:
    """Days from the step before, of those who made both, in this order."""
    both = [
        (path.days[step] - path.days[before]).days
        for path in paths
        if step in path.days and before in path.days
    ]
    return [days for days in both if days >= 0]


def grouped(
    paths: Sequence[Path], by: str, order: Sequence[str], *, smallest: int
) -> list[tuple[str, list[int | str]]]:
    """For each group its counts of the steps. Columns are held back so that none can be computed
    from its sum."""
    names = [name for name in order if any(path.groups.get(by) == name for path in paths)]
    names += sorted({path.groups.get(by, "") for path in paths} - set(names))
    columns = [
        held_back(
            [counted([p for p in paths if p.groups.get(by, "") == name], step) for name in names],
            smallest=smallest,
        )
        for step in STEPS
    ]
    return [(name, [column[row] for column in columns]) for row, name in enumerate(names)]


def held_back(cells: Sequence[Count], *, smallest: int) -> list[int | str]:
    """The cells of one sum: where one alone is held back, the next smallest goes with it."""
    hidden = {number for number, cell in enumerate(cells) if cell.is_small(smallest)}
    if len(hidden) == 1:
        others = [number for number, cell in enumerate(cells) if cell.all and number not in hidden]
        if others:
            hidden.add(min(others, key=lambda number: cells[number].all))
    return ["…" if n in hidden and not cell.is_small(smallest) else written(cell, smallest)
            for n, cell in enumerate(cells)]  # fmt: skip


AGES = ((18, "under_18"), (25, "18_24"), (35, "25_34"), (50, "35_49"))


def age_group(age: int | None) -> str:
    if age is None:
        return "unknown"
    return next((name for below, name in AGES if age < below), "50_and_over")
