from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from homeward.offers import rules
from homeward.offers.choices import Missing, Reason
from homeward.offers.rules import Standing, WritingFacts

READY = WritingFacts(
    title="Course",
    kind="training",
    starts_on=date(2026, 1, 1),
    ends_on=date(2026, 2, 1),
    minimum_age=18,
    maximum_age=60,
    places_free=2,
    places_total=10,
    amounts=(Decimal(5), None),
    currency="GHS",
    contract_in_force=False,
)


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"title": " "}, Reason.NO_TITLE),
        ({"ends_on": date(2025, 1, 1)}, Reason.ENDS_BEFORE),
        ({"maximum_age": 10}, Reason.AGES_CROSS),
        ({"places_free": 11}, Reason.MORE_THAN_ALL),
        ({"currency": ""}, Reason.NO_CURRENCY),
        ({"kind": "seat"}, Reason.SEAT_WITHOUT_CONTRACT),
    ],
)
def test_each_wrong_value_alone_stops_it(wrong: dict[str, object], reason: Reason) -> None:
    assert rules.reasons_not_to_write(READY) == []
    assert rules.reasons_not_to_write(replace(READY, **wrong)) == [reason]


def test_what_nobody_said_is_named() -> None:
    said = rules.missing(intensity="light", child_care=False, weekly_hours=None, transport="")
    assert said == [Missing.HOURS, Missing.TRANSPORT]


def test_a_month_later_is_the_same_day_or_the_month_s_last() -> None:
    assert rules.months_after(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert rules.months_after(date(2026, 11, 15), 3) == date(2027, 2, 15)
    assert rules.months_after(date(2027, 12, 31), 2) == date(2028, 2, 29)


STANDING = Standing(
    today=date(2026, 7, 1),
    starts_on=date(2026, 1, 1),
    ends_on=date(2026, 12, 31),
    seats=10,
    taken=4,
    at_least=50,
    at_most=80,
    share=Decimal(60),
    report_months=3,
    reported_until=date(2026, 6, 30),
    visit_months=6,
    visited_on=date(2026, 5, 1),
    findings_late=0,
)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"share": Decimal(40)}, "share_low"),
        ({"share": Decimal(90)}, "share_high"),
        ({"reported_until": date(2026, 3, 1)}, "report_late"),
        ({"visit_months": 1}, "visit_late"),
        ({"findings_late": 2}, "findings_late"),
        ({"taken": 11}, "too_many"),
        ({"ends_on": date(2026, 6, 30), "visit_months": None}, "seats_unused"),
    ],
)
def test_each_miss_is_told(wrong: dict[str, object], code: str) -> None:
    assert rules.warnings(STANDING) == []
    assert [w.code for w in rules.warnings(replace(STANDING, **wrong))] == [code]


def test_nobody_counted_is_no_share_of_nought() -> None:
    assert rules.share_of_residents([]) is None
    assert rules.share_of_residents([(40, 10), (60, 40)]) == 50
