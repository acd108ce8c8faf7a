"""The declared model in Splink, and what `judge` says of the same pairs."""

import pytest

from homeward.linkage import parameters, splinking
from homeward.linkage.comparisons import COMPARISONS
from homeward.linkage.generator import generate
from homeward.linkage.model import BUDGET, judge, prepared


def test_judge_agrees_with_splink_on_the_same_parameters() -> None:
    records = generate(3000, seed=11).records
    rows, keys = prepared(records)
    model = parameters.shipped()
    found = splinking.predict(rows, keys, model, settle=False)

    assert len(found.left) > 500
    for left, right, probability in zip(found.left, found.right, found.probability, strict=True):
        judged = judge(records[left], records[right], parameters=model, among=len(records))
        assert judged.probability == pytest.approx(probability, abs=1e-6)


def test_what_is_learned_is_learned_for_every_level_and_without_labels() -> None:
    records = generate(1500, seed=12).records
    rows, _ = prepared(records)
    model = splinking.learn(rows, parameters.shipped())
    for one in COMPARISONS:
        assert list(model.levels[one.field]) == [level.code for level in one.levels]
        assert all(0 < m < 1 and 0 < u < 1 for m, u in model.levels[one.field].values())
    # A document that both have speaks for one person, another one against it.
    m, u = model.levels["document"]["same"]
    assert m > 100 * u
    m, u = model.levels["given_name"]["different"]
    assert m < u / 5


def test_the_budget_of_blocking_is_kept() -> None:
    records = generate(2000, seed=13).records
    _, keys = prepared(records)
    times: dict[str, int] = {}
    for some in keys:
        for key in some:
            times[key] = times.get(key, 0) + 1
    assert min(times.values()) > 1
    assert sum(n * (n - 1) // 2 for n in times.values()) <= BUDGET * len(records)
