"""The chance of having had the treatment, given what is known before; and where groups overlap."""

import warnings
from dataclasses import dataclass

import numpy as np

from homeward.estimation.studies import Floats, NotPossible, Study, Trues

# Crump, Hotz, Imbens & Mitnik (2009), Biometrika 96: 187-199: a rule of thumb for the mean over
# all; for the treated alone only a chance close to 1 has nobody to be compared with.
TRIM = (0.1, 0.9)
# Under this share of the treated with a like among the controls, groups can't be compared.
ENOUGH = 0.9
BINS = 20


@dataclass(frozen=True)
class Propensity:
    """score (n,) in (0, 1): the chance; model: the fitted Logit, for the joint intervals."""

    score: Floats
    model: object

    @property
    def logit(self) -> Floats:
        kept = np.clip(self.score, 1e-12, 1 - 1e-12)
        return np.asarray(np.log(kept / (1 - kept)), dtype=np.float64)


@dataclass(frozen=True)
class Overlap:
    """Shares in [0, 1] of people whose chance lies within what the *other* group reaches.

    trimmed  people outside of TRIM, left out of the mean over all
    ess_*    effective numbers of people under the weights for the treated
    """

    treated_inside: float
    controls_inside: float
    trimmed: int
    ess_controls: float
    n_controls: int

    @property
    def is_enough(self) -> bool:
        return self.treated_inside >= ENOUGH


def design(study: Study) -> Floats:
    """(n, 1 + k') float64: a constant, and the covariates that vary, scaled to spread one.

    Scaling changes no chance and keeps the fit from failing on columns of very different size.
    A column that says the same as others before it is left out, as lm() in R does.
    """
    columns = [np.ones(study.n)]
    for column in study.covariates.T:
        spread = column.std()
        if spread == 0:
            continue
        scaled = (column - column.mean()) / spread
        grown = np.column_stack([*columns, scaled])
        if np.linalg.matrix_rank(grown) == grown.shape[1]:
            columns.append(scaled)
    return np.column_stack(columns)


def fit(study: Study) -> Propensity:
    """Logistic regression of the treatment on the covariates (Rosenbaum & Rubin 1983).

    Raises NotPossible("no_covariates") or ("separated") where the covariates tell the groups apart
    without any doubt: then nobody has a like in the other group.
    """
    from statsmodels.discrete.discrete_model import Logit  # noqa: PLC0415 - takes seconds
    from statsmodels.tools.sm_exceptions import (  # noqa: PLC0415 - the same
        ConvergenceWarning,
        PerfectSeparationError,
        PerfectSeparationWarning,
    )

    exog = design(study)
    if exog.shape[1] == 1:
        raise NotPossible("no_covariates")
    with warnings.catch_warnings():
        warnings.simplefilter("error", ConvergenceWarning)
        warnings.simplefilter("error", PerfectSeparationWarning)
        warnings.simplefilter("ignore", RuntimeWarning)
        try:
            fitted = Logit(study.treated.astype(np.float64), exog).fit(disp=0, maxiter=200)
        except (
            PerfectSeparationError,
            PerfectSeparationWarning,
            ConvergenceWarning,
            np.linalg.LinAlgError,
        ) as error:
            raise NotPossible("separated") from error
    score = np.asarray(fitted.predict(exog), dtype=np.float64)
    if not np.isfinite(score).all() or score.max() >= 1 or score.min() <= 0:
        raise NotPossible("separated")
    return Propensity(score, fitted)


def overlap(study: Study, propensity: Propensity) -> Overlap:
    """How far the groups' chances cover each other (Dehejia & Wahba 1999: min-max of the other)."""
    score, treated = propensity.score, study.treated
    ours, theirs = score[treated], score[~treated]
    weights = theirs / (1 - theirs)
    return Overlap(
        treated_inside=_inside(ours, theirs),
        controls_inside=_inside(theirs, ours),
        trimmed=int((~kept(propensity)).sum()),
        ess_controls=float(weights.sum() ** 2 / (weights @ weights)),
        n_controls=len(theirs),
    )


def _inside(ours: Floats, theirs: Floats) -> float:
    return float(((ours >= theirs.min()) & (ours <= theirs.max())).mean())


def kept(propensity: Propensity) -> Trues:
    """(n,) bool: within TRIM, where a mean over all can be trusted."""
    low, high = TRIM
    return np.asarray((propensity.score >= low) & (propensity.score <= high))


def within_support(study: Study, propensity: Propensity) -> Trues:
    """(n,) bool: controls all, and the treated whose chance some control reaches."""
    highest = propensity.score[~study.treated].max()
    return np.asarray(~study.treated | (propensity.score <= highest))
