"""One indicator's tables, put to the engine: what hangs together with what, before and now."""

import math
from dataclasses import dataclass, replace
from typing import Any

from homeward.disclosure.suppression import Pattern, protect
from homeward.disclosure.tables import (
    TOTAL,
    Contradiction,
    Dimension,
    Label,
    Rule,
    Table,
    box_of,
)
from homeward.statistics.choices import Hidden
from homeward.statistics.cuts import SHARE, Cut, Row, replaced

REACHED, YES, NO = "reached", "yes", "no"
PERIOD, STANDING, NOW = "period", "standing", "now"
REST = "(rest)"
NEAR = 1e-6


@dataclass(frozen=True)
class Shown:
    """The tables without what is hidden. is_exposed: something could be told all the same."""

    cuts: list[Cut]
    is_exposed: bool


@dataclass(frozen=True, kw_only=True)
class Reading:
    """How the engine is to see the figures. overlapping: ways to cut that can name one person
    twice (several donors); is_linked: earlier releases tell of the same people."""

    overlapping: frozenset[str]
    is_linked: bool


NEVER_TWICE = frozenset({"sex", "age_band"})


def protected(cuts: list[Cut], before: list[list[Cut]], least: int) -> Shown:
    """By the closest reading that the figures allow; each leaves an attacker less to go by."""
    dims = frozenset(name for cut in cuts for name in cut.cut) - NEVER_TWICE
    readings = [Reading(overlapping=frozenset(), is_linked=True)]
    readings += [Reading(overlapping=frozenset({name}), is_linked=True) for name in sorted(dims)]
    readings += [
        Reading(overlapping=dims, is_linked=True),
        Reading(overlapping=frozenset(), is_linked=False),
        Reading(overlapping=dims, is_linked=False),
        Reading(overlapping=dims | NEVER_TWICE, is_linked=False),
    ]
    for reading in readings[:-1]:
        try:
            return _Release(cuts, before, least, reading).shown()
        except Contradiction:
            continue
    return _Release(cuts, before, least, readings[-1]).shown()


class _Release:
    """One indicator's tables, put to the engine under one reading."""

    def __init__(
        self, cuts: list[Cut], before: list[list[Cut]], least: int, reading: Reading
    ) -> None:
        self.cuts, self.reading, self.least = cuts, reading, least
        self.before = before if reading.is_linked else []
        self.every = [*cuts, *(cut for release in self.before for cut in release)]
        self.past: dict[Any, list[Row]] = {}
        for cut in (cut for release in before for cut in release):
            for row in cut.rows:
                self.past.setdefault((cut.cut, _key(row)), []).append(row)
        self.dimensions = self._dimensions()
        self.known = {one.name: one for one in self.dimensions}

    def shown(self) -> Shown:
        now = [self._table(cut, NOW) for cut in self.cuts]
        past = [
            self._table(cut, f"r{number}")
            for number, release in enumerate(self.before)
            for cut in release
        ]
        rule = Rule(least=self.least, width=self.least)
        pattern = protect(self.dimensions, now, past, rule)
        cuts = [self._shown(cut, table, pattern) for cut, table in zip(self.cuts, now, strict=True)]
        return Shown(cuts, bool(pattern.exposed))

    def _dimensions(self) -> list[Dimension]:
        names = dict.fromkeys(name for cut in self.every for name in cut.cut)
        found = []
        for name in names:
            values = dict.fromkeys(
                r.keys[name] for c in self.every for r in c.rows if name in c.cut
            )
            if name in self.reading.overlapping:
                found += [Dimension(name=f"{name}={v}", leaves=(YES, NO)) for v in values]
            else:
                rest = (REST,) if self._has_rest(name) else ()
                found.append(Dimension(name=name, leaves=(*(f"={v}" for v in values), *rest)))
        found.append(self._period())
        found.append(Dimension(name=REACHED, leaves=(YES, NO), tells=True))
        releases = [f"r{number}" for number in range(len(self.before))]
        grown = {one: frozenset(releases[: n + 1]) for n, one in enumerate(releases)}
        return [
            *found,
            Dimension(
                name=STANDING,
                leaves=(*(f"in {one}" for one in releases), "since"),
                groups={
                    one: frozenset(f"in {part}" for part in parts) for one, parts in grown.items()
                },
            ),
        ]

    def _period(self) -> Dimension:
        """Days between the first and last days of all periods; the rest of all time."""
        spans = {(row.starts, row.ends) for cut in self.every for row in cut.rows if row.starts}
        # A period ends the day before the next begins: its end is taken as open.
        marks = sorted({start for start, _end in spans} | {f"{end}~" for _start, end in spans})
        groups = {
            f"{start}/{end}": frozenset(one for one in marks if start <= one <= end)
            for start, end in spans
        }
        return Dimension(name=PERIOD, leaves=(*marks, REST), groups=groups)

    def _has_rest(self, name: str) -> bool:
        """Whether somewhere the parts of a total are fewer than it, or can't be compared."""
        for cut in self.every:
            if name not in cut.cut:
                continue
            whole = self._whole(cut, name)
            parts: dict[Any, float] = {}
            for row in cut.rows:
                parts.setdefault(_key(row, leave=name), 0)
                parts[_key(row, leave=name)] += row.count or 0
                if row.count is None:
                    parts[_key(row, leave=name)] = math.nan
            if any(key in whole and whole[key] > count for key, count in parts.items()):
                return True
        return False

    def _whole(self, cut: Cut, name: str) -> dict[Any, int]:
        rest = tuple(one for one in cut.cut if one != name)
        return {
            _key(row): row.count
            for other in self.cuts
            if other.cut == rest
            for row in other.rows
            if row.count is not None
        }

    def _table(self, cut: Cut, standing: str) -> Table:
        names, cells, small = self._names(cut), {}, set()
        for row in cut.rows:
            for answer, value in _counts(row, cut).items():
                label = self._label(cut, row, answer, names)
                cells[label] = None if value is None else float(value)
                if standing == NOW and self._is_few(row, value):
                    small.add(label)
                if standing == NOW and self._has_moved(cut, row, answer, value):
                    small.add(label)
        where = {} if standing == NOW else {STANDING: standing}
        return Table(
            name=" ".join([cut.code, *cut.cut]), dimensions=tuple(names), cells=cells,
            where=where, small=frozenset(small),
        )  # fmt: skip

    def _names(self, cut: Cut) -> list[str]:
        names: list[str] = []
        for name in cut.cut:
            if name in self.reading.overlapping:
                names += [one for one in self.known if one.startswith(f"{name}=")]
            else:
                names.append(name)
        return [*names, PERIOD, REACHED]

    def _label(self, cut: Cut, row: Row, answer: str, names: list[str]) -> Label:
        at: dict[str, str] = {PERIOD: f"{row.starts}/{row.ends}" if row.starts else TOTAL}
        at[REACHED] = answer
        for name in cut.cut:
            if name in self.reading.overlapping:
                at[f"{name}={row.keys[name]}"] = YES
            else:
                at[name] = f"={row.keys[name]}"
        return tuple(at.get(name, TOTAL) for name in names)

    def _is_few(self, row: Row, value: int | None) -> bool:
        return bool(value) and 0 < row.persons < self.least

    def _has_moved(self, cut: Cut, row: Row, answer: str, value: int | None) -> bool:
        """By a few, since an earlier release: who compares them knows how those few answered."""
        if value is None:
            return False
        was = [_counts(old, cut).get(answer) for old in self.past.get((cut.cut, _key(row)), [])]
        return any(old is not None and 0 < abs(value - old) < self.least for old in was)

    def _shown(self, cut: Cut, table: Table, pattern: Pattern) -> Cut:
        names = self._names(cut)
        rows = []
        for row in cut.rows:
            label = self._label(cut, row, TOTAL, names)
            if pattern.is_hidden(table, label):
                box = box_of(self.known, table.dimensions, label, table.where)
                known = pattern.intervals.get(box)
                low = math.floor(known.low + NEAR) if known else 0
                high = math.ceil(known.high - NEAR) if known and known.high < math.inf else None
                rows.append(_without(row, Hidden.ALL, low, high))
            elif cut.measure == SHARE and any(
                pattern.is_hidden(table, self._label(cut, row, answer, names))
                for answer in (YES, NO)
            ):
                rows.append(_without(row, Hidden.REACHED, None, None))
            else:
                rows.append(row)
        return replaced(cut, rows)


def _key(row: Row, leave: str = "") -> Any:
    """Which people a row is of: its period and its categories, but for one."""
    keys = tuple(sorted((name, v) for name, v in row.keys.items() if name != leave))
    return row.starts, row.ends, keys


def _counts(row: Row, cut: Cut) -> dict[str, int | None]:
    """A row's cells by their answer: all, and of a share those who did and those who did not."""
    if cut.measure != SHARE:
        return {TOTAL: row.count}
    both = row.count is not None and row.reached is not None
    rest = row.count - row.reached if both else None  # type: ignore[operator]
    return {TOTAL: row.count, YES: row.reached, NO: rest}


def _without(row: Row, what: Hidden, low: int | None, high: int | None) -> Row:
    count = None if what == Hidden.ALL else row.count
    return replace(
        row, count=count, reached=None, value=None, hidden=what.value, low=low, high=high
    )
