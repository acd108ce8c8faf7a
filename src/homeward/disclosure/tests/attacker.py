"""Somebody who wants to know a hidden cell, and has only what was published.

Its own code, nothing of the engine's: it looks at every population there could be, crossed as
finely as the headings go. For each crossing of sex, age, area and release it has a number of
people, and of those, for each question, how many said yes. It knows every heading, that a total is
the sum of its parts, and that no number is below zero. One model is kept for all questions (HiGHS):
only what is sought changes, so that each begins where the last one ended.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import highspy
import numpy as np
from scipy import sparse


@dataclass(frozen=True)
class Published:
    """One printed cell: its headings ("*" for all), and the figure, None where it was hidden."""

    among: dict[str, str]
    figure: float | None

    @property
    def question(self) -> str:
        return next(name for name in self.among if name.startswith("q"))


@dataclass(frozen=True)
class Found:
    """A hidden cell, and the least and the most that it can be."""

    cell: Published
    low: float
    high: float

    @property
    def width(self) -> float:
        return self.high - self.low


class Attacker:
    def __init__(
        self,
        cells: Sequence[Published],
        headings: dict[str, tuple[str, ...]],
        groups: dict[str, frozenset[str]],
    ) -> None:
        """headings: the finest of each way to cut; groups: headings that stand for several."""
        self.groups = groups
        self.points = [
            dict(zip(headings, point, strict=True)) for point in product(*headings.values())
        ]
        self.questions = sorted({cell.question for cell in cells})
        self.columns = len(self.points) * (1 + len(self.questions))
        # Those who said yes are among the people of their point.
        self.bounds = self._yes_within_people()
        sums: dict[tuple[tuple[int, float], ...], float | None] = {}
        self.hidden: dict[tuple[tuple[int, float], ...], Published] = {}
        for cell in cells:
            terms = self._terms(cell)
            if cell.figure is None:
                self.hidden[terms] = cell
            else:
                sums[terms] = cell.figure
        self.hidden = {terms: cell for terms, cell in self.hidden.items() if terms not in sums}
        self.equal = self._matrix(list(sums))
        self.figures = np.array(list(sums.values()))
        self.seen: list[np.ndarray] = []
        self.asked, self.narrowest = 0, np.inf

    def _terms(self, cell: Published) -> tuple[tuple[int, float], ...]:
        answer = cell.among[cell.question]
        places = [i for i, point in enumerate(self.points) if self._is_among(point, cell)]
        start = len(self.points) * (1 + self.questions.index(cell.question))
        people = [(i, 1.0) for i in places] if answer in {"*", "no"} else []
        sign = {"yes": 1.0, "no": -1.0}.get(answer)
        return (*people, *((start + i, sign) for i in places if sign))

    def _is_among(self, point: dict[str, str], cell: Published) -> bool:
        return all(
            heading == "*" or point[name] in self.groups.get(heading, {heading})
            for name, heading in cell.among.items()
            if name != cell.question
        )

    def _yes_within_people(self) -> sparse.csr_matrix:
        people = len(self.points)
        one = sparse.identity(people)
        blocks = [[-one, *(None for _q in self.questions)] for _q in self.questions]
        for number, block in enumerate(blocks):
            block[1 + number] = one
        return sparse.bmat(blocks, format="csr")

    def _matrix(self, rows: list[tuple[tuple[int, float], ...]]) -> sparse.csr_matrix:
        at = [number for number, terms in enumerate(rows) for _term in terms]
        columns = [column for terms in rows for column, _sign in terms]
        signs = [sign for terms in rows for _column, sign in terms]
        return sparse.csr_matrix((signs, (at, columns)), shape=(len(rows), self.columns))

    def attack(self, width: float, *, every: bool = False) -> list[Found]:
        """Every hidden cell that it can tell more closely than `width`. `narrowest` is the least
        interval of those that it looked at: of `every` cell, or of those that nothing settled."""
        broken = []
        solver = self._solver()
        for terms, cell in self.hidden.items():
            row = self._matrix([terms])
            # Two populations found before, that fit and lie so far apart, settle it.
            if not every and self.seen and np.ptp(self._told(row)) >= width - 1e-6:
                continue
            low, high = self._end(solver, row, 1.0), -self._end(solver, row, -1.0)
            self.narrowest = min(self.narrowest, high - low)
            if high - low < width - 1e-6:
                broken.append(Found(cell, low, high))
        return broken

    def _told(self, row: sparse.csr_matrix) -> np.ndarray:
        """(seen,) the cell in each population found before."""
        return np.array([population[row.indices] @ row.data for population in self.seen])

    def _solver(self) -> highspy.Highs:
        """What it knows: rows of figures, and that nobody says yes who is not there."""
        rows = sparse.csc_matrix(sparse.vstack([self.equal, self.bounds]))
        nought = np.zeros(self.bounds.shape[0])
        model = highspy.HighsLp()
        model.num_row_, model.num_col_ = rows.shape
        model.col_cost_ = model.col_lower_ = np.zeros(self.columns)
        model.col_upper_ = np.full(self.columns, highspy.kHighsInf)
        model.row_lower_ = np.concatenate([self.figures, nought - highspy.kHighsInf])
        model.row_upper_ = np.concatenate([self.figures, nought])
        model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        model.a_matrix_.start_, model.a_matrix_.index_ = rows.indptr, rows.indices
        model.a_matrix_.value_ = rows.data
        solver = highspy.Highs()
        solver.silent()
        # Another goal leaves the last point a possible one: the primal simplex goes on from it.
        solver.setOptionValue("simplex_strategy", 4)
        solver.passModel(model)
        return solver

    def _end(self, solver: highspy.Highs, row: sparse.csr_matrix, sign: float) -> float:
        goal = sign * row.toarray().ravel()
        solver.changeColsCost(self.columns, np.arange(self.columns, dtype=np.int32), goal)
        solver.run()
        self.asked += 1
        status = solver.getModelStatus()
        if status == highspy.HighsModelStatus.kUnbounded:
            return -np.inf
        assert status == highspy.HighsModelStatus.kOptimal, status
        self.seen.append(np.array(solver.getSolution().col_value))
        return float(solver.getInfo().objective_function_value)
