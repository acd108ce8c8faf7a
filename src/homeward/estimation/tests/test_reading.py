"""What the sentences say, and what they never say."""

import re

import pytest

from homeward.estimation import report, words
from homeward.estimation.findings import SMALL, may_be_an_effect
from homeward.estimation.folder import files, reading
from homeward.estimation.report import Report
from homeward.estimation.studies import Study
from homeward.estimation.tests.studied import apart, confounded

CAUSAL = re.compile(r"\b(effect|caused?|because of|led to|it changed|improved|thanks to)\b")


def codes(made: Report) -> list[str]:
    return [finding.code for finding in made.findings]


def test_balanced_groups_are_read_under_a_condition() -> None:
    made = report.of(confounded())
    assert codes(made)[:3] == ["difference", "among_alike", "if_nothing_else"]
    assert "e_value" in codes(made)


@pytest.mark.parametrize("study", [apart(), confounded(200, strength=6.0)])
def test_no_causal_word_where_groups_cannot_be_compared(study: Study) -> None:
    made = report.of(study)
    assert not may_be_an_effect(made)
    assert not {"among_alike", "effect_by_lot"} & set(codes(made))
    assert not CAUSAL.search(" ".join(reading(made)))


def test_what_remains_unlike_after_weighting_is_named() -> None:
    made = report.of(confounded(200, strength=6.0))
    found = next(f for f in made.findings if f.code == "balance_fails")
    assert set(found.values["names"]) <= {"skill", "age"}  # type: ignore[call-overload]


def test_small_groups_are_said_to_be_small() -> None:
    made = report.of(confounded(2 * SMALL - 10))
    assert "small_groups" in codes(made)


def test_drawn_by_lot_is_read_from_the_difference_alone() -> None:
    made = report.of(confounded(), randomised=True)
    assert made.main.method == "difference"
    assert "lot_unbalanced" in codes(made)


def test_without_covariates_nothing_is_adjusted_and_it_says_so() -> None:
    study = confounded(300)
    bare = Study(study.outcome, study.treated, study.covariates[:, :0], ())
    made = report.of(bare)
    assert "no_covariates" in codes(made)
    assert [e.method for e in made.estimates] == ["difference"]


def test_each_code_has_its_words() -> None:
    assert set(report.MAIN) <= set(words.METHODS)
    for sentence in words.SENTENCES.values():
        sentence % dict.fromkeys(re.findall(r"%\((\w+)\)s", sentence), "x")


def test_the_same_report_writes_the_same_bytes() -> None:
    first, second = (files(report.of(confounded(200))) for _ in range(2))
    assert first == second
    assert set(first) >= {"estimates.csv", "balance.csv", "estimates.svg", "overlap.svg"}


@pytest.mark.parametrize(
    ("value", "shown"), [(1794.3, "+1,794"), (-12.34, "−12.3"), (0.0521, "+0.052"), (0.0, "0.000")]
)
def test_a_difference_is_shown_with_its_sign(value: float, shown: str) -> None:
    assert words.signed(value) == shown
