"""The cheapest population in which a cell is as many more as an attacker must not tell apart.

After L. Zayatz (Using linear programming methodology for disclosure avoidance purposes, US Bureau
of the Census RR-92/02, 1992), who moves one population against the true one. Here the first is any
that fits what is shown. Most cells move inside their own block while all others stay; that is a
small program. Only where it has no answer the whole is asked.
"""

import numpy as np
from scipy import sparse

from homeward.disclosure.audit import NEAR, Flags, Prober
from homeward.disclosure.solver import INFINITY, Solver
from homeward.disclosure.structure import Floats, System
from homeward.disclosure.tables import Contradiction

Answer = tuple[list[int], Floats | None]


class Mover:
    """Asked for one cell after another; `hide` tells it what no longer costs anything.

    costs: (cells,), of a cell that must stay as it is infinite. A shown cell may be more or less,
    at a price; a hidden one at none.
    """

    def __init__(self, prober: Prober, costs: Floats, width: float) -> None:
        self.prober, self.costs, self.width = prober, costs, width
        self._whole: _Part | None = None
        self._parts: dict[int, _Part] = {}

    def hide(self, number: int) -> None:
        for part in self._parts.values():
            part.hide(number)
        if self._whole:
            self._whole.hide(number)

    def cheapest(self, target: sparse.csr_matrix) -> Answer:
        """Numbers of the shown cells that differ, and a population in which the target is `width`
        more than in another that fits; none where there is none."""
        block = self.prober.system.block_of(target)
        if block not in self._parts:
            self._parts[block] = self._part(self.prober.some(), block)
        found = self._parts[block].cheapest(target)
        if found[0]:
            return found
        if self._whole is None:
            self._whole = self._part(np.zeros(self.prober.system.unknowns), None)
        least = self.prober.interval(target).low
        return self._whole.cheapest(target, least + self.width)

    def _part(self, base: Floats, block: int | None) -> "_Part":
        prober = self.prober
        return _Part(
            prober.system, prober.values, prober.shown, self.costs, self.width, base, block
        )


class _Part:
    """One block, with the margins that it shares as `base` has them; or, for None, everything."""

    def __init__(
        self, system: System, values: Floats, shown: Flags, costs: Floats, width: float,
        base: Floats, block: int | None,
    ) -> None:  # fmt: skip
        self.base, self.width = base, width
        first, last = (0, system.unknowns) if block is None else system.ends[block]
        self.columns = slice(first, last)
        inside = np.arange(len(values)) if block is None else np.flatnonzero(system.homes == block)
        free = np.isfinite(costs[inside])
        self.may, held = inside[free], inside[~free & shown[inside]]
        links = system.links[:, self.columns]
        links = links[np.flatnonzero(np.diff(links.indptr))]
        eye = sparse.identity(len(self.may), format="csr")
        # The unknowns, then what each cell has more and less.
        rows = sparse.bmat([
            [system.rows[held][:, self.columns], None, None], [links, None, None],
            [system.rows[self.may][:, self.columns], -eye, eye],
        ])  # fmt: skip
        right = np.concatenate([values[held], links @ base[self.columns], values[self.may]])
        self._solver = Solver(rows, right, right)
        price = costs[self.may] / np.clip(values[self.may], 1.0, width)
        price[~shown[self.may]] = 0.0
        self._solver.price(np.concatenate([np.zeros(last - first), price, price]))
        self._place = {int(number): place for place, number in enumerate(self.may)}
        self._hidden = set(self.may[~shown[self.may]].tolist())

    def hide(self, number: int) -> None:
        if number not in self._place:
            return
        self._hidden.add(number)
        more = self.columns.stop - self.columns.start + self._place[number]
        self._solver.price(np.zeros(2), [more, more + len(self.may)])

    def cheapest(self, target: sparse.csr_matrix, value: float | None = None) -> Answer:
        """With the target at `value`; without one at `width` more than in the base."""
        n, k = self.columns.stop - self.columns.start, len(self.may)
        if value is None:
            value = float(self.base[target.indices] @ target.data) + self.width
        rest = sparse.csr_matrix((1, 2 * k))
        row = self._solver.add(
            sparse.hstack([target[:, self.columns], rest], format="csr"), value, value
        )
        try:
            self._solver.solve()
        except Contradiction:
            return [], None
        finally:
            self._solver.bound(row, -INFINITY, INFINITY)
        found = self._solver.found
        moved = found[n:].reshape(2, k).sum(axis=0)
        differ = [int(number) for number in self.may[moved > NEAR]]
        population = self.base.copy()
        population[self.columns] = found[:n]
        return [one for one in differ if one not in self._hidden], population
