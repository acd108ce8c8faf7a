"""Which cells of tables are hidden so that no small count, and no hidden cell, can be worked out.

`protect` takes the tables of a release with all that was published before of the same people, and
gives the pattern with what remains to be known of each hidden cell. Three steps:

1. What tells by itself: counts below the least, empty categories that tell of everybody, and
   counts that follow from two others (a filter, the complement of a group, the growth between two
   releases).
2. What must be hidden with it. Small problems: the pattern of least loss by the mixed-integer
   model of Fischetti and Salazar (`exact`). Others: for each cell that can be worked out, the
   linear program that finds the cheapest two populations far enough apart, and hides what differs
   between them (L. Zayatz, Using linear programming methodology for disclosure avoidance purposes,
   US Bureau of the Census RR-92/02, 1992); then what turns out not to be needed is shown again.
3. The audit: the interval of every hidden cell is worked out as an attacker would.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy import sparse

from homeward.disclosure import exact, implied
from homeward.disclosure.audit import NEAR, Flags, Interval, Prober
from homeward.disclosure.moving import Mover
from homeward.disclosure.structure import Floats, System, system_of
from homeward.disclosure.tables import (
    Box,
    Contradiction,
    Dimension,
    Label,
    Rule,
    Table,
    box_of,
    boxes,
)

# A zero that everybody expects protects nothing: it is hidden where nothing else is left.
DEAR = 1000.0


@dataclass(frozen=True, kw_only=True)
class Exposed:
    """What was published before already tells this cell, whatever is hidden now."""

    box: Box
    interval: Interval


@dataclass(frozen=True, kw_only=True)
class Pattern:
    """small: cells hidden because they tell by themselves. complements: those hidden so that others
    can't be worked out. intervals: what can be worked out of each hidden cell and of each implied
    one (`implied`: counts that no table shows and that the tables would tell). exposed: what it is
    too late to hide; a release with any must not be published.
    """

    dimensions: Mapping[str, Dimension]
    small: frozenset[Box]
    complements: frozenset[Box]
    implied: frozenset[Box]
    intervals: Mapping[Box, Interval] = field(default_factory=dict)
    exposed: tuple[Exposed, ...] = ()

    def is_hidden(self, table: Table, label: Label) -> bool:
        box = box_of(self.dimensions, table.dimensions, label, table.where)
        return box in self.small or box in self.complements

    def hidden(self, table: Table) -> set[Label]:
        return {label for label in table.cells if self.is_hidden(table, label)}


def protect(
    dimensions: Sequence[Dimension],
    tables: Sequence[Table],
    published: Sequence[Table] = (),
    rule: Rule | None = None,
    *,
    with_intervals: bool = True,
) -> Pattern:
    """The pattern for `tables`, given what is `published` already (hidden cells left out).

    Counts are whole persons. Without intervals the audit only asks of each hidden cell whether its
    own is wide enough, which is much quicker for hundreds of them. Raises Contradiction where the
    figures can't all be true, TooLarge where the tables are linked beyond what can be checked,
    KeyError for unknown categories.
    """
    rule = rule or Rule()
    fixed, hidden = boxes(dimensions, published)
    free, _none = boxes(dimensions, tables)
    for box in fixed.keys() & free.keys():
        if fixed[box] != free[box]:
            raise Contradiction(f"published as {fixed[box]}, now {free[box]}: {box}")
    values = free | fixed
    system = system_of(dimensions, [*values, *(hidden - values.keys())], most=rule.most)
    work = _Work(system, np.array([values.get(box, 0.0) for box in system.cells]), rule)
    work.fixed[[system.number[box] for box in fixed]] = True
    telling = [one for one in dimensions if one.tells]
    # What was hidden once stays hidden, and must not come out by what is shown now.
    own = {box for box in free if box not in fixed and _tells(box, values, telling, rule)}
    known = {one.name: one for one in dimensions}
    own |= {box_of(known, t.dimensions, label, t.where) for t in tables for label in t.small}
    own = (own - fixed.keys()) | (hidden & free.keys())
    scopes = [(*table.dimensions, *table.where) for table in (*published, *tables)]
    told = implied.follow(system, values, scopes)
    also = {box for box in told if _tells(box, told | values, telling, rule)}
    work.aim(own | hidden, also)
    if work.targets:
        work.hide_complements()
    return work.pattern(dimensions, own, hidden - free.keys(), also, with_intervals)


def _tells(box: Box, values: Mapping[Box, float], telling: Iterable[Dimension], rule: Rule) -> bool:
    value = values[box]
    if 0 < value < rule.least:
        return True
    names = dict(box)
    # Nobody in a category, while there are people whom it could have held.
    return value == 0 and any(
        one.name in names and values.get(tuple(p for p in box if p[0] != one.name), 0) > 0
        for one in telling
    )


@dataclass
class _Work:
    """The state of one protection. values: (cells,); fixed, shown: (cells,), by cell."""

    system: System
    values: Floats
    rule: Rule
    fixed: Flags = field(init=False)
    shown: Flags = field(init=False)
    # By name: the row of the sum, and whether a cell of this number carries it.
    targets: dict[Box, sparse.csr_matrix] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.fixed = np.zeros(len(self.values), dtype=bool)
        self.shown = np.ones(len(self.values), dtype=bool)

    def aim(self, own: Iterable[Box], implied: Iterable[Box]) -> None:
        for box in own:
            self.shown[self.system.number[box]] = False
        for box in [*own, *implied]:
            self.targets[box] = self.system.row(box)

    def hide_complements(self) -> None:
        """Hides until each target, and each cell hidden for it, has an interval wide enough."""
        undecided = np.flatnonzero(self.shown & ~self.fixed)
        size = len(undecided) * len(self.targets) * self.system.unknowns
        if size <= self.rule.exact_up_to:
            best = exact.best(self.system, self.values, self.shown, self.fixed, self._costs(),
                              list(self.targets.values()), self.rule.width)  # fmt: skip
            self.shown = self.shown if best is None else best
        prober = Prober(self.system, self.values, self.shown.copy())
        lost = self._widen(prober)
        self._show_again(prober, lost)
        self.shown = prober.shown

    def _hidden(self, prober: Prober) -> dict[Box, sparse.csr_matrix]:
        numbers = [int(i) for i in np.flatnonzero(~prober.shown)]
        return {self.system.cells[i]: self.system.rows[i] for i in numbers} | self.targets

    def _widen(self, prober: Prober) -> set[Box]:
        """Hides for one cell after another; what is wide stays so while more is hidden. Gives those
        that nothing can widen any more."""
        waiting, lost = self._hidden(prober), set()
        mover = Mover(prober, self._costs(), self.rule.width)
        while waiting:
            box, row = next(iter(waiting.items()))
            if prober.is_wide(row, self.rule.width):
                del waiting[box]
                continue
            chosen, other = mover.cheapest(row)
            if not chosen:
                lost.add(box)
                del waiting[box]
            for number in chosen:
                prober.hide(number)
                mover.hide(number)
                waiting[self.system.cells[number]] = self.system.rows[number]
            if other is not None:
                prober.learn(other)
        return lost

    def _show_again(self, prober: Prober, lost: set[Box]) -> None:
        """What later complements have made needless, the dearest first."""
        hidden = [int(i) for i in np.flatnonzero(~prober.shown)]
        extra = [i for i in hidden if self.system.cells[i] not in self.targets]
        if len(extra) * len(hidden) > self.rule.tidy_up_to:
            return
        for number in sorted(extra, key=lambda i: (-self._costs()[i], i)):
            prober.show(number)
            rest = ((box, row) for box, row in self._hidden(prober).items() if box not in lost)
            if not all(prober.is_wide(row, self.rule.width) for _box, row in rest):
                prober.hide(number)

    def _costs(self) -> Floats:
        """(cells,) what is lost by hiding one: the more people it tells of the more, by logarithm;
        a published one can't be hidden."""
        costs = 1.0 + np.log1p(self.values)
        costs[self.values == 0] = DEAR
        costs[self.fixed] = np.inf
        return costs

    def pattern(
        self,
        dimensions: Sequence[Dimension],
        own: set[Box],
        before: set[Box],
        also: set[Box],
        with_intervals: bool,
    ) -> Pattern:
        cells = self.system.cells
        hidden = {cells[int(i)] for i in np.flatnonzero(~self.shown)}
        known: dict[Box, Interval] = {}
        if hidden or also:
            prober = Prober(self.system, self.values, self.shown.copy())
            known = {
                box: prober.interval(row)
                for box, row in self._hidden(prober).items()
                if with_intervals or not prober.is_wide(row, self.rule.width)
            }
        narrow = [box for box, one in known.items() if one.width < self.rule.width - NEAR]
        return Pattern(
            dimensions={one.name: one for one in dimensions},
            small=frozenset(own),
            complements=frozenset(hidden - own - before),
            implied=frozenset(also),
            intervals=known,
            exposed=tuple(Exposed(box=box, interval=known[box]) for box in narrow),
        )
