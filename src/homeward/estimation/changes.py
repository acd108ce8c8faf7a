"""The same people at two times: change, who was lost on the way, and how alike a cluster is."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy
from numpy.typing import NDArray

from homeward.estimation import balance
from homeward.estimation.estimates import LEVEL
from homeward.estimation.studies import Floats, NotPossible, Study, Trues

FEWEST_PAIRS = 5


@dataclass(frozen=True)
class Change:
    """From one wave to another, of n people who answered both; means in the score's unit.

    p_t and p_wilcoxon are of two-sided paired tests; p_holm is p_wilcoxon after Holm (1979) over
    all changes that were asked for together.
    """

    name: str
    n: int
    before: float
    after: float
    change: float
    low: float
    high: float
    p_t: float
    p_wilcoxon: float
    p_holm: float
    better: int
    worse: int


def paired(measures: dict[str, tuple[Floats, Floats]]) -> list[Change]:
    """One Change for each measure: before (n,) and after (n,), NaN where not answered.

    Student's paired t with its interval; Wilcoxon's signed rank test with zeros after Pratt (1959).
    Fewer than 5 people who answered both give no line: a test of them says nothing.
    """
    changes = [_change(name, before, after) for name, (before, after) in measures.items()]
    there = [change for change in changes if change is not None]
    if not there:
        return []
    from statsmodels.stats.multitest import multipletests  # noqa: PLC0415 - takes seconds

    adjusted = multipletests([change.p_wilcoxon for change in there], method="holm")[1]
    return [
        Change(**{**vars(change), "p_holm": float(p)})
        for change, p in zip(there, adjusted, strict=True)
    ]


def _change(name: str, before: Floats, after: Floats) -> Change | None:
    both = ~np.isnan(before) & ~np.isnan(after)
    n = int(both.sum())
    if n < FEWEST_PAIRS:
        return None
    first, second = before[both], after[both]
    gaps = second - first
    mean, spread = float(gaps.mean()), float(gaps.std(ddof=1))
    half = float(scipy.stats.t.ppf(0.5 + LEVEL / 2, n - 1)) * spread / np.sqrt(n)
    p_t = float(scipy.stats.ttest_rel(second, first).pvalue) if spread > 0 else float(mean == 0)
    p_w = float(scipy.stats.wilcoxon(gaps, zero_method="pratt").pvalue) if gaps.any() else 1.0
    return Change(
        name, n, float(first.mean()), float(second.mean()), mean, mean - half, mean + half,
        p_t, p_w, p_w, int((gaps > 0).sum()), int((gaps < 0).sum()),
    )  # fmt: skip


@dataclass(frozen=True)
class Attrition:
    """Of n people asked first, who answered again. rates in [0, 1]; p of their difference.

    lines  those who were lost (as the treated of `balance`) beside those who stayed
    """

    n: int
    stayed: int
    rate: float
    rate_treated: float | None
    rate_control: float | None
    p_groups: float | None
    lines: list[balance.Line]

    @property
    def unlike(self) -> list[str]:
        return balance.unbalanced(self.lines)


def attrition(
    answered: Trues, covariates: Floats, names: Sequence[str], treated: Trues | None = None
) -> Attrition:
    """Who was lost between two waves, and whether they were like those who stayed.

    answered (n,) bool, covariates (n, k) as they stood first, treated (n,) bool or None. Where
    treatment is given, the loss in each group and Fisher's exact test of their difference.
    Raises ValueError for nobody.
    """
    if not len(answered):
        raise ValueError("nobody was asked")
    lost = ~answered
    lines: list[balance.Line] = []
    if min(lost.sum(), answered.sum()) > 1:
        lines = balance.table(Study(np.zeros(len(lost)), lost, covariates, tuple(names)))
    rate1 = rate0 = p = None
    if treated is not None and treated.any() and not treated.all():
        rate1, rate0 = float(lost[treated].mean()), float(lost[~treated].mean())
        counts = [[int((lost & treated).sum()), int((answered & treated).sum())],
                  [int((lost & ~treated).sum()), int((answered & ~treated).sum())]]  # fmt: skip
        p = float(scipy.stats.fisher_exact(counts).pvalue)
    return Attrition(len(lost), int(answered.sum()), float(lost.mean()), rate1, rate0, p, lines)


@dataclass(frozen=True)
class Likeness:
    """icc: share of the spread that lies between clusters, at most 1, cut at 0.

    low, high its interval; design_effect 1 + (size - 1) icc: how many times larger a sample of
    clusters must be.
    """

    icc: float
    low: float
    high: float
    clusters: int
    size: float
    design_effect: float


def likeness(values: Floats, clusters: NDArray[np.generic]) -> Likeness:
    """Intraclass correlation of one-way analysis of variance, with Searle's interval by F.

    values (n,), clusters (n,) labels; sizes may differ (n0 of Donner 1986, International
    Statistical Review 54: 67-82). Raises NotPossible("one_cluster") for fewer than two clusters or
    nobody twice in one.
    """
    _labels, place, sizes = np.unique(clusters, return_inverse=True, return_counts=True)
    n, k = len(values), len(sizes)
    if k < 2 or n == k:  # noqa: PLR2004 - between two there is a between
        raise NotPossible("one_cluster")
    means = np.bincount(place, values) / sizes
    between = float(sizes @ (means - values.mean()) ** 2) / (k - 1)
    within = float(((values - means[place]) ** 2).sum()) / (n - k)
    size = (n - float(sizes @ sizes) / n) / (k - 1)
    if within == 0:
        return Likeness(1.0, 1.0, 1.0, k, size, size)
    f, law = between / within, scipy.stats.f(k - 1, n - k)
    low, high = f / float(law.ppf(0.5 + LEVEL / 2)), f / float(law.ppf(0.5 - LEVEL / 2))
    icc, low, high = (max(0.0, (x - 1) / (x - 1 + size)) for x in (f, low, high))
    return Likeness(icc, low, high, k, size, 1 + (size - 1) * icc)
