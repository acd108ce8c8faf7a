import numpy as np
import pytest
from scipy import stats

from homeward.estimation.changes import attrition, likeness, paired
from homeward.estimation.studies import NotPossible

LUCK = np.random.default_rng(5)
BEFORE = LUCK.normal(0.5, 0.1, size=60)
AFTER = BEFORE + LUCK.normal(0.05, 0.05, size=60)


def test_a_change_is_tested_on_those_who_answered_both() -> None:
    after = AFTER.copy()
    after[:10] = np.nan
    (found,) = paired({"composite": (BEFORE, after)})
    assert found.n == 50
    assert found.p_t == pytest.approx(stats.ttest_rel(AFTER[10:], BEFORE[10:]).pvalue)
    interval = stats.ttest_rel(AFTER[10:], BEFORE[10:]).confidence_interval(0.95)
    assert (found.low, found.high) == pytest.approx(tuple(interval))
    assert found.better + found.worse == 50


def test_several_changes_are_held_to_a_stricter_line_together() -> None:
    measures = {"economic": (BEFORE, AFTER), "social": (BEFORE, BEFORE[::-1].copy())}
    alone = paired({"economic": measures["economic"]})[0]
    together = paired(measures)
    assert together[0].p_holm == pytest.approx(min(1.0, alone.p_wilcoxon * 2))
    assert all(change.p_holm >= change.p_wilcoxon for change in together)


def test_nobody_who_changed_is_no_change() -> None:
    (found,) = paired({"composite": (BEFORE, BEFORE.copy())})
    assert (found.change, found.p_t, found.p_wilcoxon) == (0.0, 1.0, 1.0)


def test_fewer_than_five_pairs_say_nothing() -> None:
    assert paired({"composite": (BEFORE[:4], AFTER[:4])}) == []
    assert paired({}) == []


def test_those_who_were_lost_stand_beside_those_who_stayed() -> None:
    worse_off = np.median(BEFORE) > BEFORE
    answered = ~worse_off
    found = attrition(answered, BEFORE[:, None], ["composite at first"], treated=~worse_off)
    assert (found.n, found.stayed) == (60, 30)
    assert found.unlike == ["composite at first"]
    assert found.lines[0].smd < 0
    assert (found.rate_treated, found.rate_control) == (0.0, 1.0)
    assert found.p_groups is not None
    assert found.p_groups < 1e-6


def test_where_nobody_was_lost_there_is_nobody_to_compare() -> None:
    found = attrition(np.ones(60, dtype=np.bool_), BEFORE[:, None], ["composite at first"])
    assert (found.rate, found.lines, found.p_groups) == (0.0, [], None)
    with pytest.raises(ValueError, match="nobody"):
        attrition(np.zeros(0, dtype=np.bool_), np.zeros((0, 1)), ["x"])


def test_likeness_within_groups_is_the_textbooks() -> None:
    # Shrout & Fleiss (1979), table 2: six targets, four judges; ICC(1,1) = 0.17.
    rated = np.array(
        [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]],
        dtype=float,
    )
    found = likeness(rated.ravel(), np.repeat(np.arange(6), 4))
    assert found.icc == pytest.approx(0.17, abs=0.005)
    assert (found.low, found.high) == (0.0, pytest.approx(0.72, abs=0.01))
    assert found.design_effect == pytest.approx(1 + 3 * found.icc)


def test_one_group_alone_has_no_likeness() -> None:
    with pytest.raises(NotPossible):
        likeness(BEFORE, np.zeros(60))
    with pytest.raises(NotPossible):
        likeness(BEFORE, np.arange(60))
