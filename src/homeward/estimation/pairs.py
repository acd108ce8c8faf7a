"""Matching: for each person treated, one like them who was not."""

from dataclasses import dataclass

import numpy as np

from homeward.estimation.estimates import Estimate, normal
from homeward.estimation.propensity import Propensity, design
from homeward.estimation.studies import FEWEST, Floats, Ints, NotPossible, Study

# Of the logit's spread: Austin (2011), Pharmaceutical Statistics 10: 150-161.
CALIPER = 0.2


@dataclass(frozen=True)
class Pairs:
    """m pairs: treated (m,) and control (m,) as positions in the study; a control may repeat."""

    treated: Ints
    control: Ints
    unmatched: int
    replace: bool

    def weights(self, n: int) -> Floats:
        """(n,) float64: 1 for each matched treated, how often it is used for each control."""
        weights = np.zeros(n)
        weights[self.treated] = 1.0
        np.add.at(weights, self.control, 1.0)
        return weights


def match(study: Study, propensity: Propensity, *, replace: bool = True) -> Pairs:
    """Nearest by Mahalanobis distance among those within CALIPER spreads of the logit.

    Rosenbaum & Rubin (1985), The American Statistician 39: 33-38. With replacement each takes its
    nearest; without, those hardest to match choose first (highest chance). Equal distances: who
    stands first in the data, so that a run repeats itself.
    Raises NotPossible("nobody_alike") where fewer than two have anybody within the caliper.
    """
    ours, theirs = np.flatnonzero(study.treated), np.flatnonzero(~study.treated)
    logit = propensity.logit
    order = theirs[np.argsort(logit[theirs], kind="stable")]
    caliper = CALIPER * _spread(logit[ours], logit[theirs])
    first = np.searchsorted(logit[order], logit[ours] - caliper, side="left")
    last = np.searchsorted(logit[order], logit[ours] + caliper, side="right")
    places = _spaced(study)
    free = np.ones(study.n, dtype=np.bool_)
    found: list[tuple[int, int]] = []
    turns = np.arange(len(ours)) if replace else np.argsort(-logit[ours], kind="stable")
    for turn in turns:
        near = np.sort(order[first[turn] : last[turn]])
        near = near if replace else near[free[near]]
        if len(near):
            gaps = ((places[near] - places[ours[turn]]) ** 2).sum(axis=1)
            chosen = int(near[int(gaps.argmin())])
            free[chosen] = False
            found.append((int(ours[turn]), chosen))
    if len(found) < FEWEST:
        raise NotPossible("nobody_alike")
    mine, other = np.array(sorted(found), dtype=np.intp).T
    return Pairs(mine, other, len(ours) - len(found), replace)


def _spread(ours: Floats, theirs: Floats) -> float:
    return float(np.sqrt((ours.var(ddof=1) + theirs.var(ddof=1)) / 2))


def _spaced(study: Study) -> Floats:
    """(n, k) places in which plain distance is Mahalanobis' of the covariates."""
    centred = study.covariates - study.covariates.mean(axis=0)
    inverse = np.linalg.pinv(np.atleast_2d(np.cov(centred, rowvar=False)), hermitian=True)
    values, vectors = np.linalg.eigh(inverse)
    return np.asarray(centred @ (vectors * np.sqrt(np.clip(values, 0, None))), dtype=np.float64)


def estimate(study: Study, pairs: Pairs) -> Estimate:
    """The mean difference in the pairs (ATT of those who were matched), corrected for what remains.

    What alike still differ in is taken off by least squares on the matched controls (Abadie &
    Imbens 2011, Journal of Business & Economic Statistics 29: 1-11). With replacement the variance
    of Abadie & Imbens (2006), Econometrica 74: 235-267, since a bootstrap is wrong for it (2008,
    Econometrica 76: 1537-1557); the chances are taken as known. Without, the variance of paired
    differences (Austin 2009).
    """
    gaps = _corrected(study, pairs)
    value, m = float(gaps.mean()), len(gaps)
    if pairs.replace:
        se = np.sqrt(_abadie_imbens(study, pairs, gaps, value)) / m
    else:
        se = gaps.std(ddof=1) / np.sqrt(m)
    method = "match_replace" if pairs.replace else "match_pairs"
    return normal(method, "ATT", value, float(se), m, len(np.unique(pairs.control)))


def _corrected(study: Study, pairs: Pairs) -> Floats:
    """(m,) differences in pairs, less what the outcome's slope on the covariates makes of them."""
    exog = design(study)
    slope = np.linalg.lstsq(exog[pairs.control], study.outcome[pairs.control], rcond=None)[0]
    residual = study.outcome - exog @ slope
    return np.asarray(residual[pairs.treated] - residual[pairs.control], dtype=np.float64)


def _abadie_imbens(study: Study, pairs: Pairs, gaps: Floats, value: float) -> float:
    used, times = np.unique(pairs.control, return_counts=True)
    spread = _like_spread(study, used)
    return float(((gaps - value) ** 2).sum() + ((times**2 - times) * spread).sum())


def _like_spread(study: Study, used: Ints) -> Floats:
    """(u,) variance of the outcome among alike controls: half the squared gap to the nearest."""
    controls = np.flatnonzero(~study.treated)
    places = _spaced(study)
    spread = np.empty(len(used))
    for place, person in enumerate(used):
        distance = ((places[controls] - places[person]) ** 2).sum(axis=1)
        distance[controls == person] = np.inf
        like = controls[int(distance.argmin())]
        spread[place] = (study.outcome[person] - study.outcome[like]) ** 2 / 2
    return spread
