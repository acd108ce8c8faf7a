import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from homeward.estimation import balance, estimates, pairs, propensity, report, resampling
from homeward.estimation.studies import NotPossible, Study, study_of
from homeward.estimation.tests.studied import EFFECT, apart, confounded


@pytest.fixture(scope="module")
def made() -> report.Report:
    return report.of(confounded())


def test_the_unadjusted_difference_is_welchs(made: report.Report) -> None:
    study = made.study
    found = stats.ttest_ind(
        study.outcome[study.treated], study.outcome[~study.treated], equal_var=False
    )
    interval = found.confidence_interval(0.95)
    assert made.difference.p == pytest.approx(found.pvalue)
    assert (made.difference.low, made.difference.high) == pytest.approx(tuple(interval))


def test_what_stands_behind_both_misleads_the_difference(made: report.Report) -> None:
    assert made.difference.value is not None
    assert made.difference.value > EFFECT + 1
    assert made.difference.low is not None
    assert made.difference.low > EFFECT


@pytest.mark.parametrize(
    "method",
    ["regression", "match_replace", "ipw_att", "ipw_ate", "aipw_att", "aipw_ate"],
)
def test_each_way_of_adjusting_finds_the_effect_within_its_interval(
    made: report.Report, method: str
) -> None:
    found = next(e for e in made.estimates if e.method == method)
    assert found.low is not None
    assert found.high is not None
    assert found.low < EFFECT < found.high


def test_pairs_take_away_most_of_what_misleads(made: report.Report) -> None:
    # With as many treated as controls the last to choose find nobody quite like them.
    found = next(e for e in made.estimates if e.method == "match_pairs")
    assert found.value is not None
    assert made.difference.value is not None
    assert abs(found.value - EFFECT) < 0.1 * (made.difference.value - EFFECT)


def test_weighting_balances_what_was_not(made: report.Report) -> None:
    assert balance.worst(made.before) > 0.5
    assert balance.worst(made.after["ipw_att"]) < balance.SMD_LIMIT


def test_the_same_study_gives_the_same_numbers(made: report.Report) -> None:
    assert report.as_dict(report.of(confounded())) == report.as_dict(made)


def test_the_order_of_covariates_changes_no_weighted_estimate(made: report.Report) -> None:
    study = made.study
    turned = Study(study.outcome, study.treated, study.covariates[:, ::-1], ("age", "skill"))
    first = {e.method: e.value for e in made.estimates}
    for found in report.of(turned).estimates:
        if found.method.startswith(("ipw", "aipw", "regression")):
            assert found.value == pytest.approx(first[found.method], rel=1e-6)


def test_groups_without_overlap_are_not_compared() -> None:
    with pytest.raises(NotPossible) as refused:
        propensity.fit(apart())
    assert refused.value.code == "separated"
    found = report.of(apart())
    assert found.no_propensity == "separated"
    assert found.scores is None


def test_drawing_again_with_a_seed_gives_the_same_interval() -> None:
    study = confounded(300)

    def ask(of: Study) -> float:
        return float(of.outcome[of.treated].mean() - of.outcome[~of.treated].mean())

    first = resampling.percentile(study, ask, draws=200, seed=1)
    assert first == resampling.percentile(study, ask, draws=200, seed=1)
    assert first != resampling.percentile(study, ask, draws=200, seed=2)
    difference = estimates.difference(study)
    assert first == pytest.approx((difference.low, difference.high), rel=0.15)


def test_a_control_stands_once_in_pairs_and_may_repeat_otherwise() -> None:
    study = confounded(400, strength=1.5)
    chance = propensity.fit(study)
    once, again = (pairs.match(study, chance, replace=replace) for replace in (False, True))
    assert len(set(once.control)) == len(once.control)
    assert len(set(again.control)) < len(again.control)
    assert again.unmatched <= once.unmatched
    assert study.treated[once.treated].all()
    assert not study.treated[once.control].any()


def test_a_column_said_twice_changes_nothing() -> None:
    study = confounded(500)
    doubled = Study(
        study.outcome, study.treated,
        np.column_stack([study.covariates, study.covariates[:, 0] * 2 + 1]),
        ("skill", "age", "again"),
    )  # fmt: skip
    assert propensity.fit(doubled).score == pytest.approx(propensity.fit(study).score)


def test_a_ratio_of_variances_without_spread_is_none() -> None:
    study = study_of([1, 2, 3, 4], [True, True, False, False], {"same": [1, 1, 1, 1]})
    (line,) = balance.table(study)
    assert (line.smd, line.ratio) == (0.0, None)


def test_an_outcome_that_does_not_vary_has_no_interval() -> None:
    study = study_of([1, 1, 1, 1], [True, True, False, False], {})
    assert estimates.difference(study).why == "no_spread"


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.floats(-50, 50), st.floats(0.1, 20))
def test_a_shift_and_a_scale_of_the_outcome_shift_and_scale_the_estimate(
    seed: int, shift: float, scale: float
) -> None:
    study = confounded(120, seed)
    moved = Study(study.outcome * scale + shift, study.treated, study.covariates, study.names)
    chance = propensity.fit(study)
    before, after = (estimates.robust_att(each, chance) for each in (study, moved))
    assert before.value is not None
    assert after.value == pytest.approx(before.value * scale, rel=1e-6, abs=1e-6)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(0.01, 100), min_size=2, max_size=50))
def test_the_effective_size_lies_between_one_and_the_count(weights: list[float]) -> None:
    size = balance.effective_size(np.array(weights))
    assert 1 - 1e-9 <= size <= len(weights) + 1e-9
