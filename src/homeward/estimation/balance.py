"""How alike those with and those without the treatment are, in what is known of both before."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from homeward.estimation.studies import Floats, Study

# Austin, P. C. (2009), Statistics in Medicine 28: 3083-3107: a standardised difference under 0.1 is
# taken for negligible; a ratio of variances within 0.5 and 2 after Rubin (2001).
SMD_LIMIT = 0.1
RATIO_LIMITS = (0.5, 2.0)


@dataclass(frozen=True)
class Line:
    """One covariate. Means in its own unit; smd in standard deviations; ratio without a unit.

    `ratio` is None where a group has no spread.
    """

    name: str
    mean_treated: float
    mean_control: float
    smd: float
    ratio: float | None

    @property
    def is_balanced(self) -> bool:
        return abs(self.smd) < SMD_LIMIT


def table(study: Study, weights: Floats | None = None) -> list[Line]:
    """Each covariate's means, standardised mean difference and ratio of variances.

    weights  (n,) float64, not negative, or None for one each.
    The difference is divided by sqrt((s1² + s0²) / 2) of the *unweighted* groups, so that a
    weighting can't improve it by widening the spread (Austin & Stuart 2015, Statistics in Medicine
    34: 3661-3679). 0 where neither group has any spread and the means are equal.
    """
    given = np.ones(study.n) if weights is None else weights
    treated = study.treated
    columns = study.covariates.T
    return [
        _line(name, column[treated], column[~treated], given[treated], given[~treated])
        for name, column in zip(study.names, columns, strict=True)
    ]


def _line(name: str, treated: Floats, control: Floats, w1: Floats, w0: Floats) -> Line:
    mean1, var1 = moments(treated, w1)
    mean0, var0 = moments(control, w0)
    spread = float(np.sqrt((treated.var(ddof=1) + control.var(ddof=1)) / 2))
    gap = mean1 - mean0
    if spread > 0:
        smd = gap / spread
    else:
        smd = 0.0 if np.isclose(gap, 0) else float(np.copysign(np.inf, gap))
    return Line(name, mean1, mean0, smd, var1 / var0 if var1 > 0 and var0 > 0 else None)


def moments(values: Floats, weights: Floats) -> tuple[float, float]:
    """Weighted mean and variance; with weights of one the sample variance (n - 1)."""
    total = weights.sum()
    mean = float(weights @ values / total)
    # Weights of reliability: reduces to n - 1 where all are equal.
    freedom = total - (weights @ weights) / total
    spread = weights @ (values - mean) ** 2
    return mean, float(spread / freedom) if freedom > 0 else 0.0


def worst(lines: Sequence[Line]) -> float:
    """The largest |smd|; 0 without covariates."""
    return max((abs(line.smd) for line in lines), default=0.0)


def unbalanced(lines: Sequence[Line]) -> list[str]:
    return [line.name for line in lines if not line.is_balanced]


def effective_size(weights: Floats) -> float:
    """Kish's effective number of people, (Σw)² / Σw²; 0 without any weight (Kish 1965)."""
    squares = float(weights @ weights)
    return float(weights.sum()) ** 2 / squares if squares > 0 else 0.0
