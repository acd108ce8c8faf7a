"""Intervals by drawing people again, with a stated seed, so that a run repeats itself."""

from collections.abc import Callable

import numpy as np

from homeward.estimation.estimates import LEVEL
from homeward.estimation.studies import NotPossible, Study

# Of draws that failed; above it the interval would be one of a luckier study.
MOST_FAILED = 0.1


def percentile(
    study: Study, ask: Callable[[Study], float], *, draws: int, seed: int
) -> tuple[float, float]:
    """Low and high in the outcome's unit: percentiles over people drawn again within each group.

    Efron & Tibshirani (1993), An Introduction to the Bootstrap, 13.3. numpy's PCG64 with `seed`
    gives the same draws on every machine. Not for matching (pairs.estimate says why).
    Raises NotPossible("not_drawn") where more than a tenth of the draws can't be estimated.
    """
    luck = np.random.Generator(np.random.PCG64(seed))
    ours, theirs = np.flatnonzero(study.treated), np.flatnonzero(~study.treated)
    found: list[float] = []
    for _ in range(draws):
        rows = np.concatenate([luck.choice(ours, len(ours)), luck.choice(theirs, len(theirs))])
        try:
            found.append(ask(study.only(rows)))
        except NotPossible:
            continue
    if len(found) < draws * (1 - MOST_FAILED):
        raise NotPossible("not_drawn")
    low, high = np.quantile(found, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)
