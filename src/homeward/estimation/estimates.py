"""Each way of comparing, as one Estimate with its interval.

All are in the outcome's unit. ATT is the mean over those who had the treatment, ATE over all.
"""

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import scipy

from homeward.estimation import propensity as chances
from homeward.estimation.studies import Floats, NotPossible, Study

if TYPE_CHECKING:
    from statsmodels.treatment.treatment_effects import TreatmentEffect

LEVEL = 0.95


@dataclass(frozen=True)
class Estimate:
    """value, se, low, high in the outcome's unit; p without one.

    method  its code (words.METHODS); target "ATT", "ATE" or "difference"
    n1, n0  people with and without the treatment that it stands on
    why     where it can't be computed, the code of the reason, and no number
    """

    method: str
    target: str
    value: float | None = None
    se: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    n1: int = 0
    n0: int = 0
    why: str = ""

    @property
    def is_there(self) -> bool:
        return self.value is not None

    @property
    def holds_zero(self) -> bool:
        return self.low is not None and self.high is not None and self.low <= 0 <= self.high


def normal(method: str, target: str, value: float, se: float, n1: int, n0: int) -> Estimate:
    """With an interval of the normal distribution, as large samples allow."""
    return _interval(method, target, value, se, n1, n0, scipy.stats.norm())


def _interval(
    method: str, target: str, value: float, se: float, n1: int, n0: int, law: object
) -> Estimate:
    if not np.isfinite([value, se]).all() or se <= 0:
        return Estimate(method, target, n1=n1, n0=n0, why="no_spread")
    frozen: scipy.stats.rv_frozen = law
    half = float(frozen.ppf(0.5 + LEVEL / 2)) * se
    p = float(2 * frozen.sf(abs(value / se)))
    return Estimate(method, target, value, se, value - half, value + half, p, n1, n0)


def difference(study: Study) -> Estimate:
    """Means apart, with Welch's interval: unequal variances (Welch 1947, Biometrika 34: 28-35)."""
    ours, theirs = study.outcome[study.treated], study.outcome[~study.treated]
    v1, v0 = ours.var(ddof=1) / len(ours), theirs.var(ddof=1) / len(theirs)
    value, se = float(ours.mean() - theirs.mean()), float(np.sqrt(v1 + v0))
    if se == 0:
        return Estimate("difference", "difference", n1=len(ours), n0=len(theirs), why="no_spread")
    freedom = (v1 + v0) ** 2 / (v1**2 / (len(ours) - 1) + v0**2 / (len(theirs) - 1))
    law = scipy.stats.t(freedom)
    return _interval("difference", "difference", value, se, len(ours), len(theirs), law)


def regression(study: Study) -> Estimate:
    """Least squares on treatment and centred covariates, each with its interaction.

    Lin (2013), Annals of Applied Statistics 7: 295-318; interval by HC2 (MacKinnon & White 1985).
    """
    from statsmodels.regression.linear_model import OLS  # noqa: PLC0415 - takes seconds

    exog = chances.design(study)
    treated = study.treated.astype(np.float64)[:, None]
    columns = np.column_stack([exog, treated * exog])
    if len(columns) <= columns.shape[1] or np.linalg.matrix_rank(columns) < columns.shape[1]:
        raise NotPossible("too_many_columns")
    fitted = OLS(study.outcome, columns).fit(cov_type="HC2")
    at = exog.shape[1]
    value, se = float(fitted.params[at]), float(fitted.bse[at])
    return normal("regression", "ATE", value, se, study.n_treated, study.n_controls)


def weighted_att(study: Study, propensity: chances.Propensity) -> Estimate:
    """Inverse-probability weights e / (1 - e) for controls, normalised; joint GMM interval.

    Hirano, Imbens & Ridder (2003), Econometrica 71: 1161-1189; statsmodels' TreatmentEffect, whose
    interval counts that the chances are estimated themselves.
    """
    return _library(study, propensity, "ipw_att", "ATT", lambda effect: effect.ipw(effect_group=1))


def weighted_ate(study: Study, propensity: chances.Propensity) -> Estimate:
    """The same over all, with people outside of TRIM left out and the chances fitted anew."""
    return _trimmed(study, propensity, "ipw_ate", lambda effect: effect.ipw())


def robust_ate(study: Study, propensity: chances.Propensity) -> Estimate:
    """Doubly robust (AIPW; Robins, Rotnitzky & Zhao 1994) over all within TRIM."""
    return _trimmed(study, propensity, "aipw_ate", lambda effect: effect.aipw())


def _trimmed(
    study: Study,
    propensity: chances.Propensity,
    method: str,
    ask: Callable[["TreatmentEffect"], object],
) -> Estimate:
    kept = chances.kept(propensity)
    if min(study.treated[kept].sum(), (~study.treated)[kept].sum()) <= study.covariates.shape[1]:
        raise NotPossible("nobody_left")
    if kept.all():
        return _library(study, propensity, method, "ATE", ask)
    inside = study.only(kept)
    return _library(inside, chances.fit(inside), method, "ATE", ask)


def _library(
    study: Study,
    propensity: chances.Propensity,
    method: str,
    target: str,
    ask: Callable[["TreatmentEffect"], object],
) -> Estimate:
    from statsmodels.regression.linear_model import OLS  # noqa: PLC0415 - takes seconds
    from statsmodels.treatment.treatment_effects import (  # noqa: PLC0415 - the same
        TreatmentEffect,
    )

    exog = chances.design(study)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            effect = TreatmentEffect(
                OLS(study.outcome, exog),
                study.treated.astype(np.float64),
                results_select=propensity.model,
            )
            found: object = ask(effect)
            value, se = float(found.start_params[0]), float(found.results_gmm.bse[0])  # type: ignore[attr-defined]
        except (np.linalg.LinAlgError, ValueError) as error:
            raise NotPossible("not_solved") from error
    return normal(method, target, value, se, study.n_treated, study.n_controls)


def robust_att(study: Study, propensity: chances.Propensity) -> Estimate:
    """Doubly robust for those who had the treatment, with the sandwich of its influence.

    Treated: y - m0(x); controls: e / (1 - e) (y - m0(x)), normalised; m0 by least squares on the
    controls. Mercatanti & Li (2014), Annals of Applied Statistics 8: 2485-2508. The interval
    takes the fitted parts as known, which is right to first order where both models hold.
    """
    value, influence = robust_att_parts(study, propensity)
    se = float(np.sqrt(influence @ influence)) / study.n
    return normal("aipw_att", "ATT", value, se, study.n_treated, study.n_controls)


def robust_att_parts(study: Study, propensity: chances.Propensity) -> tuple[float, Floats]:
    """The value, and the influence of each person on it: (n,) float64."""
    treated, score = study.treated, propensity.score
    exog = chances.design(study)
    beta = np.linalg.lstsq(exog[~treated], study.outcome[~treated], rcond=None)[0]
    residual = study.outcome - exog @ beta
    odds = np.where(treated, 0.0, score / (1 - score))
    first = float(residual[treated].mean())
    second = float(odds @ residual / odds.sum())
    share = treated.mean()
    influence = np.where(
        treated,
        (residual - first) / share,
        -odds * (residual - second) / (odds.sum() / study.n),
    )
    return first - second, np.asarray(influence, dtype=np.float64)


def weights_att(study: Study, propensity: chances.Propensity) -> Floats:
    """(n,) float64: 1 for those treated, e / (1 - e) for the others."""
    score = propensity.score
    return np.where(study.treated, 1.0, score / (1 - score))


def weights_ate(study: Study, propensity: chances.Propensity) -> Floats:
    """(n,) float64: 1 / e and 1 / (1 - e); 0 outside of TRIM."""
    score = propensity.score
    weights = np.where(study.treated, 1 / score, 1 / (1 - score))
    return np.where(chances.kept(propensity), weights, 0.0)


def tried(method: str, target: str, ask: Callable[[], Estimate]) -> Estimate:
    """The estimate, or an Estimate without a number that says why there is none."""
    try:
        return ask()
    except NotPossible as error:
        return Estimate(method, target, why=error.code)
