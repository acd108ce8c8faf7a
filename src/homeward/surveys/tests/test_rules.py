from dataclasses import replace
from datetime import date

import pytest

from homeward.surveys import instruments
from homeward.surveys.choices import Reason
from homeward.surveys.rules import (
    InterviewFacts,
    Window,
    months_after,
    reasons_not_to_end,
    reasons_not_to_interview,
    reasons_not_to_submit,
    window,
)

RSS = instruments.load("rss", "2018")
READY = InterviewFacts(
    is_planned=True,
    by_own_case_worker=False,
    held_on=date(2026, 3, 20),
    today=date(2026, 3, 20),
    window=Window(date(2026, 3, 2), date(2026, 4, 2), date(2026, 6, 2)),
)


@pytest.mark.parametrize(
    ("wave", "opens", "closes", "latest"),
    [
        ("baseline", date(2026, 1, 31), date(2026, 2, 28), date(2026, 4, 30)),
        ("midterm", date(2026, 7, 31), date(2026, 10, 31), date(2026, 10, 31)),
        ("final", date(2027, 1, 31), date(2027, 7, 31), date(2027, 7, 31)),
    ],
)
def test_waves_are_timed_by_the_arrival(wave: str, opens: date, closes: date, latest: date) -> None:
    timed = window(RSS.wave(wave), arrived_on=date(2026, 1, 31))

    assert timed == Window(opens, closes, latest)


def test_a_leap_day_moves_to_the_end_of_february() -> None:
    assert months_after(date(2028, 2, 29), 12) == date(2029, 2, 28)


def test_nothing_stands_in_the_way_of_an_interview_in_its_time() -> None:
    assert reasons_not_to_interview(READY) == []


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"is_planned": False}, Reason.ENDED_ALREADY),
        ({"by_own_case_worker": True}, Reason.OWN_CASE_WORKER),
        ({"held_on": date(2026, 3, 21)}, Reason.IN_FUTURE),
        ({"held_on": date(2026, 3, 1)}, Reason.TOO_EARLY),
        ({"held_on": date(2026, 6, 3), "today": date(2026, 6, 3)}, Reason.TOO_LATE),
    ],
)
def test_each_fact_alone_stops_it(facts: dict[str, object], reason: Reason) -> None:
    assert reasons_not_to_interview(replace(READY, **facts)) == [reason]


def test_all_reasons_come_at_once() -> None:
    facts = replace(READY, by_own_case_worker=True, held_on=date(2026, 7, 1))

    assert reasons_not_to_interview(facts) == [
        Reason.OWN_CASE_WORKER,
        Reason.IN_FUTURE,
        Reason.TOO_LATE,
    ]


def test_a_paper_of_the_window_may_be_typed_after_it() -> None:
    assert reasons_not_to_interview(replace(READY, today=date(2026, 8, 1))) == []


def test_without_answers_nothing_is_submitted() -> None:
    assert reasons_not_to_submit(READY, has_answers=False) == [Reason.NO_ANSWERS]
    assert reasons_not_to_submit(READY, has_answers=True) == []


def test_an_end_needs_a_reason_and_comes_once() -> None:
    assert reasons_not_to_end(is_planned=True, reason_given=True) == []
    assert reasons_not_to_end(is_planned=False, reason_given=False) == [
        Reason.ENDED_ALREADY,
        Reason.NO_REASON,
    ]
