"""What anybody can work out of what is shown: the least and the most that a hidden cell can be.

The attacker of M. Fischetti and J.-J. Salazar (Solving the cell suppression problem on tabular data
with linear constraints, Management Science 47, 2001) knows every sum and that no count is below
zero. Bounds are those of the linear program; whole numbers can only narrow them, and don't in
tables of two dimensions.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from homeward.disclosure.solver import INFINITY, Solver
from homeward.disclosure.structure import Floats, System

Flags = NDArray[np.bool_]
NEAR = 1e-6
ROOM = 64


@dataclass(frozen=True)
class Interval:
    """From `low` to `high`, both reached by some population; `high` is infinite where nothing
    bounds it."""

    low: float
    high: float

    @property
    def width(self) -> float:
        return self.high - self.low


class Prober:
    """Asks one pattern many questions. shown: (cells,), values: (cells,), of a hidden one unused.

    Raises Contradiction where no population gives what is shown.
    """

    def __init__(self, system: System, values: Floats, shown: Flags) -> None:
        self.system, self.values, self.shown = system, values, shown
        nought = np.zeros(system.links.shape[0])
        self._solver = Solver(
            sparse.vstack([system.rows, system.links]),
            np.concatenate([np.where(shown, values, -INFINITY), nought]),
            np.concatenate([np.where(shown, values, INFINITY), nought]),
        )
        # (room, unknowns): populations that fit; the first `_count` of them hold something.
        self._found = np.empty((ROOM, system.unknowns))
        self._count = 0

    def hide(self, number: int) -> None:
        """One cell more is not shown."""
        self.shown[number] = False
        self._solver.bound(number, -INFINITY, INFINITY)

    def show(self, number: int) -> None:
        """One cell less is hidden; what was found before may not fit it."""
        value = float(self.values[number])
        self.shown[number] = True
        self._solver.bound(number, value, value)
        before = self._found[: self._count]
        fits = abs(self._sums(self.system.rows[number]) - value) < NEAR
        self._count = int(fits.sum())
        self._found[: self._count] = before[fits]

    def learn(self, population: Floats) -> None:
        """A population, (unknowns,), that fits what is shown."""
        if self._count == len(self._found):
            self._found = np.concatenate([self._found, np.empty_like(self._found)])
        self._found[self._count] = population
        self._count += 1

    def some(self) -> Floats:
        """(unknowns,) the middle of all that were found: as far from every end as is known."""
        if not self._count:
            self._least(self.system.rows[0])
        middle: Floats = self._found[: self._count].mean(axis=0)
        return middle

    def interval(self, row: sparse.csr_matrix) -> Interval:
        """The least and the most of one sum of unknowns."""
        low = self._least(row)
        return Interval(max(low, 0.0), -self._least(-row))

    def is_wide(self, row: sparse.csr_matrix, width: float) -> bool:
        """Whether the ends are at least `width` apart. Two populations that were found for other
        questions and differ as much are proof enough."""
        if self._count and np.ptp(self._sums(row)) >= width - NEAR:
            return True
        return self.interval(row).width >= width - NEAR

    def _sums(self, row: sparse.csr_matrix) -> Floats:
        """(found,) what the sum is in each population that was found."""
        return np.asarray(self._found[: self._count, row.indices] @ row.data)

    def _least(self, row: sparse.csr_matrix) -> float:
        self._solver.price(row.toarray().ravel())
        least = self._solver.solve()
        if least > -INFINITY:
            self.learn(self._solver.found)
        return least


def intervals(system: System, values: Floats, shown: Flags) -> dict[int, Interval]:
    """For each hidden cell, by its number, what can be worked out of it.

    values: (cells,) in persons, shown: (cells,). Raises Contradiction, and ArithmeticError where
    the solver gives up.
    """
    prober = Prober(system, values, shown.copy())
    return {
        int(number): prober.interval(system.rows[int(number)]) for number in np.flatnonzero(~shown)
    }
