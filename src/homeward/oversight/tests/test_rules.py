from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from homeward.oversight import rules
from homeward.oversight.choices import Decision, Reason, Risk

AWARE = datetime(2026, 5, 4, 9, tzinfo=UTC)
HIGH = rules.Assessment(
    risk=Risk.HIGH, authority=Decision.TELL, why_not_authority="", persons=Decision.TELL,
    why_not_persons="",
)  # fmt: skip
DONE = rules.ClosingFacts(
    is_closed=False, risk=Risk.HIGH, authority=Decision.TELL, is_authority_told=True,
    persons=Decision.TELL, affected=2, untold=0,
)  # fmt: skip


def test_a_high_risk_told_to_all_is_in_order() -> None:
    assert rules.reasons_not_to_assess(HIGH) == []


@pytest.mark.parametrize(
    ("change", "reasons"),
    [
        ({"risk": Risk.UNKNOWN}, [Reason.NOT_ASSESSED]),
        (
            {"risk": Risk.RISK, "authority": Decision.NOT, "why_not_authority": "small"},
            [Reason.AUTHORITY_MUST_BE_TOLD],
        ),
        ({"persons": Decision.NOT}, [Reason.PERSONS_MUST_BE_TOLD, Reason.WHY_NOT]),
        ({"persons": Decision.NOT, "why_not_persons": "the files were encrypted"}, []),
        (
            {"risk": Risk.UNLIKELY, "authority": Decision.NOT, "persons": Decision.NOT},
            [Reason.WHY_NOT],
        ),
    ],
)
def test_what_the_law_asks(change: dict[str, Any], reasons: list[Reason]) -> None:
    assert rules.reasons_not_to_assess(replace(HIGH, **change)) == reasons


@pytest.mark.parametrize(
    ("hours", "why", "reasons"),
    [(72, "", []), (73, "", [Reason.WHY_LATE]), (73, "the post", [])],
)
def test_after_72_hours_the_delay_is_explained(hours: int, why: str, reasons: list[Reason]) -> None:
    told = AWARE + timedelta(hours=hours)
    assert (
        rules.reasons_not_to_note_authority_told(
            aware_at=AWARE, told_at=told, now=told, why_late=why, is_told=False
        )
        == reasons
    )


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"is_closed": True}, Reason.CLOSED_ALREADY),
        ({"risk": Risk.UNKNOWN}, Reason.NOT_ASSESSED),
        ({"is_authority_told": False}, Reason.AUTHORITY_WAITS),
        ({"untold": 1}, Reason.PERSONS_WAIT),
        ({"affected": 0}, Reason.PERSONS_WAIT),
    ],
)
def test_each_reason_alone_keeps_it_open(change: dict[str, Any], reason: Reason) -> None:
    assert rules.reasons_not_to_close(replace(DONE, **change)) == [reason]
