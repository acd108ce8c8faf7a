"""Figures computed by hand over small tables, and each shipped definition over its own."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from homeward.indicators.choices import Measure, PeriodKind
from homeward.indicators.rules import computing, events
from homeward.indicators.rules.computing import Asked, compute
from homeward.indicators.shipped import DEFINITIONS

TODAY = date(2026, 7, 1)
SHIPPED = {one.code: one for one in DEFINITIONS}


def rows(*said: dict[str, Any]) -> pl.DataFrame:
    """Events with what is said of them; of each a person of its own, and the rest unknown."""
    blank = {name: "" if kind == pl.String else None for name, kind in events.SCHEMA.items()} | {
        "people": 0
    }
    full = [blank | {"unit": str(n), "person": f"p{n}"} | one for n, one in enumerate(said)]
    return pl.DataFrame(full, schema=events.SCHEMA, orient="row")


def asked(code: str, **changes: Any) -> Asked:
    one = SHIPPED[code]
    given = {
        "measure": one.measure, "formula": one.formula, "dimensions": (),
        "periods": (PeriodKind.ALL,),
    }  # fmt: skip
    return Asked(**given | changes)


def whole(code: str, table: pl.DataFrame) -> dict[str, Any]:
    """The one figure over all of the table."""
    (found,) = compute(table, asked(code), today=TODAY).to_dicts()
    return {name: found[name] for name in computing.FOUND}


def figure(above: float, below: float, value: float | None, persons: int, unknown: int = 0) -> Any:
    return {
        "numerator": above, "denominator": below, "value": value, "persons": persons,
        "unknown": unknown,
    }  # fmt: skip


def test_time_to_the_first_help_counts_those_who_still_wait() -> None:
    # Four returns on the first of June: help after 2 and 10 days, and two who wait on day 30.
    table = rows(
        {"on": date(2026, 6, 1), "until": date(2026, 6, 3)},
        {"on": date(2026, 6, 1), "until": date(2026, 6, 11)},
        {"on": date(2026, 6, 1)},
        {"on": date(2026, 6, 1)},
    )
    assert whole("days-to-first-delivery", table) == figure(2, 4, 10, 4)
    # With three who wait of five, half have not had anything yet.
    more = pl.concat([table, rows({"unit": "x", "person": "x", "on": date(2026, 6, 1)})])
    assert whole("days-to-first-delivery", more) == figure(2, 5, None, 5)


def test_who_returned_yesterday_does_not_count_as_having_waited_long() -> None:
    # Kaplan and Meier: on day 2 one of two at risk is helped, so half are; whoever has waited one
    # day only is out of the count by then.
    table = rows(
        {"on": date(2026, 6, 1), "until": date(2026, 6, 3)},
        {"on": date(2026, 6, 1), "until": date(2026, 6, 21)},
        {"on": date(2026, 6, 30)},
        {"on": date(2026, 6, 30)},
    )
    assert whole("days-to-first-delivery", table)["value"] == 2


def test_help_before_the_return_took_no_day() -> None:
    table = rows({"on": date(2026, 6, 10), "until": date(2026, 6, 1)})
    assert whole("days-to-first-delivery", table)["value"] == 0


def test_time_from_training_to_settlement() -> None:
    table = rows(
        {"outcome": "certificate", "on": date(2026, 1, 1), "until": date(2026, 1, 31)},
        {"outcome": "certificate", "on": date(2026, 1, 1), "until": date(2026, 3, 2)},
        {"outcome": "finished", "on": date(2026, 1, 1)},
    )
    assert whole("days-to-settlement", table) == figure(2, 3, 60, 3)


REFERRED = [
    {"kind": "accepted"},
    {"kind": "ended", "outcome": "employed", "value": 1.0, "base": 1.0},
    {"kind": "ended", "outcome": "certificate", "value": 1.0, "base": 0.0},
    {"kind": "ended", "outcome": "finished", "value": 1.0},
    {"kind": "ended", "outcome": "never_came", "value": 1.0},
    {"kind": "broken_off", "value": 0.0},
    {"kind": "refused", "value": 1.0},
    {"kind": "silent", "value": 0.0},
    {"kind": "waiting", "value": 0.0},
    {"kind": "taken_back", "value": 0.0},
]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        # Accepted: one under way, four ended, one broken off; not: one refused, one silent.
        ("referral-acceptance", figure(6, 8, 6 / 8, 8, 1)),
        ("referral-completion", figure(3, 5, 3 / 5, 5, 1)),
        ("referral-outcome", figure(1, 2, 1 / 2, 2, 1)),
        # Four ended and one refused with word back; one broken off and one silent without.
        ("referral-feedback", figure(5, 7, 5 / 7, 7)),
    ],
)
def test_referrals(code: str, expected: Any) -> None:
    assert whole(code, rows(*({"on": date(2026, 1, 5)} | one for one in REFERRED))) == expected


@pytest.mark.parametrize("months", [3, 6, 12])
def test_work_after_months(months: int) -> None:
    long_ago = {"on": date(2025, 1, 1), "months": months}
    table = rows(
        long_ago | {"outcome": "here"},
        long_ago | {"outcome": "self_employed"},
        long_ago | {"outcome": "not_in_work"},
        long_ago | {"outcome": "unknown"},
        long_ago,
        # Its time has not come, and this one is about another number of months.
        {"on": date(2026, 6, 1), "months": months, "outcome": "here"},
        {"on": date(2025, 1, 1), "months": 99, "outcome": "not_in_work"},
    )
    assert whole(f"employment-{months}-months", table) == figure(2, 3, 2 / 3, 3, 2)


@pytest.mark.parametrize("months", [3, 6, 12])
def test_businesses_after_months(months: int) -> None:
    long_ago = {"on": date(2025, 1, 1), "months": months}
    table = rows(
        *(long_ago | {"outcome": said} for said in ("runs", "changed", "stopped", "not_reached"))
    )
    assert whole(f"business-{months}-months", table) == figure(2, 3, 2 / 3, 3, 1)


def test_leaving_again_within_a_year_by_each_channel() -> None:
    on = date(2025, 1, 1)
    table = rows(
        {"on": on, "until": date(2025, 6, 1), "outcome": "regular"},
        {"on": on, "until": date(2025, 7, 1), "outcome": "irregular"},
        # Too late to count, and one of whom nothing was told.
        {"on": on, "until": date(2026, 2, 1), "outcome": "irregular"},
        {"on": on},
        # A year has not passed yet.
        {"on": date(2026, 5, 1), "until": date(2026, 6, 1), "outcome": "irregular"},
    )
    assert whole("left-again-regular", table) == figure(1, 4, 1 / 4, 4)
    assert whole("left-again-irregular", table) == figure(1, 4, 1 / 4, 4)
    assert SHIPPED["left-again-regular"].direction == "higher"
    assert SHIPPED["left-again-irregular"].direction == "lower"


def test_scores_and_their_change_of_the_same_people() -> None:
    held = {"on": date(2026, 3, 1), "kind": "rss"}
    table = rows(
        held | {"wave": "baseline", "value": 0.4, "person": "a"},
        held | {"wave": "final", "value": 0.7, "base": 0.4, "person": "a"},
        held | {"wave": "final", "value": 0.5, "person": "b"},
        held | {"wave": "final", "value": 0.9, "base": 0.5, "person": "c"},
        {"on": date(2026, 3, 1), "kind": "other", "wave": "final", "value": 0.0, "base": 0.0},
    )
    score = whole("reintegration-score", table)
    assert score == figure(pytest.approx(2.5), 4, pytest.approx(0.625), 3)
    change = whole("reintegration-score-change", table)
    assert change == figure(pytest.approx(0.7), 2, pytest.approx(0.35), 2, 1)


def test_satisfaction_and_complaints_in_time() -> None:
    said = rows(*({"on": date(2026, 3, 1), "value": v} for v in (0.5, 1.0)))
    assert whole("satisfaction", said) == figure(1.5, 2, 0.75, 2)
    complaints = rows(
        *({"on": date(2026, 3, 1), "outcome": o} for o in ("in_time", "late", "open"))
    )
    assert whole("complaints-in-time", complaints) == figure(1, 2, 0.5, 2, 1)


def test_origin_side_actors_are_organisations_without_a_day() -> None:
    table = rows({"person": None, "until": date(2026, 1, 1)}, {"person": None})
    table = table.with_columns(people=pl.lit(0, pl.Int64))
    assert whole("origin-actors-owning-a-step", table) == figure(1, 2, 0.5, 0)


def test_residents_in_projects() -> None:
    table = rows(*({"on": date(2026, 1, 1), "outcome": o} for o in ("resident", "returnee")))
    assert whole("residents-in-projects", table) == figure(1, 2, 0.5, 2)


def test_cost_per_goal_counts_payments_without_a_goal_and_keeps_currencies_apart() -> None:
    on = {"on": date(2026, 1, 1)}
    table = rows(
        on | {"currency": "EUR", "value": 1000.0, "base": 2.0},
        on | {"currency": "EUR", "value": 500.0, "base": 0.0},
        on | {"currency": "GHS", "value": 900.0, "base": 0.0},
    )
    found = {
        f["currency"]: f for f in compute(table, asked("cost-per-result"), today=TODAY).to_dicts()
    }
    assert found["EUR"]["value"] == 750
    # Nothing was reached for it: there is no cost of a goal to tell.
    assert found["GHS"]["value"] is None


def test_requested_granted_and_unmet_budget() -> None:
    table = rows(
        {"on": date(2026, 1, 1), "currency": "EUR", "value": 600.0, "base": 1000.0},
        {"on": date(2026, 1, 1), "currency": "EUR", "value": 0.0, "base": 500.0},
    )
    assert whole("budget-granted", table) == figure(600, 1500, 0.4, 2)
    assert whole("budget-unmet", table) == figure(900, 1500, 900, 2)


def test_unmet_needs_by_area() -> None:
    on = {"on": date(2026, 1, 1)}
    table = rows(
        *(
            on | {"area": 1, "outcome": o}
            for o in ("met", "unmet", "planned", "under_way", "dropped")
        ),
        on | {"area": 2, "outcome": "unmet"},
        on | {"outcome": "met"},
    )
    found = compute(table, asked("needs-unmet", dimensions=("area",)), today=TODAY)
    by_area = {f["area"]: f["value"] for f in found.filter(pl.col("cut") == "area").to_dicts()}
    assert by_area == {1: 0.5, 2: 1.0, None: 0.0}


def test_returnees_as_a_tag_in_wider_projects() -> None:
    table = rows(
        {"on": date(2026, 1, 1), "person": None, "people": 40, "value": 10.0, "base": 40.0},
        {"on": date(2026, 1, 1), "person": None, "people": 60, "value": 15.0, "base": 60.0},
    )
    assert whole("returnees-in-wider-projects", table) == figure(25, 100, 0.25, 100)


def test_periods_and_their_last_days() -> None:
    table = rows({"on": date(2025, 11, 3), "outcome": "resident"}, {"on": date(2026, 1, 1)})
    found = compute(table, asked("residents-in-projects", periods=tuple(PeriodKind)), today=TODAY)
    assert {(f["period"], f["starts_on"], f["value"]) for f in found.to_dicts()} == {
        ("all", None, 0.5),
        ("year", date(2025, 1, 1), 1.0),
        ("year", date(2026, 1, 1), 0.0),
        ("quarter", date(2025, 10, 1), 1.0),
        ("quarter", date(2026, 1, 1), 0.0),
    }
    assert computing.last_day("quarter", date(2025, 10, 1)) == date(2025, 12, 31)
    assert computing.last_day("quarter", date(2026, 1, 1)) == date(2026, 3, 31)
    assert computing.last_day("year", date(2026, 1, 1)) == date(2026, 12, 31)


def test_a_programme_of_two_donors_counts_under_each() -> None:
    table = rows({"on": date(2026, 1, 1), "programme": 7, "outcome": "resident"})
    donors = pl.DataFrame({"programme": [7, 7], "donor": [1, 2]})
    found = compute(
        table, asked("residents-in-projects", dimensions=("donor",)), today=TODAY, donors=donors
    )
    assert found.filter(pl.col("cut") == "donor")["donor"].sort().to_list() == [1, 2]
    assert found.filter(pl.col("cut") == "")["denominator"].to_list() == [1]


def test_what_happens_later_has_not_happened_and_nothing_comes_of_nothing() -> None:
    later = rows({"on": date(2026, 8, 1), "outcome": "resident"})
    assert compute(later, asked("residents-in-projects"), today=TODAY).is_empty()
    for one in DEFINITIONS:
        nothing = Asked(
            measure=one.measure, formula=one.formula, dimensions=one.dimensions,
            periods=one.periods,
        )  # fmt: skip
        assert compute(events.empty(), nothing, today=TODAY).is_empty()


def test_every_measure_has_a_shipped_definition_but_bare_counts() -> None:
    assert {one.measure for one in DEFINITIONS} == set(Measure) - {Measure.COUNT}
