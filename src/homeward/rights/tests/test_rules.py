from dataclasses import replace
from datetime import date

import pytest

from homeward.rights.choices import Reason, RequestKind, RequestStatus
from homeward.rights.rules import (
    ErasureFacts,
    add_months,
    reasons_not_to_answer,
    reasons_not_to_erase,
)

READY = ErasureFacts(
    is_owner=True, case_is_open=False, is_held=False, money_is_open=False, is_erased=False
)


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"is_owner": False}, Reason.NOT_OWNER),
        ({"case_is_open": True}, Reason.CASE_OPEN),
        ({"is_held": True}, Reason.HELD),
        ({"money_is_open": True}, Reason.MONEY_OPEN),
        ({"is_erased": True}, Reason.ERASED_ALREADY),
    ],
)
def test_each_fact_alone_stops_an_erasure(wrong: dict[str, bool], reason: Reason) -> None:
    assert reasons_not_to_erase(READY) == []
    assert reasons_not_to_erase(replace(READY, **wrong)) == [reason]


def test_a_request_is_answered_once_as_asked_and_when_it_is_known_who_asks() -> None:
    assert reasons_not_to_answer(
        status=RequestStatus.ANSWERED,
        kind=RequestKind.ERASURE,
        wanted=RequestKind.COPY,
        identity_checked=False,
    ) == [Reason.NOT_OPEN, Reason.WRONG_KIND, Reason.NO_IDENTITY]


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 12, 5), 1, date(2027, 1, 5)),
        (date(2026, 3, 15), 60, date(2031, 3, 15)),
    ],
)
def test_months_end_on_the_same_day_or_the_last_of_a_shorter_month(
    start: date, months: int, end: date
) -> None:
    assert add_months(start, months) == end
