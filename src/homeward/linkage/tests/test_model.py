"""What the model says of two records, and of many."""

import math
from dataclasses import replace

import pytest

from homeward.linkage.generator import generate, true_pairs
from homeward.linkage.model import LEVELS, THRESHOLD, judge, pairs
from homeward.linkage.records import FIELDS, Record

ONE = Record(
    id="1",
    given_name="Fatoumata Binta",
    family_name="Diallo",
    birth_date="1991-05-17",
    sex="f",
    place="Bowomesa, Zandousa",
    phone="+996 70 838 9119",
    document="P3311926",
    household="H410739",
)


HOUSEHOLDS = {"household": "H410739"}


def level(field: str, a: Record, b: Record) -> str:
    return next(step.level for step in judge(a, b).steps if step.field == field)


def test_every_field_is_a_step_and_every_level_has_a_code() -> None:
    steps = judge(ONE, replace(ONE, id="2")).steps
    assert [step.field for step in steps] == list(FIELDS) == list(LEVELS)
    assert all(step.level in LEVELS[step.field] for step in steps)


@pytest.mark.parametrize("other", generate(40, seed=3).records)
def test_the_steps_add_up_to_the_probability(other: Record) -> None:
    for one in (ONE, replace(other, id="x", phone="")):
        found = judge(one, other)
        bits = found.prior_bits + sum(step.bits for step in found.steps)
        assert found.probability == pytest.approx(1 / (1 + 2**-bits), abs=1e-12)
        assert math.isfinite(bits)


@pytest.mark.parametrize(
    ("field", "changed", "expected"),
    [
        ("given_name", {"given_name": "FATOUMATA Binta"}, "same"),
        ("given_name", {"given_name": "Fatumata Bintah"}, "sounds_same"),
        ("given_name", {"given_name": "Binta"}, "one_of_two"),
        ("given_name", {"given_name": "Kwame"}, "different"),
        ("given_name", {"given_name": "Diallo", "family_name": "Binta"}, "swapped"),
        ("family_name", {"given_name": "Diallo", "family_name": "Binta"}, "counted_already"),
        ("family_name", {"family_name": "Jallow"}, "sounds_same"),
        ("family_name", {"family_name": "unknown"}, "not_known"),
        ("birth_date", {"birth_date": "1991-05-17"}, "same_day"),
        ("birth_date", {"birth_date": "1991-05-18"}, "one_figure"),
        ("birth_date", {"birth_date": "1991-05"}, "same_month"),
        ("birth_date", {"birth_date": "1991-01-01"}, "same_year"),
        ("birth_date", {"birth_date": "~1993"}, "about"),
        ("birth_date", {"birth_date": "1900-01-01"}, "not_known"),
        ("birth_date", {"birth_date": "9999-12-31"}, "not_known"),
        ("birth_date", {"birth_date": "1960"}, "different"),
        ("sex", {"sex": "Female"}, "same"),
        ("place", {"place": "bowomesa"}, "same_town"),
        ("place", {"place": "Lomo, Zandousa"}, "shared_part"),
        ("phone", {"phone": "070 838 9119"}, "same"),
        ("document", {"document": "p-3311926"}, "same"),
        ("document", {"document": "P3311927"}, "one_sign"),
        ("document", {"document": "n/a"}, "not_known"),
        ("household", {"household": ""}, "not_known"),
    ],
)
def test_a_field_is_compared_by_its_own_levels(
    field: str, changed: dict[str, str], expected: str
) -> None:
    # With one telephone, what a household shares would be counted with it.
    one = ONE if field == "phone" else replace(ONE, phone="", household=HOUSEHOLDS.get(field, ""))
    other = replace(one, id="2", **changed)
    assert level(field, one, other) == level(field, other, one) == expected


def test_what_a_household_shares_is_counted_once() -> None:
    sister = replace(ONE, id="2", given_name="Awa", birth_date="1997-02-03", document="P0082640")
    codes = {step.field: step.level for step in judge(ONE, sister).steps}
    assert codes["phone"] == "same"
    assert {codes[name] for name in ("family_name", "place", "household")} == {"counted_already"}
    assert judge(ONE, sister).probability < 0.01


def test_what_is_not_known_says_nothing() -> None:
    bare = Record(id="2", given_name="Fatoumata")
    assert {step.bits for step in judge(ONE, bare).steps if step.level == "not_known"} == {0.0}


def test_the_larger_the_register_the_less_likely() -> None:
    small, large = (judge(ONE, replace(ONE, document=""), among=n) for n in (100, 1_000_000))
    assert small.probability > large.probability
    assert [s.bits for s in small.steps] == [s.bits for s in large.steps]


def test_few_records_are_judged_by_the_shipped_parameters() -> None:
    found = pairs(
        [ONE, replace(ONE, id="2", given_name="Fatumata"), Record(id="3", given_name="Yaw")]
    )
    assert [(pair.id_a, pair.id_b, pair.cluster) for pair in found] == [("1", "2", 1)]
    assert found[0].probability > THRESHOLD


def test_nobody_and_one_have_no_pair() -> None:
    assert pairs([]) == pairs([ONE]) == []


def test_an_id_that_stands_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        pairs([ONE, ONE])


def test_many_records_teach_the_model_themselves() -> None:
    made = generate(3000)
    truth = set(true_pairs(made))
    found = {(min(p.id_a, p.id_b), max(p.id_a, p.id_b)) for p in pairs(made.records)}
    right = len(found & truth)
    assert 2 * right / (len(found) + len(truth)) > 0.8
