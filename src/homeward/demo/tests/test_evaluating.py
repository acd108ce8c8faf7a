"""The demo's published result is what its extract gives."""

import json
import math
from typing import Any

from homeward.demo.evaluating import COVARIATES, NUMBERS, OUTCOME, extract_of_the_demo
from homeward.estimation import report
from homeward.evaluations import freezing
from homeward.evaluations.actions.results import finite
from homeward.evaluations.choices import Treatment


def same(one: Any, other: Any) -> bool:
    """Equal, but for what two machines' libraries of linear algebra round differently."""
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, float) and isinstance(other, int | float):
        return math.isclose(one, other, rel_tol=1e-6, abs_tol=1e-9)
    return bool(one == other)


def test_the_published_result_is_made_again_from_its_extract() -> None:
    content, _dictionary = extract_of_the_demo()
    study = freezing.study(content, OUTCOME, Treatment.AIDED_NO_AID, COVARIATES)
    made = finite(report.as_dict(report.of(study)))
    kept = json.loads(NUMBERS.read_text(encoding="utf-8"))
    assert same(made, kept)
    assert kept["may_be_an_effect"]
    # The plain difference hides what the comparison of people alike shows.
    plain, robust = (
        kept["estimates"][0],
        next(line for line in kept["estimates"] if line["method"] == kept["main"]),
    )
    assert plain["value"] < robust["value"]
    assert robust["low"] > 0
