"""What anybody can work out of what is shown: the least and the most that a hidden cell can be.

The attacker of M. Fischetti and J.-J. Salazar (Solving the cell suppression problem on tabular data
with linear constraints, Management Science 47, 2001) knows every sum and that no count is below
zero. Bounds are those of the linear program (GLOP of OR-Tools, which keeps its basis from one
question to the next); whole numbers can only narrow them, and don't in tables of two dimensions.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from ortools.linear_solver import pywraplp
from scipy import sparse

from homeward.disclosure.structure import Floats, System
from homeward.disclosure.tables import Contradiction

Flags = NDArray[np.bool_]
# Beyond this nothing bounds a cell: the figures of a release are far smaller.
BOUNDLESS = 1e9
NEAR = 1e-6


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

    def __post_init__(self) -> None:
        self._solver: Any = pywraplp.Solver.CreateSolver("GLOP")
        names = range(self.system.unknowns)
        self._unknowns = [self._solver.NumVar(0, BOUNDLESS, "") for _name in names]
        for number in range(self.system.links.shape[0]):
            self._constrain(self.system.links[number], 0.0, 0.0)
        everything = self._solver.infinity()
        self._sums = [
            self._constrain(
                self.system.rows[number],
                float(self.values[number]) if self.shown[number] else -everything,
                float(self.values[number]) if self.shown[number] else everything,
            )
            for number in range(len(self.values))
        ]
        self._solve()

    def _constrain(self, row: sparse.csr_matrix, low: float, high: float) -> Any:
        made = self._solver.Constraint(low, high)
        for column, value in zip(row.indices, row.data, strict=True):
            made.SetCoefficient(self._unknowns[int(column)], float(value))
        return made

    def hide(self, number: int) -> None:
        """One cell more is not shown."""
        everything = self._solver.infinity()
        self._sums[number].SetBounds(-everything, everything)
        self.shown[number] = False

    def show(self, number: int) -> None:
        """One cell less is hidden; what was found before may not fit it."""
        self._sums[number].SetBounds(float(self.values[number]), float(self.values[number]))
        self.shown[number] = True
        row = self.system.rows[number]
        self._found = [x for x in self._found if abs(row.dot(x)[0] - self.values[number]) < NEAR]

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
        goal = self._solver.Objective()
        goal.Clear()
        for column, value in zip(row.indices, row.data, strict=True):
            goal.SetCoefficient(self._unknowns[int(column)], float(value))
        goal.SetOptimizationDirection(maximise)
        self._solve()
        end = float(goal.Value())
        return end if end < BOUNDLESS / 2 else float("inf")

    def _solve(self) -> None:
        status = self._solver.Solve()
        if status == pywraplp.Solver.INFEASIBLE:
            raise Contradiction("no population gives these figures")
        if status != pywraplp.Solver.OPTIMAL:
            raise ArithmeticError(f"the solver ended with status {status}")
        self._found.append(np.array([one.solution_value() for one in self._unknowns]))


def intervals(system: System, values: Floats, shown: Flags) -> dict[int, Interval]:
    """For each hidden cell, by its number, what can be worked out of it.

    values: (cells,) in persons, shown: (cells,). Raises Contradiction, and ArithmeticError where
    the solver gives up.
    """
    prober = Prober(system, values, shown.copy())
    return {
        int(number): prober.interval(system.rows[int(number)]) for number in np.flatnonzero(~shown)
    }
