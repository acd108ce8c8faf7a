"""Linear programs that are asked many questions: HiGHS, kept warm from one to the next.

A question changes costs or bounds of a few rows and begins where the last one ended; that is a
hundred times as quick as solving each anew. The primal simplex is asked for, since another goal
leaves what was found a possible point.
"""

from collections.abc import Sequence
from typing import Any

import highspy
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from homeward.disclosure.tables import Contradiction

Floats = NDArray[np.float64]
Places = NDArray[np.int32]
PRIMAL = 4
STATUS = highspy.HighsModelStatus
INFINITY = highspy.kHighsInf


class _Quiet(highspy.Highs):
    """Without callbacks: whoever makes them prints a banner before anybody can ask for silence."""

    def __init__(self) -> None:
        super(highspy.Highs, self).__init__()


class Solver:
    """Least sums over x >= 0 with low <= rows x <= high. rows: (r, n); low, high: (r,)."""

    def __init__(
        self, rows: sparse.spmatrix, low: Floats, high: Floats, strategy: int = PRIMAL
    ) -> None:
        self._columns = np.arange(rows.shape[1], dtype=np.int32)
        self.solver = _Quiet()
        options = {"output_flag": False, "threads": 1, "simplex_strategy": strategy}
        for name, value in options.items():
            self.solver.setOptionValue(name, value)
        self.solver.passModel(_model(rows, low, high))

    def bound(self, row: int, low: float, high: float) -> None:
        self.solver.changeRowBounds(row, low, high)

    def add(self, row: sparse.csr_matrix, low: float, high: float) -> int:
        """One row more, (1, n); its number."""
        places = row.indices.astype(np.int32)
        self.solver.addRow(low, high, len(places), places, row.data.astype(np.float64))
        return int(self.solver.getNumRow()) - 1

    def price(self, costs: Floats, columns: Sequence[int] | Places | None = None) -> None:
        """What each unknown of `columns` costs, of all where none are named."""
        places = self._columns if columns is None else np.asarray(columns, dtype=np.int32)
        self.solver.changeColsCost(len(places), places, np.asarray(costs, dtype=np.float64))

    def solve(self) -> float:
        """The least cost; minus infinity where nothing bounds it.

        Raises Contradiction where nothing is possible, ArithmeticError where the solver gives up.
        """
        self.solver.run()
        status = self.solver.getModelStatus()
        if status not in {STATUS.kOptimal, STATUS.kUnbounded, STATUS.kInfeasible}:
            # Once more, without what was found before.
            self.solver.clearSolver()
            self.solver.run()
            status = self.solver.getModelStatus()
        if status == STATUS.kInfeasible:
            raise Contradiction("no population gives these figures")
        if status == STATUS.kUnbounded:
            return -float("inf")
        if status != STATUS.kOptimal:
            raise ArithmeticError(self.solver.modelStatusToString(status))
        return float(self.solver.getInfo().objective_function_value)

    @property
    def found(self) -> Floats:
        """(n,) where the last question ended."""
        return np.array(self.solver.getSolution().col_value)


def _model(rows: sparse.spmatrix, low: Floats, high: Floats) -> Any:
    by_column = sparse.csc_matrix(rows)
    model = highspy.HighsLp()
    model.num_row_, model.num_col_ = by_column.shape
    model.col_cost_ = np.zeros(model.num_col_)
    model.col_lower_ = np.zeros(model.num_col_)
    model.col_upper_ = np.full(model.num_col_, INFINITY)
    model.row_lower_, model.row_upper_ = low, high
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = by_column.indptr
    model.a_matrix_.index_ = by_column.indices
    model.a_matrix_.value_ = by_column.data
    return model
