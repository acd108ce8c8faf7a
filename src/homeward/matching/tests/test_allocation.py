from dataclasses import replace

import highspy
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.matching.allocation import Allocation, Infeasible, allocate, floor_cost
from homeward.matching.certificate import Flaw, check_certificate
from homeward.matching.options import options_of
from homeward.matching.season import SCALE, Season, least_placed, scaled
from homeward.matching.sifting import best_sharing
from homeward.matching.tests.seasons import keeps_rules, rank, season_of, seasons, sharings
from homeward.matching.waiting import Waiting, everybody

# Two courses of one place each; three people, of whom the third is the weakest everywhere.
COURSES = season_of(
    {(0, 0): 900, (0, 1): 500, (1, 0): 800, (1, 1): 700, (2, 1): 300},
    [1, 1],
    group=[0, 0, 1],
    floor=[0, 0],
)


@settings(max_examples=400)
@given(seasons())
def test_it_is_the_best_of_all_sharings_by_sum_then_number_then_lots(season: Season) -> None:
    every = list(sharings(season))
    if not every:
        with pytest.raises(Infeasible):
            allocate(season)
        return

    found = allocate(season)

    assert rank(season, found.pair.tolist()) == max(rank(season, chosen) for chosen in every)
    assert check_certificate(season, found).proves


@settings(max_examples=150)
@given(seasons())
def test_sifting_changes_neither_the_sum_nor_the_prices(season: Season) -> None:
    options = options_of(season)

    sifted = best_sharing(options, sifted_from=0)
    whole = best_sharing(options)

    if whole is None or sifted is None:
        assert whole is sifted
        return
    assert options.value[sifted[0]].sum() == options.value[whole[0]].sum()
    assert sifted[1].tolist() == whole[1].tolist()


@settings(max_examples=150)
@given(seasons(), st.integers(0, 3))
def test_a_price_is_what_one_more_place_brings(season: Season, which: int) -> None:
    offer = which % season.offers
    try:
        found = allocate(season)
    except Infeasible:
        return
    more = season.capacity.copy()
    more[offer] += 1

    gained = allocate(replace(season, capacity=more)).total - found.total

    assert found.certificate.prices[offer] == gained


@settings(max_examples=150)
@given(seasons(), st.integers(0, 1))
def test_a_floor_s_price_is_what_one_member_less_brings(season: Season, group: int) -> None:
    try:
        found = allocate(season)
    except Infeasible:
        return
    floor = season.floor.copy()
    floor[group] = max(floor[group] - 1, 0)
    gained = allocate(replace(season, floor=floor)).total - found.total
    price = found.certificate.floor_prices[group]

    # A floor of nobody can't be lowered; its price is that of a waiting list without end.
    assert price == gained if season.floor[group] else gained == 0


@settings(max_examples=200)
@given(seasons())
def test_what_is_lacking_is_the_least_that_makes_it_possible(season: Season) -> None:
    lacking = _lacking(season)
    if lacking is None:
        return
    if lacking.crowded.any():
        over = np.bincount(season.offer[season.locked], minlength=season.offers)
        assert lacking.crowded.tolist() == np.maximum(over - season.capacity, 0).tolist()
        return
    eased = replace(season, floor=season.floor - lacking.short)
    assert check_certificate(eased, allocate(eased)).proves
    floor = eased.floor.copy()
    floor[int(np.flatnonzero(lacking.short)[0])] += 1
    assert _lacking(replace(season, floor=floor))


def _lacking(season: Season) -> Infeasible | None:
    try:
        allocate(season)
    except Infeasible as lacking:
        return lacking
    return None


@settings(max_examples=200)
@given(seasons())
def test_who_waits_because_of_whom_is_a_sharing_that_is_no_better(season: Season) -> None:
    try:
        found = allocate(season)
    except Infeasible:
        return
    for why in everybody(season, found):
        if why.pair < 0:
            continue
        chosen = found.pair.tolist()
        chosen[why.person] = why.pair
        for step in why.steps:
            assert _offer(season, chosen[step.person]) == step.from_offer
            chosen[step.person] = _pair(season, step.person, step.to_offer)
        assert keeps_rules(season, chosen)
        assert rank(season, chosen)[0] == found.total - why.falls_by
        assert why.falls_by >= 0


def _offer(season: Season, pair: int) -> int:
    return int(season.offer[pair]) if pair >= 0 else -1


def _pair(season: Season, person: int, offer: int) -> int:
    mine = np.flatnonzero((season.person == person) & (season.offer == offer))
    return int(mine[0]) if len(mine) else -1


def test_who_waits_is_told_whom_a_place_would_move() -> None:
    found = allocate(COURSES)

    why = Waiting(COURSES, found).why(2)

    assert found.pair.tolist() == [0, 3, -1]
    assert (why.gain, why.loss, why.falls_by) == (300, 700, 400)
    assert [(step.person, step.from_offer, step.to_offer) for step in why.steps] == [(1, 1, -1)]


def test_a_floor_places_the_weaker_and_says_what_it_costs() -> None:
    floored = replace(COURSES, floor=np.array([0, 1]))

    found = allocate(floored)

    assert found.pair.tolist() == [0, -1, 4]
    assert floor_cost(floored, found, 1) == 400
    assert found.certificate.floor_prices.tolist() == [0, 400]


def test_a_floor_that_can_t_be_met_says_which_and_by_how_much() -> None:
    with pytest.raises(Infeasible) as lacking:
        allocate(replace(COURSES, floor=np.array([2, 1])))

    assert lacking.value.short.sum() == 1
    short = int(np.flatnonzero(lacking.value.short)[0])
    assert lacking.value.most[short] == [2, 1][short]


def test_more_locks_than_places_are_told_by_offer() -> None:
    locked = np.array([True, False, True, False, False])

    with pytest.raises(Infeasible) as lacking:
        allocate(replace(COURSES, locked=locked))

    assert lacking.value.crowded.tolist() == [1, 0]


def test_without_pairs_everybody_waits() -> None:
    found = allocate(season_of({}, [2], people=3))

    assert found.pair.tolist() == [-1, -1, -1]
    assert check_certificate(season_of({}, [2], people=3), found).proves


@pytest.mark.parametrize(
    ("part", "index", "change", "flaw"),
    [
        ("prices", 0, -(10**9), Flaw.NEGATIVE),
        ("floor_prices", 1, -1, Flaw.NEGATIVE),
        ("gains", 0, -1, Flaw.GAIN),
        ("prices", 1, -1, Flaw.GAIN),
    ],
)
def test_tampered_prices_prove_nothing(part: str, index: int, change: int, flaw: Flaw) -> None:
    found = allocate(COURSES)
    values = getattr(found.certificate, part).copy()
    values[index] += change
    tampered = replace(found, certificate=replace(found.certificate, **{part: values}))

    verdict = check_certificate(COURSES, tampered)

    assert flaw in verdict.flaws
    assert not verdict.proves


@pytest.mark.parametrize(
    ("pair", "flaw"),
    [
        ([0, 2, -1], Flaw.CAPACITY),
        ([2, 3, -1], Flaw.NOT_POSSIBLE),
        ([0, 99, -1], Flaw.NOT_POSSIBLE),
        ([-2, 3, -1], Flaw.NOT_POSSIBLE),
        ([0, 3, 4], Flaw.CAPACITY),
        ([0, -1, -1], Flaw.TOTAL),
    ],
)
def test_tampered_sharings_are_found_out(pair: list[int], flaw: Flaw) -> None:
    tampered = replace(allocate(COURSES), pair=np.array(pair))

    assert flaw in check_certificate(COURSES, tampered).flaws


def test_locks_forbids_and_floors_are_checked_too() -> None:
    found = allocate(COURSES)
    marked = replace(
        COURSES,
        locked=np.array([False, True, False, False, False]),
        forbidden=np.array([False, False, False, True, False]),
        floor=np.array([0, 1]),
    )

    flaws = check_certificate(marked, found).flaws

    assert {Flaw.LOCK, Flaw.FORBIDDEN, Flaw.FLOOR} <= set(flaws)


def test_a_sharing_that_can_be_bettered_has_a_gap() -> None:
    found = allocate(COURSES)
    worse = Allocation(pair=np.array([1, 2, -1]), total=1300, certificate=found.certificate)

    verdict = check_certificate(COURSES, worse)

    assert not verdict.proves
    assert verdict.gap == pytest.approx(300 / 1600)


def test_the_total_is_what_an_independent_solver_finds() -> None:
    chance = np.random.default_rng(3)
    people, offers, groups = 600, 40, 8
    offer = np.stack([chance.choice(offers, 12, replace=False) for _one in range(people)])
    group = chance.integers(0, groups, people)
    members = np.bincount(group, minlength=groups)
    season = Season(
        people=people,
        person=np.repeat(np.arange(people), 12),
        offer=offer.ravel(),
        score=scaled(chance.random(offer.size)),
        capacity=chance.integers(4, 14, offers),
        group=group,
        floor=members * np.arange(2, 2 + groups) // 10,
    )

    found = allocate(season)

    options = options_of(season)
    sifted = best_sharing(options, sifted_from=0)

    assert found.total == _by_highs(season)
    assert sifted is not None
    assert options.value[sifted[0]].sum() == found.total
    assert sifted[1][:offers].tolist() == found.certificate.prices.tolist()
    assert check_certificate(season, found).proves
    assert (found.certificate.floor_prices > 0).any()


def _by_highs(season: Season) -> int:
    rows = season.people + season.offers + season.groups
    people = season.people
    lp = highspy.HighsLp()
    pairs = len(season.person)
    lp.num_col_, lp.num_row_, lp.sense_ = pairs, rows, highspy.ObjSense.kMaximize
    lp.col_cost_ = season.score.astype(float)
    lp.col_lower_, lp.col_upper_ = np.zeros(pairs), np.ones(pairs)
    floor = season.floor.astype(float)
    lp.row_lower_ = np.concatenate([np.zeros(people + season.offers), floor])
    lp.row_upper_ = np.concatenate(
        [np.ones(people), season.capacity, np.full(season.groups, highspy.kHighsInf)]
    )
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.num_col_, lp.a_matrix_.num_row_ = pairs, rows
    lp.a_matrix_.start_ = np.arange(pairs + 1) * 3
    group = people + season.offers + season.group[season.person]
    lp.a_matrix_.index_ = np.stack([season.person, people + season.offer, group], 1).ravel()
    lp.a_matrix_.value_ = np.ones(3 * pairs)
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.passModel(lp)
    solver.run()
    return round(solver.getInfo().objective_function_value)


@pytest.mark.parametrize(
    ("share", "members", "least"),
    [("0.55", 100, 55), ("0.1", 30, 3), ("1/3", 10, 4), ("0", 7, 0), ("1", 7, 7), ("0.8", 0, 0)],
)
def test_a_floor_is_the_ceiling_of_its_share_reckoned_exactly(
    share: str, members: int, least: int
) -> None:
    assert least_placed(share, members) == least


@pytest.mark.parametrize("score", [-0.1, 2e6, float("nan"), float("inf")])
def test_a_score_out_of_range_is_refused(score: float) -> None:
    with pytest.raises(ValueError, match="score"):
        scaled(np.array([0.5, score]))


def test_the_largest_scores_are_summed_exactly() -> None:
    most = 1_000_000 * SCALE
    many = {(person, 0): most for person in range(2_000)}

    found = allocate(season_of(many, [3]))

    assert found.total == 3 * most


@pytest.mark.parametrize(
    "fields",
    [
        {"group": [0, 0]},
        {"group": [0, 0, 7]},
        {"locked": [True, True, False, False, False]},
        {"locked": [True] + [False] * 4, "forbidden": [True] + [False] * 4},
        {"lot": [0, 1, 1, 1, 1]},
        {"capacity": [1]},
    ],
)
def test_arrays_that_don_t_fit_together_are_refused(fields: dict[str, list[int]]) -> None:
    with pytest.raises(ValueError, match="season"):
        replace(COURSES, **{name: np.array(values) for name, values in fields.items()})
