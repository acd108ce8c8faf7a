"""Which figures are too small to tell, so that nobody is known by a count.

A figure is not told where it is of fewer persons than the smallest count, or where fewer than that
reached something, or did not. Others are left out with it, until nobody who reads all the tables
with their totals can say of a small count more closely than the smallest count what it is: in a
row by the sum of what is left out, in a table of two dimensions by four cells that may grow and
shrink against each other (the hypercube method of D. Repsilber, 1994; Hundepool et al., Statistical
Disclosure Control, 2012, chapter 4). Where no four are room enough, the table is not told at all:
its totals, of enough people each, then bound a count and never tell it.

This guards pages inside the house. What is published passes the engine in `disclosure`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import product
from math import inf, log1p

# The dimensions of a table, none to two; and the value in each, of one place of it.
Cut = tuple[str, ...]
Place = tuple[str, ...]
# What can be told of a place, each adding up over the table: persons, or persons, yes and no.
Counts = tuple[int, ...]
Tables = Mapping[Cut, Mapping[Place, Counts]]
Spot = tuple[Cut, Place]
Index = tuple[str | None, str | None]

PAIR = 2
# Rows and columns that are tried for the other corners.
TRIED = 8
NOT_EXACTLY = 1


def is_small(counts: Counts, least: int) -> bool:
    return bool(_small_layers(counts, least))


def kept_back(tables: Tables, *, smallest: int) -> set[Spot]:
    """What is not told of figures that one definition, period and currency gives.

    tables: cut -> place -> counts; places left out hold nobody. Nought is told: it is of nobody.
    """
    work = _Work(tables, smallest)
    for cut, table in tables.items():
        for place, counts in table.items():
            if layers := _small_layers(counts, smallest):
                work.hide((cut, place), layers)
    if work.needs:
        work.protect()
    return work.hidden


def _small_layers(counts: Counts, least: int) -> set[int]:
    return {layer for layer, count in enumerate(counts) if 0 < count < least}


@dataclass
class _Work:
    """`needs`: what must not be worked out, and of which of its counts."""

    tables: Tables
    least: int
    hidden: set[Spot] = field(default_factory=set)
    needs: dict[Spot, set[int]] = field(default_factory=dict)

    def hide(self, spot: Spot, layers: Iterable[int] = ()) -> None:
        self.hidden.add(spot)
        if wanted := set(layers):
            self.needs.setdefault(spot, set()).update(wanted)

    def protect(self) -> None:
        """Until nothing more is left out: what protects one table may be a total of another."""
        sheets = [
            _Sheet(self, cut, table) for cut, table in self.tables.items() if len(cut) == PAIR
        ]
        lines = [(cut, table) for cut, table in self.tables.items() if len(cut) == 1]
        before = None
        while before != (before := (len(self.hidden), sum(map(len, self.needs.values())))):
            for cut, table in lines:
                self._line(cut, table)
            for sheet in sheets:
                sheet.protect()

    def _line(self, cut: Cut, table: Mapping[Place, Counts]) -> None:
        """Of one dimension: what is left out may be anything up to its sum."""
        out = [place for place in table if (cut, place) in self.hidden]
        asked = {layer for place in out for layer in self.needs.get((cut, place), ())}
        others = sorted((p for p in table if p not in out and table[p][0]), key=lambda p: table[p])
        while asked and others and (len(out) < PAIR or self._is_thin(out, table, asked)):
            out.append(others.pop(0))
            self.hide((cut, out[-1]), asked)

    def _is_thin(
        self, out: Iterable[Place], table: Mapping[Place, Counts], asked: Iterable[int]
    ) -> bool:
        return any(sum(table[place][layer] for place in out) < self.least for layer in asked)


class _Sheet:
    """A table of two dimensions with its totals; an index of None is the total over it."""

    def __init__(self, work: _Work, cut: Cut, table: Mapping[Place, Counts]) -> None:
        self.work = work
        axes = [sorted({place[axis] for place in table}) for axis in range(PAIR)]
        self.axes: list[list[str | None]] = [[*names, None] for names in axes]
        self.spots: dict[Index, Spot] = {}
        self.counts: dict[Index, Counts] = {}
        for index in product(*self.axes):
            named = [pair for pair in zip(cut, index, strict=True) if pair[1] is not None]
            above, place = tuple(name for name, _v in named), tuple(v for _name, v in named)
            counts = work.tables.get(above, {}).get(place)  # type: ignore[arg-type]
            if counts and counts[0]:
                at: Index = (index[0], index[1])
                self.spots[at], self.counts[at] = (above, place), counts  # type: ignore[assignment]
        self.cells = {self.spots[index] for index in self.spots if None not in index}
        # Of which counts each is safe already; what is left out stays so.
        self.safe: dict[Index, set[int]] = {}

    def protect(self) -> None:
        for index, spot in self.spots.items():
            layers = self.work.needs.get(spot, set()) - self.safe.get(index, set())
            if not layers:
                continue
            if self._is_wide(index, layers, self.work.least) or self._find(index, layers):
                self.safe.setdefault(index, set()).update(layers)
            else:
                self._give_up(index, layers)

    def _find(self, index: Index, layers: set[int]) -> bool:
        """Leaves out the cheapest four corners that are room enough; False where there are none."""
        best, price = None, inf
        for row, column in product(self._tried(index, 0), self._tried(index, 1)):
            corners = [index, (index[0], column), (row, index[1]), (row, column)]
            cost = sum(map(self._cost, corners))
            if cost < price and all(self._room(corners, n) >= self.work.least for n in layers):
                best, price = corners, cost
        for corner in best or ():
            # A total that helps here must not be told by another table.
            self.work.hide(self.spots[corner], layers if None in corner else ())
        return best is not None

    def _tried(self, index: Index, axis: int) -> list[str | None]:
        """Other rows (axis 0) or columns, those that cost least first."""

        def cost(one: str | None) -> float:
            return self._cost((one, index[1]) if axis == 0 else (index[0], one))

        priced = [(cost(one), n) for n, one in enumerate(self.axes[axis]) if one != index[axis]]
        total = len(self.axes[axis]) - 1
        found = sorted(pair for pair in priced if pair[0] < inf and pair[1] != total)[:TRIED]
        found += [pair for pair in priced if pair[0] < inf and pair[1] == total]
        return [self.axes[axis][n] for _cost, n in found]

    def _cost(self, index: Index) -> float:
        """Of leaving it out; without end for nobody, and for totals: other tables have them too."""
        spot = self.spots.get(index)
        if spot in self.work.hidden:
            return 0.0
        return inf if spot is None or None in index else log1p(self.counts[index][0]) + 1

    def _room(self, corners: list[Index], layer: int) -> float:
        """How far the first may move, up and down, while the four even one another out."""
        down: list[float] = []
        up: list[float] = []
        for corner in corners:
            (down if self._grows(corner, corners) else up).append(self.counts[corner][layer])
        return min(down, default=inf) + min(up, default=inf)

    def _is_wide(self, index: Index, layers: set[int], least: int) -> bool:
        """By all that is left out already: many small cells are room for one another."""
        return all(self._reach(index, layer, least) >= least for layer in layers)

    def _reach(self, index: Index, layer: int, enough: int) -> float:
        """How far it may move, by one four after another until it is enough; what shrinks is used
        up."""
        rows = [one for one in self.axes[0] if one != index[0] and self._out((one, index[1]))]
        columns = [one for one in self.axes[1] if one != index[1] and self._out((index[0], one))]
        reach = 0.0
        for grows in (True, False):
            left: dict[Index, float] = {}
            for row, column in product(rows, columns):
                if reach < enough and self._out((row, column)):
                    corners = [index, (index[0], column), (row, index[1]), (row, column)]
                    shrink = [one for one in corners if self._grows(one, corners) != grows]
                    now = {one: left.get(one, self.counts[one][layer]) for one in shrink}
                    room = min(now.values(), default=inf)
                    left |= {one: count - room for one, count in now.items()}
                    reach += room
        return reach

    def _grows(self, corner: Index, corners: list[Index]) -> bool:
        """Whether it grows with the first of the four."""
        turn = 1 if corners.index(corner) in (0, PAIR + 1) else -1
        return turn * _side(corner) * _side(corners[0]) > 0

    def _out(self, index: Index) -> bool:
        return self.spots.get(index) in self.work.hidden

    def _give_up(self, index: Index, layers: set[int]) -> None:
        """The finer table is not told at all. Its totals are of enough people each and may stay,
        but where they tell the very count: then they go too."""
        self.work.hidden |= self.cells
        if not self._is_wide(index, layers, NOT_EXACTLY):
            for beside in ((index[0], None), (None, index[1])):
                if beside in self.spots and beside != (None, None):
                    self.work.hide(self.spots[beside], layers)
        self.safe.setdefault(index, set()).update(layers)


def _side(index: Index) -> int:
    """A cell and the total of its row stand on two sides of a sum."""
    return -1 if (index[0] is None) != (index[1] is None) else 1
