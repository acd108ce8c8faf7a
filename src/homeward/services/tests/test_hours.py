from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.services.rules.hours import (
    WEEKDAYS,
    Hours,
    Open,
    falls_on,
    one_state,
    state,
    together,
    zone,
)

# A Wednesday.
NOON = datetime(2026, 11, 25, 12, 0)
OFFICE = Hours(freq="WEEKLY", byday=("MO", "WE", "FR"), opens_at=time(8), closes_at=time(16))


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (NOON, Open.OPEN),
        (NOON.replace(hour=8), Open.OPEN),
        (NOON.replace(hour=7, minute=59), Open.CLOSED),
        (NOON.replace(hour=16), Open.CLOSED),
        (NOON + timedelta(days=1), Open.CLOSED),
    ],
)
def test_an_office_is_open_within_its_hours(at: datetime, expected: Open) -> None:
    assert state([OFFICE], at) == expected


def test_hours_past_midnight_are_of_the_evening_before() -> None:
    night = Hours(freq="WEEKLY", byday=("WE",), opens_at=time(20), closes_at=time(4))
    assert one_state(night, NOON.replace(hour=23)) == Open.OPEN
    assert one_state(night, NOON.replace(hour=3)) == Open.CLOSED
    assert one_state(night, NOON.replace(hour=3) + timedelta(days=1)) == Open.OPEN


@pytest.mark.parametrize(
    "hours",
    [
        Hours(),
        replace(OFFICE, opens_at=None),
        replace(OFFICE, closes_at=None),
        replace(OFFICE, byday=()),
        replace(OFFICE, freq="YEARLY"),
        # Each second week, of which nobody said the first.
        replace(OFFICE, interval=2),
        Hours(freq="MONTHLY", opens_at=time(8), closes_at=time(16)),
    ],
)
def test_what_is_not_said_whole_is_unknown(hours: Hours) -> None:
    assert state([hours], NOON) == Open.UNKNOWN


def test_a_schedule_that_is_over_says_nothing() -> None:
    assert state([replace(OFFICE, valid_to=date(2026, 11, 24))], NOON) == Open.UNKNOWN
    assert state([replace(OFFICE, until=date(2026, 11, 24))], NOON) == Open.UNKNOWN
    assert state([replace(OFFICE, valid_from=date(2026, 11, 26))], NOON) == Open.UNKNOWN
    assert state([replace(OFFICE, valid_to=date(2026, 11, 25))], NOON) == Open.OPEN


def test_each_second_week_counts_from_its_first_day() -> None:
    hours = replace(OFFICE, interval=2, dtstart=date(2026, 11, 11))
    assert state([hours], NOON) == Open.OPEN
    assert state([hours], NOON - timedelta(days=7)) == Open.CLOSED


def test_the_second_tuesday_and_the_last_friday_of_a_month() -> None:
    hours = replace(OFFICE, freq="MONTHLY", byday=("2TU", "-1FR"))
    open_days = [day for day in range(1, 31) if falls_on(hours, date(2026, 11, day))]
    assert open_days == [10, 27]


def test_days_of_the_month() -> None:
    hours = replace(OFFICE, freq="MONTHLY", byday=(), bymonthday=(1, 15))
    assert [day for day in range(1, 31) if falls_on(hours, date(2026, 11, day))] == [1, 15]


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ([], Open.UNKNOWN),
        ([Open.CLOSED, Open.OPEN, Open.UNKNOWN], Open.OPEN),
        ([Open.CLOSED, Open.CLOSED], Open.CLOSED),
        ([Open.CLOSED, Open.UNKNOWN], Open.UNKNOWN),
    ],
)
def test_several_schedules_together(states: list[Open], expected: Open) -> None:
    assert together(states) == expected


def test_the_clock_of_a_place_is_its_country_s_where_that_has_one() -> None:
    assert str(zone("GH")) == "Africa/Accra"
    assert str(zone("GH", "Europe/Brussels")) == "Europe/Brussels"
    assert zone("GH", "Nowhere/At_All") is None
    assert zone("") is None
    # Several zones that disagree, and nobody said which.
    assert zone("US") is None


BYDAY = st.lists(st.sampled_from(WEEKDAYS), unique=True, max_size=7).map(tuple)
CLOCK = st.none() | st.times()


@given(
    st.builds(
        Hours,
        freq=st.sampled_from(["", "WEEKLY", "DAILY", "MONTHLY", "odd"]),
        interval=st.integers(1, 4),
        byday=BYDAY,
        bymonthday=st.lists(st.integers(1, 31), max_size=3).map(tuple),
        opens_at=CLOCK,
        closes_at=CLOCK,
        dtstart=st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    ),
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)),
)
def test_any_schedule_is_answered(hours: Hours, at: datetime) -> None:
    assert state([hours], at) in Open


@given(BYDAY.filter(bool), st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_the_short_way_and_the_rule_engine_agree(byday: tuple[str, ...], on: date) -> None:
    quick = Hours(freq="WEEKLY", byday=byday, opens_at=time(8), closes_at=time(9))
    # An interval of one week from a day before sends it through the engine.
    slow = replace(quick, bymonthday=tuple(range(1, 32)))
    assert falls_on(quick, on) == falls_on(slow, on)
