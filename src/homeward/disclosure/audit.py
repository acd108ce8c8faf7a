"""What anybody can work out of what is shown: the least and the most that a hidden cell can be.

The attacker of M. Fischetti and J.-J. Salazar (Solving the cell suppression problem on tabular data
with linear constraints, Management Science 47, 2001) knows every sum and that no count is below
zero. Bounds are those of the linear program (GLOP of OR-Tools, which keeps its basis from one
question to the next); whole numbers can only narrow them, and don't in tables of two dimensions.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import linprog

from homeward.disclosure.structure import Floats, System
from homeward.disclosure.tables import Contradiction

Flags = NDArray[np.bool_]
NEAR = 1e-6
# What scipy's `linprog` ends with.
SOLVED, IMPOSSIBLE, UNBOUNDED = 0, 2, 3


@dataclass(frozen=True)
class Interval:
    """From `low` to `high`, both reached by some population; `high` is infinite where nothing
    bounds it."""

    low: float
    high: float

    @property
    def width(self) -> float:
        return self.high - self.low


@dataclass
class Prober:
    """Asks one pattern many questions. shown: (cells,), values: (cells,), of a hidden one unused.

    Raises Contradiction where no population gives what is shown.
    """

    system: System
    values: Floats
    shown: Flags
    _found: list[Floats] = field(default_factory=list)
    _known: tuple[sparse.csr_matrix, Floats] | None = None

    def hide(self, number: int) -> None:
        """One cell more is not shown."""
        self.shown[number] = False
        self._known = None

    def show(self, number: int) -> None:
        """One cell less is hidden; what was found before may not fit it."""
        self.shown[number] = True
        self._known = None
        row = self.system.rows[number]
        self._found = [x for x in self._found if abs(row.dot(x)[0] - self.values[number]) < NEAR]

    def learn(self, populations: list[Floats]) -> None:
        """Populations, (unknowns,) each, that fit what is shown."""
        self._found += populations

    def interval(self, row: sparse.csr_matrix) -> Interval:
        """The least and the most of one sum of unknowns."""
        low = self._end(row, maximise=False)
        return Interval(max(low, 0.0), self._end(row, maximise=True))

    def is_wide(self, row: sparse.csr_matrix, width: float) -> bool:
        """Whether the ends are at least `width` apart. Two populations that were found for other
        questions and differ as much are proof enough."""
        if self._found:
            seen = np.array([row.dot(x)[0] for x in self._found])
            if np.ptp(seen) >= width - NEAR:
                return True
        return self.interval(row).width >= width - NEAR

    def _end(self, row: sparse.csr_matrix, *, maximise: bool) -> float:
        if self._known is None:
            held = np.flatnonzero(self.shown)
            rows = sparse.vstack([self.system.rows[held], self.system.links], format="csr")
            self._known = (
                rows,
                np.concatenate([self.values[held], np.zeros(self.system.links.shape[0])]),
            )
        sign = -1.0 if maximise else 1.0
        goal = sign * row.toarray().ravel()
        found = linprog(goal, A_eq=self._known[0], b_eq=self._known[1], method="highs")
        if found.status == IMPOSSIBLE:
            raise Contradiction("no population gives these figures")
        if found.status == UNBOUNDED:
            return float("inf")
        if found.status != SOLVED:
            raise ArithmeticError(found.message)
        self._found.append(found.x)
        return sign * float(found.fun)


def intervals(system: System, values: Floats, shown: Flags) -> dict[int, Interval]:
    """For each hidden cell, by its number, what can be worked out of it.

    values: (cells,) in persons, shown: (cells,). Raises Contradiction, and ArithmeticError where
    the solver gives up.
    """
    prober = Prober(system, values, shown.copy())
    return {
        int(number): prober.interval(system.rows[int(number)]) for number in np.flatnonzero(~shown)
    }
