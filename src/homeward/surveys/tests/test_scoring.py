from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.surveys import instruments
from homeward.surveys.instruments import STATE_CODES, Kind, State
from homeward.surveys.scoring import FaultyAnswers, Score, rounded, score
from homeward.surveys.tests.sample import PUBLISHED, SAMPLE, answers_worth

RSS = instruments.load("rss", "2018")


def scored(answers: dict[str, str], **options: str) -> Score:
    result = score(RSS, answers, options)
    assert result is not None
    return result


def four(result: Score) -> list[str]:
    return [str(rounded(v)) for v in (*result.dimensions.values(), result.composite)]


def test_the_published_sample_gets_its_published_scores() -> None:
    result = scored(SAMPLE)

    assert {**result.dimensions, "composite": result.composite} == PUBLISHED
    assert result.band.code == "standard"
    public_services = next(s for s in result.items if s.item.id == "public_services")
    assert public_services.points == Fraction("0.875")


def test_every_item_one_gives_one() -> None:
    assert four(scored(answers_worth(RSS, 1))) == ["1.000000"] * 4


def test_every_item_zero_gives_zero() -> None:
    assert four(scored(answers_worth(RSS, 0))) == ["0.000000"] * 4


def test_every_item_half_gives_half() -> None:
    assert four(scored({item.id: "unknown" for item in RSS.asked})) == ["0.500000"] * 4


def test_housing_alone_counts_in_public_services_too() -> None:
    result = scored(answers_worth(RSS, 0, housing_access="very_good"))

    assert four(result) == ["0.000000", "0.113333", "0.000000", "0.036667"]


def test_documentation_and_water_count_in_public_services_alone() -> None:
    answers = answers_worth(RSS, 0, documentation_access="very_good", water_access="very_good")

    assert four(scored(answers)) == ["0.000000", "0.026667", "0.000000", "0.013333"]


@pytest.mark.parametrize("code", sorted(STATE_CODES))
def test_what_has_no_answer_counts_half_a_point(code: str) -> None:
    result = scored(SAMPLE | {"health_access": code})

    health = next(s for s in result.items if s.item.id == "health_access")
    assert health.points == Fraction(1, 2)
    assert health.state == code
    # .75 became .5: .05 of the dimension, and 1/6 of that through public services.
    assert result.dimensions["social"] == Fraction("0.745") - Fraction(1, 4) * (
        Fraction("0.20") + Fraction("0.08") / 6
    )


def test_a_blank_is_not_asked() -> None:
    result = scored(SAMPLE | {"health_access": "  "})

    assert result.not_asked == 1
    assert result.items == scored(SAMPLE | {"health_access": ""}).items


def test_a_survey_that_was_not_filled_in_has_no_score() -> None:
    assert score(RSS, {}) is None
    assert score(RSS, {item.id: "" for item in RSS.asked}) is None
    assert score(RSS, {item.id: "not_asked" for item in RSS.asked}) is None


@pytest.mark.parametrize(("missing", "warned"), [(7, False), (8, True)])
def test_more_than_seven_without_answer_carry_a_warning(missing: int, warned: bool) -> None:
    ids = [item.id for item in RSS.asked[:missing]]
    answers = SAMPLE | dict(zip(ids, ["unknown", "refused"] * missing, strict=False))

    result = scored(answers)

    assert (result.unknown + result.refused, result.warning) == (missing, warned)


def test_not_applicable_is_no_reason_for_a_warning() -> None:
    result = scored(SAMPLE | {item.id: "not_applicable" for item in RSS.asked[:9]})

    assert (result.not_applicable, result.warning) == (9, False)


@pytest.mark.parametrize(
    ("stay", "follow_up", "points"),
    [
        ("yes", "", "1"),
        ("yes", "need", "1"),
        ("no", "wish", "1"),
        ("no", "need", "0"),
        ("no", "", "1/2"),
        ("no", "unknown", "1/2"),
        ("no", "refused", "1/2"),
        ("unknown", "need", "1/2"),
        ("refused", "", "1/2"),
        ("", "wish", "1/2"),
    ],
)
def test_able_to_stay(stay: str, follow_up: str, points: str) -> None:
    result = scored(SAMPLE | {"able_to_stay": stay, "need_vs_wish": follow_up})

    assert result.items[-1].points == Fraction(points)


@pytest.mark.parametrize(
    ("stay", "follow_up", "points"),
    [("no", "need", "1"), ("yes", "wish", "1"), ("yes", "need", "0"), ("yes", "", "1/2")],
)
def test_able_to_stay_read_literally(stay: str, follow_up: str, points: str) -> None:
    answers = SAMPLE | {"able_to_stay": stay, "need_vs_wish": follow_up}

    result = scored(answers, able_to_stay="literal")

    assert result.items[-1].points == Fraction(points)
    assert result.options["able_to_stay"] == "literal"


def test_a_follow_up_counts_as_unknown_only_where_it_is_called_for() -> None:
    assert scored(SAMPLE | {"need_vs_wish": "unknown"}).unknown == 1
    assert scored(SAMPLE | {"able_to_stay": "yes", "need_vs_wish": "unknown"}).unknown == 0
    assert scored(SAMPLE | {"able_to_stay": "unknown", "need_vs_wish": "unknown"}).unknown == 1


def test_four_answers_on_discrimination_are_declared() -> None:
    def points(code: str, **options: str) -> Fraction:
        result = scored(SAMPLE | {"discrimination": code}, **options)
        return next(s.points for s in result.items if s.item.id == "discrimination")

    assert points("very_often") == Fraction(1, 4)
    assert points("very_often", discrimination="four") == 0
    with pytest.raises(FaultyAnswers):
        scored(SAMPLE | {"discrimination": "all_the_time"}, discrimination="four")


@pytest.mark.parametrize(
    ("assets", "points", "state"),
    [
        ("land animals", 1, State.ANSWERED),
        ("no_assets", 0, State.ANSWERED),
        ("no_assets sewing_machine", 1, State.ANSWERED),
        ("a_boat", 1, State.ANSWERED),
        ("", Fraction(1, 2), State.NOT_ASKED),
        ("refused", Fraction(1, 2), State.REFUSED),
    ],
)
def test_assets(assets: str, points: Fraction, state: State) -> None:
    owned = next(s for s in scored(SAMPLE | {"assets": assets}).items if s.item.id == "assets")

    assert (owned.points, owned.state) == (points, state)


def test_every_faulty_code_is_told_with_its_item() -> None:
    answers = SAMPLE | {
        "working": "maybe", "assets": "land unknown", "safety": "Very safe", "need_vs_wish": "both",
    }  # fmt: skip

    with pytest.raises(FaultyAnswers) as caught:
        score(RSS, answers)

    assert [(fault.item, fault.code) for fault in caught.value.faults] == [
        ("working", "maybe"),
        ("assets", "unknown"),
        ("safety", "Very safe"),
        ("need_vs_wish", "both"),
    ]


@pytest.mark.parametrize(
    ("composite", "band"),
    [
        ("0.3299999999", "intensified"),
        ("0.33", "standard"),
        ("0.66", "standard"),
        ("0.6600000001", "light"),
    ],
)
def test_bands_are_of_the_unrounded_composite(composite: str, band: str) -> None:
    assert RSS.band(Fraction(composite)).code == band


def test_an_unknown_option_is_refused() -> None:
    with pytest.raises(ValueError, match="no option 'mood'"):
        score(RSS, SAMPLE, {"mood": "good"})
    with pytest.raises(ValueError, match="able_to_stay is one of"):
        score(RSS, SAMPLE, {"able_to_stay": "reversed"})


def codes(item: instruments.Item) -> st.SearchStrategy[str]:
    own = [answer.code for answer in item.answers]
    return st.sampled_from([*own, *sorted(STATE_CODES), ""])


surveys = st.fixed_dictionaries({item.id: codes(item) for item in (*RSS.asked, *RSS.follow_ups)})


@given(surveys)
def test_a_score_lies_within_0_and_1_and_can_be_summed_by_hand(answers: dict[str, str]) -> None:
    result = score(RSS, answers)
    if result is None:
        assert all(answers[item.id] in {"", "not_asked"} for item in RSS.asked)
        return
    assert all(0 <= value <= 1 for value in (*result.dimensions.values(), result.composite))
    assert result.composite == sum(s.points * s.item.composite_weight for s in result.items)
    for dimension, value in result.dimensions.items():
        assert value == sum(
            s.points * s.item.dimension_weight
            for s in result.items
            if s.item.dimension == dimension
        )


@given(surveys, st.sampled_from(RSS.asked))
def test_a_better_answer_never_lowers_a_score(
    answers: dict[str, str], item: instruments.Item
) -> None:
    ranked = sorted((a for a in item.answers if a.points is not None), key=lambda a: a.points or 0)
    worse = score(RSS, answers | {item.id: ranked[0].code})
    better = score(RSS, answers | {item.id: ranked[-1].code})

    assert worse is not None
    assert better is not None
    assert worse.composite <= better.composite


@given(surveys)
def test_a_state_counts_half_a_point_and_nothing_is_dropped(answers: dict[str, str]) -> None:
    result = score(RSS, answers)
    if result is None:
        return
    assert len(result.items) == len(RSS.items)
    for item_score in result.items:
        if item_score.item.kind != Kind.COMPUTED and item_score.state != State.ANSWERED:
            assert item_score.points == Fraction(1, 2)
