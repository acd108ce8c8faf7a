from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.employment.choices import Reason, Status
from homeward.employment.rules import (
    NEXT,
    OVER,
    Check,
    ShortlistFacts,
    funnel,
    months_after,
    reasons_not_to_shortlist,
    subsidy_parts,
    wage_check,
)

READY = ShortlistFacts(
    case_is_open=True, vacancy_is_open=True, has_places=True, candidate_agrees=True,
    facts_chosen=True, consent_covers_employer=True, agreement_in_force=True,
)  # fmt: skip


@pytest.mark.parametrize(
    ("missing", "reason"),
    [
        ("case_is_open", Reason.CASE_CLOSED),
        ("vacancy_is_open", Reason.VACANCY_NOT_OPEN),
        ("has_places", Reason.NO_PLACES),
        ("candidate_agrees", Reason.NO_YES),
        ("facts_chosen", Reason.NO_FACTS),
        ("consent_covers_employer", Reason.NO_CONSENT),
        ("agreement_in_force", Reason.NO_AGREEMENT),
    ],
)
def test_each_missing_fact_alone_stops_it(missing: str, reason: Reason) -> None:
    assert reasons_not_to_shortlist(replace(READY, **{missing: False})) == [reason]


def test_every_open_state_can_end_and_no_ended_one_goes_on() -> None:
    assert {Status(state) for state in Status} - OVER == NEXT.keys()
    assert all({Status.REFUSED, Status.WITHDRAWN} <= after for after in NEXT.values())
    assert not OVER & NEXT.keys()


def test_nobody_is_placed_who_was_not_offered_the_place() -> None:
    assert [state for state, after in NEXT.items() if Status.PLACED in after] == [Status.OFFERED]


@pytest.mark.parametrize(
    ("wage", "period", "hours", "found"),
    [
        (Decimal(600), "month", None, Check.MET),
        (Decimal(500), "month", None, Check.NOT_MET),
        (Decimal(140), "week", None, Check.MET),
        (Decimal(20), "day", None, Check.UNKNOWN),
        (Decimal(4), "hour", Decimal(40), Check.MET),
        (Decimal(4), "hour", None, Check.UNKNOWN),
        (None, "month", None, Check.UNKNOWN),
    ],
)
def test_a_wage_is_held_against_the_law_s_floor(
    wage: Decimal | None, period: str, hours: Decimal | None, found: Check
) -> None:
    given_floor = {"floor": Decimal(540), "floor_currency": "GHS", "floor_period": "month"}
    assert wage_check(wage, "GHS", period, weekly_hours=hours, **given_floor) == found


def test_wages_in_two_currencies_are_not_compared() -> None:
    found = wage_check(
        Decimal(9), "EUR", "month", floor=Decimal(5), floor_currency="GHS", floor_period="month"
    )
    assert found == Check.UNKNOWN


def test_a_month_later_is_the_last_day_where_the_month_is_shorter() -> None:
    assert months_after(date(2026, 11, 30), 3) == date(2027, 2, 28)


def test_a_subsidy_ends_at_its_ceiling() -> None:
    parts = subsidy_parts(
        share=Decimal(50), amount=None, wage=Decimal(900), months=6, ceiling=Decimal(1000),
        starts_on=date(2026, 1, 15),
    )  # fmt: skip
    assert parts == [
        (Decimal("450.00"), date(2026, 2, 15)),
        (Decimal("450.00"), date(2026, 3, 15)),
        (Decimal("100.00"), date(2026, 4, 15)),
    ]


def test_a_share_of_an_unknown_wage_is_nothing_to_pay() -> None:
    assert (
        subsidy_parts(
            share=Decimal(50), amount=None, wage=None, months=6, ceiling=None,
            starts_on=date(2026, 1, 15),
        )
        == []
    )  # fmt: skip


def path(*steps: int, own: bool = True, group: str = "a") -> funnel.Path:
    """A search whose steps were reached on these days of a year, in the funnel's order."""
    days = {step: date.fromordinal(737000 + day) for step, day in zip(funnel.STEPS, steps,
                                                                      strict=False)}  # fmt: skip
    return funnel.Path(days=days, is_own=own, groups={"sex": group})


def test_shares_and_days_are_of_those_who_made_both_steps() -> None:
    found = funnel.figures([path(0), path(0, 4), path(0, 10)], [], smallest=10)
    assert (found[0].count, found[1].count, found[1].days) == (3, 2, 7)
    assert found[1].of_all == pytest.approx(66.7, abs=0.1)
    assert found[2].days is None


def test_months_after_the_placement_are_of_those_whose_day_has_come() -> None:
    placed = [
        replace(path(*range(7)), due=frozenset({3}), in_work=frozenset({3})),
        replace(path(*range(7)), due=frozenset({3}), unknown=frozenset({3})),
        path(*range(7)),
    ]
    last = funnel.figures(placed, [3], smallest=10)[-1]
    assert (last.count, last.base, last.unknown, last.of_base) == (1, 2, 1, 50)


def test_a_small_count_of_others_is_held_back_and_one_s_own_is_shown() -> None:
    others = [path(0, own=False)] * 3
    assert funnel.figures(others, [], smallest=10)[0].count == "<10"
    assert funnel.figures([path(0)] * 3, [], smallest=10)[0].count == 3


def test_a_cell_that_could_be_computed_from_the_sum_is_held_back_too() -> None:
    cells = [funnel.Count(4, 0), funnel.Count(12, 0), funnel.Count(40, 0)]
    assert funnel.held_back(cells, smallest=10) == ["<10", "…", 40]


@given(st.lists(st.tuples(st.integers(0, 40), st.booleans()), max_size=6))
def test_no_single_cell_is_ever_held_back_beside_known_ones(cells: list[tuple[int, bool]]) -> None:
    counts = [funnel.Count(n, n if own else 0) for n, own in cells]
    shown = funnel.held_back(counts, smallest=10)
    hidden = [text for text in shown if isinstance(text, str)]
    others = [count for count, text in zip(counts, shown, strict=True)
              if count.all and not isinstance(text, str)]  # fmt: skip
    assert len(hidden) != 1 or not others


@pytest.mark.parametrize(
    ("age", "group"), [(None, "unknown"), (17, "under_18"), (18, "18_24"), (50, "50_and_over")]
)
def test_ages_fall_into_groups(age: int | None, group: str) -> None:
    assert funnel.age_group(age) == group
