"""One study: who had the treatment, what came out, and what is known of everybody before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Trues = NDArray[np.bool_]
Ints = NDArray[np.intp]

FEWEST = 2


class NotPossible(ValueError):
    """The data don't allow this to be computed. `code` names why (findings.py, words.py)."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True)
class Study:
    """n people, k columns of what is known of them before the treatment.

    outcome    (n,) float64, in the outcome's own unit
    treated    (n,) bool
    covariates (n, k) float64; a category is one column of 0 and 1 for each value but one
    names      k names of the columns
    """

    outcome: Floats
    treated: Trues
    covariates: Floats
    names: tuple[str, ...]
    outcome_name: str = "outcome"
    treatment_name: str = "treatment"
    # Columns as they were asked for, before categories were parted.
    asked: tuple[str, ...] = ()
    # What the reading left out or saw: sentences' codes with their numbers.
    left_out: int = 0

    def __post_init__(self) -> None:
        n = len(self.outcome)
        if self.treated.shape != (n,) or self.covariates.shape != (n, len(self.names)):
            raise ValueError("outcome (n,), treated (n,), covariates (n, k), k names")
        if min(self.n_treated, self.n_controls) < FEWEST:
            raise NotPossible("too_few")

    @property
    def n(self) -> int:
        return len(self.outcome)

    @property
    def n_treated(self) -> int:
        return int(self.treated.sum())

    @property
    def n_controls(self) -> int:
        return self.n - self.n_treated

    def only(self, rows: Trues | Ints) -> "Study":
        """The same study of some rows: (n,) bool, or positions that may repeat."""
        return Study(
            self.outcome[rows],
            self.treated[rows],
            self.covariates[rows],
            self.names,
            self.outcome_name,
            self.treatment_name,
            self.asked,
            self.left_out,
        )


def study_of(
    outcome: Sequence[float],
    treated: Sequence[bool],
    covariates: Mapping[str, Sequence[float]],
    outcome_name: str = "outcome",
    treatment_name: str = "treatment",
) -> Study:
    """A study from plain lists of one length. Raises ValueError where the lengths differ."""
    columns = [np.asarray(column, dtype=np.float64) for column in covariates.values()]
    return Study(
        np.asarray(outcome, dtype=np.float64),
        np.asarray(treated, dtype=np.bool_),
        np.column_stack(columns) if columns else np.empty((len(outcome), 0)),
        tuple(covariates),
        outcome_name,
        treatment_name,
        tuple(covariates),
    )
