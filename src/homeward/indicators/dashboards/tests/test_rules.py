from datetime import date
from typing import Any

import pytest

from homeward.indicators.choices import Dimension, Direction, PeriodKind
from homeward.indicators.dashboards import asked, queries, rules
from homeward.indicators.dashboards.choices import By, Level, Reason, Standing
from homeward.indicators.dashboards.rules import Aim

AIM = Aim(
    target=0.8, target_on=date(2026, 12, 31), baseline=0.4, baseline_on=date(2024, 12, 31)
)  # fmt: skip
HALFWAY = date(2025, 12, 31)


@pytest.mark.parametrize(
    ("actual", "on", "expected"),
    [
        (0.8, HALFWAY, Standing.REACHED),
        (0.6, HALFWAY, Standing.ON_WAY),
        (0.59, HALFWAY, Standing.BEHIND),
        (0.79, date(2026, 12, 31), Standing.BEHIND),
        (None, HALFWAY, Standing.UNKNOWN),
    ],
)
def test_the_line_from_baseline_to_target_says_what_is_behind(
    actual: float | None, on: date, expected: Standing
) -> None:
    assert rules.standing(actual, AIM, on=on) == expected


def test_without_a_baseline_it_is_judged_on_the_targets_day_alone() -> None:
    aim = Aim(target=0.8, target_on=date(2026, 12, 31))
    assert rules.standing(0.1, aim, on=HALFWAY) == Standing.ON_WAY
    assert rules.standing(0.1, aim, on=date(2027, 1, 1)) == Standing.BEHIND


def test_where_less_is_better_less_reaches_the_target() -> None:
    aim = Aim(target=14, target_on=HALFWAY, direction=Direction.LOWER)
    assert rules.standing(12, aim, on=HALFWAY) == Standing.REACHED
    assert rules.standing(19, aim, on=HALFWAY) == Standing.BEHIND
    assert rules.against(12, 14, Direction.LOWER) == Standing.REACHED


def test_where_neither_way_is_better_nothing_is_judged() -> None:
    assert rules.against(1, 2, Direction.NEITHER) == Standing.UNKNOWN


@pytest.mark.parametrize(
    ("level", "above", "reasons"),
    [
        (Level.IMPACT, None, []),
        (Level.OUTCOME, Level.IMPACT, []),
        (Level.OUTPUT, Level.IMPACT, [Reason.NO_LEVEL_ABOVE]),
        (Level.OUTPUT, None, [Reason.NO_LEVEL_ABOVE]),
    ],
)
def test_each_result_serves_one_a_level_above(level: Any, above: Any, reasons: Any) -> None:
    found = rules.reasons_not_to_add_result(level=level, number="2", above=above, numbers=["1"])
    assert found == reasons


def test_all_that_a_chain_lacks_is_told_at_once() -> None:
    assert rules.reasons_not_to_publish(source=" ", measures=[]) == [
        Reason.NO_SOURCE,
        Reason.NO_RESULT,
    ]
    assert rules.reasons_not_to_publish(source="x", measures=[1, 0]) == [Reason.WITHOUT_MEASURE]


def test_all_that_a_report_lacks_is_told_at_once() -> None:
    assert rules.reasons_not_to_submit(
        is_lead=True, is_draft=True, is_over=False, has_summary=False, has_chain=False
    ) == [Reason.PERIOD_NOT_OVER, Reason.NO_SUMMARY, Reason.NO_CHAIN]


@pytest.mark.parametrize(
    ("first", "last", "kind"),
    [
        (date(2025, 1, 1), date(2025, 12, 31), PeriodKind.YEAR),
        (date(2025, 10, 1), date(2025, 12, 31), PeriodKind.QUARTER),
        (date(2025, 2, 1), date(2025, 4, 30), None),
        (date(2025, 1, 1), date(2025, 6, 30), None),
        (date(2025, 1, 2), date(2025, 12, 31), None),
    ],
)
def test_a_period_is_a_whole_year_or_quarter_or_none(first: date, last: date, kind: Any) -> None:
    found = queries.period_of(first, last)
    assert (found.kind if found else None) == kind


def test_an_address_asks_what_it_says_and_nothing_wrong() -> None:
    read = asked.read(
        {"programme": "3", "sex": "female", "area": "'; --", "by": "corridor",
         "period": "year/2025-01-01", "corridor": "BE-GH"}
    )  # fmt: skip
    assert read.by == By.CORRIDOR
    assert read.filters == {
        Dimension.PROGRAMME: "3", Dimension.CORRIDOR: "BE-GH", Dimension.SEX: "female",
    }  # fmt: skip
    assert asked.read({"by": "nonsense", "period": "year/nonsense"}) == asked.Asked()


def test_an_address_comes_out_as_it_went_in_but_for_what_is_changed() -> None:
    read = asked.read({"programme": "3", "period": "year/2025-01-01", "show": "x"})
    assert read.query(area="7") == "programme=3&by=programme&period=year%2F2025-01-01&show=x&area=7"
    assert read.query(period="") == "programme=3&by=programme&show=x"


def test_figures_are_cut_no_finer_than_they_are_computed() -> None:
    read = asked.read({"programme": "3", "sex": "female"})
    assert read.with_() == (Dimension.PROGRAMME, Dimension.SEX)
    assert read.with_(Dimension.AREA) is None
