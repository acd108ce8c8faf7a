from fractions import Fraction

import pytest

from homeward.surveys import instruments
from homeward.surveys.instruments import FaultySheet, Kind

RSS = instruments.load("rss", "2018")
TEXT = (instruments.SHEETS / "rss-2018.toml").read_text(encoding="utf-8")
LANGUAGES = {"en", "fr", "ar"}


def test_the_weights_sum_to_one_in_each_dimension_and_in_the_composite() -> None:
    for dimension in RSS.dimensions:
        assert sum(i.dimension_weight for i in RSS.of_dimension(dimension.id)) == 1
    thirds = [sum(i.composite_weight for i in RSS.of_dimension(d.id)) for d in RSS.dimensions]
    assert thirds == [Fraction("0.33"), Fraction("0.33"), Fraction("0.34")]


def test_the_sheet_asks_28_questions_and_computes_one_item() -> None:
    assert len(RSS.asked) == 28
    assert [item.id for item in RSS.items if item.kind == Kind.COMPUTED] == ["public_services"]


def test_every_label_is_there_in_every_language() -> None:
    labels = [
        RSS.labels,
        *(d.labels for d in RSS.dimensions),
        *(b.labels for b in RSS.bands),
        *(o.labels for o in RSS.options),
    ]
    for item in RSS.by_id.values():
        labels += [item.labels, *(a.labels for a in item.answers)]
        labels += [item.hints] if item.hints else []

    assert all(label.keys() == LANGUAGES and all(label.values()) for label in labels)


def test_a_label_falls_back_to_english() -> None:
    assert instruments.in_language({"en": "Yes", "fr": "Oui"}, "fr-ca") == "Oui"
    assert instruments.in_language({"en": "Yes", "fr": "Oui"}, "so") == "Yes"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("dimension_weight = 0.15", "dimension_weight = 0.16", "economic sum to 1.01, not to 1"),
        ("composite_weight = 0.05", "composite_weight = 0.04", "composite weights sum to 0.99"),
        ("points = 0.75", "points = 1.75", "not within 0 and 1"),
        ('id = "job_search"', 'id = "assets"', "assets stands there 2 times"),
        ('code = "very_poor"', 'code = "unknown"', "missing, doubled or reserved"),
        ('follow_up = "need_vs_wish"', "", "neither points nor a follow-up"),
        ('mean_of = ["housing_access"', 'mean_of = ["housing"', "items that are not asked"),
        ('scale = "satisfied"', 'scale = "happy"', "'happy' is missing or names nothing"),
        ('code = "light"', 'code = "light"\nup_to = 0.9', "the last band has a limit"),
        ("variants = { four", "variants = { three", "a variant without an option"),
        ('version = "2018"', "version = ", "Invalid value"),
    ],
)
def test_a_sheet_that_contradicts_itself_is_not_loaded(old: str, new: str, fault: str) -> None:
    with pytest.raises(FaultySheet, match=fault):
        instruments.parse(TEXT.replace(old, new, 1))
