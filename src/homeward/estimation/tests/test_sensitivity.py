import numpy as np
import pytest
from scipy import stats

from homeward.estimation.estimates import Estimate
from homeward.estimation.sensitivity import _of_ratio, e_value, holds_until, rosenbaum


def test_the_e_value_of_the_papers_example() -> None:
    # VanderWeele & Ding (2017): RR 3.9 (1.8 to 8.7) has E-values 7.26 and 3.0.
    assert _of_ratio(3.9) == pytest.approx(7.26, abs=0.005)
    assert _of_ratio(1.8) == pytest.approx(3.0, abs=0.005)


def test_an_interval_that_holds_zero_needs_nothing_unmeasured() -> None:
    found = e_value(Estimate("ipw_att", "ATT", 1.0, 1.0, -1.0, 3.0), spread=2.0)
    assert found is not None
    assert found.limit == 1.0
    assert found.point > 1.0


def test_less_is_explained_away_as_hard_as_more() -> None:
    more = e_value(Estimate("ipw_att", "ATT", 2.0, 0.5, 1.0, 3.0), spread=2.0)
    less = e_value(Estimate("ipw_att", "ATT", -2.0, 0.5, -3.0, -1.0), spread=2.0)
    assert more == less


def test_without_hidden_bias_the_bound_is_wilcoxons_test() -> None:
    gaps = np.random.default_rng(1).normal(0.4, 1, size=80)
    expected = stats.wilcoxon(gaps, alternative="greater", method="asymptotic").pvalue
    assert rosenbaum(gaps)[0].p == pytest.approx(expected, rel=1e-6)


def test_more_hidden_bias_never_makes_it_stand_better() -> None:
    bounds = rosenbaum(np.random.default_rng(1).normal(0.8, 1, size=80))
    found = [bound.p for bound in bounds]
    assert found == sorted(found)
    assert holds_until(bounds) in {bound.gamma for bound in bounds}


def test_pairs_without_any_difference_have_no_bounds() -> None:
    assert rosenbaum(np.zeros(5)) == []
    assert holds_until([]) is None
