"""The ranking: against plain loops, by hand, and what must hold whatever is offered."""

from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.matching.columns import OfferIndex, Offers, Relation, Vocabulary
from homeward.matching.globe import distance_km, on_the_globe
from homeward.matching.measuring import Measured
from homeward.matching.occupations import Occupations
from homeward.matching.ranking import explain, rank, refused_by
from homeward.matching.sides import PARTS, Person, Refusal, State, Weights
from homeward.matching.tests import slow

TODAY = 739_000
WEIGHTS = Weights(
    parts=dict(zip(PARTS, [0.15, 0.2, 0.15, 0.15, 0.1, 0.05, 0.05, 0.05, 0.05, 0.05], strict=True))
)
NOTHING: dict[str, Any] = {
    "kind": 0, "languages": 0, "needs": 0, "occupation": -1, "years_asked": np.nan,
    "latitude": np.nan, "longitude": np.nan, "area": 0, "transport": 0, "child_care": -1,
    "before_departure": -1, "intensity": 0, "hours": np.nan, "starts": 0, "ends": 0,
    "apply_by": 0, "wage": np.nan, "cost": np.nan, "currency": 0, "places": -1,
}  # fmt: skip
BITS = {"languages", "needs"}
REAL = {"years_asked", "latitude", "longitude", "hours", "wage", "cost"}


def offers(*said: dict[str, Any]) -> Offers:
    """Offers of which nothing is known but what is said; `criteria` and `skills` as lists."""
    rows = [{**NOTHING, **one} for one in said]
    skills = [(at, *skill) for at, one in enumerate(rows) for skill in one.get("skills", [])]
    columns = np.array(skills, dtype=np.int64).reshape(-1, 3)
    criteria = [[*one.get("criteria", []), 0, 0][:2] for one in rows]
    return Offers(
        key=np.array([one.get("key", at) for at, one in enumerate(rows)], dtype=np.int64),
        criteria=np.array(criteria, dtype=np.int64).reshape(-1, 2),
        skill_offer=columns[:, 0], skill=columns[:, 1], relation=columns[:, 2],
        **{
            name: np.array(
                [one[name] for one in rows],
                dtype=np.uint64 if name in BITS else np.float64 if name in REAL else np.int64,
            )
            for name in NOTHING
        },
    )  # fmt: skip


def ask(person: Person, *said: dict[str, Any], most: int = 20) -> Any:
    return rank(OfferIndex(offers(*said)), person, WEIGHTS, most)


def unknown_or(values: Any, unknown: Any) -> Any:
    return st.one_of(st.just(unknown), values)


SKILLS = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 2)), max_size=5, unique_by=lambda pair: pair[0]
)
OFFER = st.fixed_dictionaries({
    "kind": st.integers(0, 3),
    "criteria": st.lists(st.integers(1, 4), max_size=2),
    "languages": st.integers(0, 7),
    "needs": st.integers(0, 15),
    "occupation": st.integers(-1, 4),
    "years_asked": unknown_or(st.sampled_from([0.0, 1.0, 4.0]), np.nan),
    "latitude": unknown_or(st.sampled_from([5.6, 6.7, 9.4]), np.nan),
    "longitude": st.sampled_from([-0.2, -1.6]),
    "area": st.integers(0, 3),
    "transport": st.integers(0, 2),
    "child_care": st.integers(-1, 1),
    "before_departure": st.integers(-1, 1),
    "intensity": st.integers(0, 3),
    "hours": unknown_or(st.sampled_from([10.0, 40.0]), np.nan),
    "starts": unknown_or(st.integers(TODAY - 50, TODAY + 50), 0),
    "ends": unknown_or(st.integers(TODAY + 50, TODAY + 90), 0),
    "apply_by": unknown_or(st.integers(TODAY - 2, TODAY + 20), 0),
    "wage": unknown_or(st.sampled_from([500.0, 1500.0]), np.nan),
    "cost": unknown_or(st.sampled_from([0.0, 100.0]), np.nan),
    "currency": st.integers(0, 2),
    "places": st.integers(-1, 3),
    "skills": SKILLS,
})  # fmt: skip
NEAR = np.array([1.0, 0.8, 0.6, 0.2, 0.0])
PERSON = st.builds(
    Person,
    today=st.just(TODAY),
    from_day=unknown_or(st.integers(TODAY - 10, TODAY + 60), 0),
    until_day=st.sampled_from([TODAY + 40, 3_652_059]),
    latitude=unknown_or(st.just(5.6), np.nan),
    longitude=st.just(-0.2),
    answers=st.lists(st.integers(-1, 1), min_size=4, max_size=4).map(
        lambda a: np.array([1, *a], dtype=np.int8)
    ),
    languages=st.integers(0, 7),
    needs=st.integers(0, 15),
    held=st.lists(st.integers(0, 9)).map(lambda a: np.array(a, dtype=np.int64)),
    wanted=st.lists(st.integers(0, 9)).map(lambda a: np.array(a, dtype=np.int64)),
    near=st.sampled_from([np.zeros(0), NEAR]),
    years=st.just(np.array([6.0, 4.8, np.nan, 1.2, 0.0])),
    kinds=st.sampled_from([np.zeros(0, dtype=bool), np.array([False, True, False, True])]),
    occupations=st.sampled_from([np.zeros(0, dtype=bool), np.array([True] + [False] * 4)]),
    areas=st.sampled_from([np.zeros(0, dtype=bool), np.array([False, True, True, False])]),
    most_km=unknown_or(st.just(150.0), np.nan),
    most_hours=unknown_or(st.just(20.0), np.nan),
    needs_child_care=st.booleans(),
    needs_transport=st.booleans(),
    most_intensity=st.integers(0, 3),
    least_wage=unknown_or(st.just(1000.0), np.nan),
    currency=st.integers(0, 2),
)


@given(said=st.lists(OFFER, max_size=8), person=PERSON, most=st.integers(1, 10))
def test_it_ranks_as_plain_loops_do(said: Any, person: Person, most: int) -> None:
    made = offers(*said)
    found = rank(OfferIndex(made), person, WEIGHTS, most)
    expected = slow.ranking(made, person, WEIGHTS, most)
    assert found.rows.tolist() == [at for at, _score in expected]
    assert found.scores == pytest.approx([score for _at, score in expected], abs=1e-9)
    assert found.measured.fitting == len(slow.ranking(made, person, WEIGHTS, 99))
    assert np.all((found.values >= 0) & (found.values <= 1))


@given(said=st.lists(OFFER, min_size=2, max_size=8), person=PERSON, turn=st.randoms())
def test_the_order_of_the_offers_changes_nothing(said: Any, person: Person, turn: Any) -> None:
    keyed = [{**one, "key": at} for at, one in enumerate(said)]
    turned = turn.sample(keyed, len(keyed))
    ours, theirs = ask(person, *keyed), ask(person, *turned)
    assert [keyed[r]["key"] for r in ours.rows] == [turned[r]["key"] for r in theirs.rows]
    assert np.array_equal(ours.scores, theirs.scores)


@given(said=st.lists(OFFER, min_size=1, max_size=6), person=PERSON, more=st.integers(0, 9))
def test_one_more_skill_never_lowers_an_offer(said: Any, person: Person, more: int) -> None:
    index = OfferIndex(offers(*said))
    before = Measured(index, person, WEIGHTS).scores
    after = Measured(index, replace(person, held=np.append(person.held, more)), WEIGHTS).scores
    assert np.all(after >= before)


@given(said=st.lists(OFFER, min_size=1, max_size=6), person=PERSON)
def test_what_is_refused_says_why_and_is_counted(said: Any, person: Person) -> None:
    measured = Measured(OfferIndex(offers(*said)), person, WEIGHTS)
    everything = explain(measured, np.arange(len(said)))
    out = np.isneginf(measured.scores)
    assert np.array_equal(everything.refusals != 0, out)
    for refusal in Refusal:
        named = np.flatnonzero(everything.refusals & int(refusal))
        assert everything.measured.refused.get(refusal, 0) == len(named)
        assert refused_by(measured, refusal).tolist() == named.tolist()


def test_a_score_is_the_sum_of_its_parts_by_hand() -> None:
    # One degree of latitude on a sphere of 6371.0088 km is 111.195 km.
    person = Person(
        today=TODAY, from_day=TODAY + 10, latitude=6.0, longitude=0.0, languages=0b01,
        needs=0b11, held=np.array([1, 2]), near=np.array([0.8]), years=np.array([2.0]),
        answers=np.array([1, 1, 0], dtype=np.int8), kinds=np.array([False, True]), most_hours=30.0,
    )  # fmt: skip
    offer = {
        "kind": 1, "criteria": [1, 2], "languages": 0b11, "needs": 0b01, "occupation": 0,
        "years_asked": 4.0, "latitude": 6.1, "longitude": 0.0, "starts": TODAY,
        "ends": TODAY + 39, "hours": 40.0, "cost": 100.0, "places": 3,
        "skills": [(1, Relation.ESSENTIAL), (5, Relation.ESSENTIAL), (2, Relation.OPTIONAL)],
    }  # fmt: skip
    found = ask(person, offer)
    by_hand = {
        "criteria": 0.75,  # one met, one unknown
        "skills": 1.3 / 2.3,  # one of two essential ones, and the optional one
        "occupation": 0.8 * 2 / 4,  # near, with half the years
        "needs": 0.5,
        "distance": 1 - 11.1195 / 50,
        "dates": 30 / 40,
        "places": 1.0,
        "language": 1.0,
        "money": 0.0,  # it costs something
        "wishes": 0.5,  # the kind, not the hours
    }
    assert found.values[0] == pytest.approx([by_hand[name] for name in PARTS], abs=1e-5)
    assert found.scores[0] == pytest.approx(
        sum(WEIGHTS.parts[name] * by_hand[name] for name in PARTS), abs=1e-5
    )
    states = dict(zip(PARTS, found.states[0], strict=True))
    assert states == {
        "criteria": State.UNKNOWN, "skills": State.PARTLY, "occupation": State.NOT_MET,
        "needs": State.PARTLY, "distance": State.PARTLY, "dates": State.PARTLY,
        "places": State.MET, "language": State.MET, "money": State.NOT_MET,
        "wishes": State.PARTLY,
    }  # fmt: skip
    assert found.wishes.tolist() == [[State.MET, State.NOT_MET]]
    assert found.criteria(0) == [(1, State.MET), (2, State.UNKNOWN)]
    assert found.skills(0) == [(1, 0, True), (5, 0, False), (2, 1, True)]
    assert found.days.tolist() == [[30, 40]]


def test_what_nobody_said_or_asked_for_counts_half() -> None:
    found = ask(Person(today=TODAY), {})
    # An offer without criteria is open to everybody; all else is not known.
    assert dict(zip(PARTS, found.values[0], strict=True)) == dict.fromkeys(PARTS, 0.5) | {
        "criteria": 1.0
    }


def test_equal_offers_go_by_their_keys() -> None:
    found = ask(Person(today=TODAY), {"key": 7}, {"key": 3}, {"key": 5}, most=2)
    assert found.rows.tolist() == [1, 2]


@pytest.mark.parametrize(
    ("person", "offer", "refusal"),
    [
        ({"answers": np.array([1, -1], dtype=np.int8)}, {"criteria": [1]}, Refusal.CRITERION),
        ({}, {"places": 0}, Refusal.NO_PLACE),
        ({}, {"apply_by": TODAY - 1}, Refusal.DATES),
        ({"from_day": TODAY + 9}, {"ends": TODAY + 8}, Refusal.DATES),
        ({"until_day": TODAY + 8}, {"starts": TODAY + 9}, Refusal.DATES),
        (
            {"most_km": 10.0, "latitude": 6.0, "longitude": 0.0},
            {"latitude": 6.1, "longitude": 0.0},
            Refusal.FAR,
        ),
        ({"most_intensity": 1}, {"intensity": 2}, Refusal.INTENSITY),
        ({"needs": 0b011}, {"needs": 0b100}, Refusal.NEED),
    ],
)
def test_each_thing_alone_excludes(person: Any, offer: Any, refusal: Refusal) -> None:
    found = ask(Person(today=TODAY, **person), offer)
    assert (found.measured.fitting, found.measured.refused[refusal]) == (0, 1)


def test_a_course_that_may_begin_before_departure_does_not_wait_for_it() -> None:
    soon = {"starts": TODAY, "ends": TODAY + 9}
    person = Person(today=TODAY, from_day=TODAY + 100)
    assert ask(person, soon).measured.fitting == 0
    assert ask(person, soon | {"before_departure": 1}).values[0][PARTS.index("dates")] == 1


def test_a_training_counts_by_what_it_teaches_of_what_is_wanted() -> None:
    teaches = {"skills": [(4, Relation.TAUGHT), (5, Relation.TAUGHT)]}
    for wanted, share in (([4, 5], 1.0), ([4], 0.5), ([], 0.0)):
        person = Person(today=TODAY, held=np.array([5]), wanted=np.array(wanted, dtype=np.int64))
        assert ask(person, teaches).values[0][PARTS.index("skills")] == share


def test_the_distance_is_that_of_the_great_circle() -> None:
    # A degree along a meridian and a quarter of the equator: the radius times the angle.
    points = on_the_globe(np.array([1.0, 0.0, np.nan]), np.array([0.0, 90.0, 0.0]))
    km = distance_km(points, on_the_globe(np.zeros(1), np.zeros(1)))
    assert km[:2] == pytest.approx([6371.0088 * np.pi / 180, 6371.0088 * np.pi / 2])
    assert np.isnan(km[2])


def test_no_way_of_return_and_no_legal_status_can_be_put_in() -> None:
    names = {f.name for kind in (Person, Offers) for f in fields(kind)}
    assert not [n for n in names for word in ("way", "return", "status", "legal") if word in n]


def test_weights_that_do_not_sum_to_one_are_refused() -> None:
    with pytest.raises(ValueError, match="sum to 1"):
        replace(WEIGHTS, parts={**WEIGHTS.parts, "skills": 0.3})


def test_words_beyond_the_sixty_fourth_have_no_bit() -> None:
    words = Vocabulary(str(n) for n in range(70))
    assert words.bits(["0", "63", "64", "none"]) == 1 | 1 << 63


def occupations() -> Occupations:
    """Two tailors of one unit group, a shoemaker of their minor group, a welder, a cook."""
    asks = {0: [1, 2, 3, 4], 1: [1, 2, 3, 9], 2: [1, 7], 3: [8], 4: [4, 8]}
    pairs = [(o, s) for o, skills in asks.items() for s in skills]
    of, skill = np.array(pairs, dtype=np.int64).T
    return Occupations(np.array([7531, 7531, 7536, 7212, 5120]), of, skill)


def test_occupations_are_near_by_their_group_or_their_skills() -> None:
    # 0.8 in the unit group, 0.6 in the minor one, no digit and no skill in common: 0; one of five.
    assert occupations().nearness(0).tolist() == [1.0, 0.8, 0.6, 0.0, 0.2]


def test_years_count_for_near_occupations_by_nearness() -> None:
    near, years = occupations().of_person([(0, 6.0), (3, np.nan)])
    assert near.tolist() == [1.0, 0.8, 0.6, 1.0, 0.5]
    assert years.tolist() == pytest.approx([6.0, 4.8, 3.6, 0.0, 1.2])
    nothing = occupations().of_person([])
    assert [len(one) for one in nothing] == [0, 0]
