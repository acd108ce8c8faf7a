"""Means with their interval, for figures of groups. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist, fmean, stdev

CONFIDENCE = 0.95


@dataclass(frozen=True)
class Mean:
    """`n` values, their mean, and the interval's half width; None where n allows none.

    The unit is that of the values.
    """

    n: int
    mean: float | None = None
    half: float | None = None

    @property
    def low(self) -> float | None:
        return None if self.mean is None or self.half is None else self.mean - self.half

    @property
    def high(self) -> float | None:
        return None if self.mean is None or self.half is None else self.mean + self.half


def mean_of(values: Sequence[float]) -> Mean:
    """The mean with its 95 % interval by Student's t; one value has no interval, none no mean."""
    n = len(values)
    if n < 2:  # noqa: PLR2004
        return Mean(n, fmean(values) if values else None)
    return Mean(n, fmean(values), t_quantile(n - 1) * stdev(values) / sqrt(n))


def t_quantile(freedom: int, confidence: float = CONFIDENCE) -> float:
    """The two-sided quantile of Student's t.

    By the expansion around the normal's (Abramowitz and Stegun, 26.7.5, four terms): within 0.2 %
    of the tables from four degrees of freedom on; below, its error only widens no interval by more
    than a twentieth.
    """
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    terms: list[float] = [
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92_160,
    ]
    return float(z + sum(term / freedom**power for power, term in enumerate(terms, start=1)))


def median_of(values: Sequence[int]) -> float | None:
    ordered, n = sorted(values), len(values)
    if not n:
        return None
    middle = n // 2
    return float(ordered[middle]) if n % 2 else (ordered[middle - 1] + ordered[middle]) / 2
