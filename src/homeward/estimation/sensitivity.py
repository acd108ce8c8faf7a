"""How strong a trait that nobody measured would have to be, to explain an estimate away."""

from dataclasses import dataclass

import numpy as np
import scipy

from homeward.estimation.estimates import Estimate
from homeward.estimation.studies import Floats

# VanderWeele & Ding (2017), Annals of Internal Medicine 167: 268-274, from Chinn (2000): a
# standardised difference d becomes a risk ratio of about exp(0.91 d).
PER_SPREAD = 0.91
GAMMAS = (1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)
SIGNIFICANT = 0.05


@dataclass(frozen=True)
class EValue:
    """Risk ratios, without a unit, at least 1.

    point  what the unmeasured trait needs with both treatment and outcome, to explain the estimate
    limit  to move the interval to zero; 1 where the interval holds zero already
    """

    point: float
    limit: float


def e_value(estimate: Estimate, spread: float) -> EValue | None:
    """For a mean difference. `spread`: the outcome's standard deviation. None without an estimate.

    VanderWeele & Ding (2017). An outcome without spread has none either.
    """
    if estimate.value is None or estimate.low is None or estimate.high is None or spread <= 0:
        return None
    sign = 1.0 if estimate.value >= 0 else -1.0
    nearest = max(0.0, sign * (estimate.low if sign > 0 else estimate.high))
    return EValue(
        _of_ratio(np.exp(PER_SPREAD * abs(estimate.value) / spread)),
        _of_ratio(np.exp(PER_SPREAD * nearest / spread)),
    )


def _of_ratio(ratio: float) -> float:
    return float(ratio + np.sqrt(ratio * (ratio - 1)))


@dataclass(frozen=True)
class Bound:
    """gamma: by how much two alike people may differ in the odds of treatment; p at worst."""

    gamma: float
    p: float


def rosenbaum(gaps: Floats) -> list[Bound]:
    """Bounds of Wilcoxon's signed rank test on differences in pairs, one-sided, by gamma.

    gaps (m,) in the outcome's unit, pairs without a difference are left out; normal approximation
    with the variance for ties as in Rosenbaum (2002), Observational Studies, 4.3. Empty where no
    pair differs. The side is that of the larger sum of ranks.
    """
    gaps = gaps[gaps != 0]
    if not len(gaps):
        return []
    ranks = scipy.stats.rankdata(abs(gaps))
    statistic = max(float(ranks[gaps > 0].sum()), float(ranks[gaps < 0].sum()))
    return [Bound(gamma, _worst(ranks, statistic, gamma)) for gamma in GAMMAS]


def _worst(ranks: Floats, statistic: float, gamma: float) -> float:
    chance = gamma / (1 + gamma)
    mean = chance * ranks.sum()
    spread = np.sqrt(chance * (1 - chance) * (ranks @ ranks))
    return float(scipy.stats.norm.sf((statistic - mean) / spread))


def holds_until(bounds: list[Bound]) -> float | None:
    """The largest gamma listed at which the difference still stands; None where it never does."""
    standing = [bound.gamma for bound in bounds if bound.p < SIGNIFICANT]
    return max(standing) if standing else None
