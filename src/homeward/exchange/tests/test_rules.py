from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from homeward.exchange import rules
from homeward.exchange.choices import Reason

NOW = datetime(2026, 1, 1, tzinfo=UTC)
READY = rules.GrantingFacts(
    for_somebody_else=True,
    user_is_of_the_organisation=True,
    scopes=["cases.read"],
    at=NOW,
    expires_at=NOW + timedelta(days=30),
)


def test_a_colleague_s_token_is_granted() -> None:
    assert rules.reasons_not_to_grant(READY) == []


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"for_somebody_else": False}, Reason.FOR_YOURSELF),
        ({"user_is_of_the_organisation": False}, Reason.ANOTHER_ORGANISATION),
        ({"scopes": []}, Reason.NO_SCOPE),
        ({"scopes": ["cases.read", "everything"]}, Reason.NO_SCOPE),
        ({"expires_at": NOW}, Reason.IN_THE_PAST),
        ({"expires_at": NOW + timedelta(days=400)}, Reason.TOO_LONG),
    ],
)
def test_each_fault_alone_stops_it(changed: dict[str, Any], reason: Reason) -> None:
    assert rules.reasons_not_to_grant(replace(READY, **changed)) == [reason]


@pytest.mark.parametrize(
    ("key", "reasons"),
    [("12345678", []), ("1234567", [Reason.NO_KEY]), ("x" * 101, [Reason.NO_KEY])],
)
def test_a_key_has_a_length(key: str, reasons: list[Reason]) -> None:
    assert rules.reasons_against_key(key) == reasons
