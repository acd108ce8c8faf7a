from dataclasses import replace

import pytest

from homeward.users import rules
from homeward.users.choices import Reason, Status

WORKER = rules.UserFacts(is_oneself=False, status=Status.ACTIVE, roles=frozenset({"case_manager"}))


@pytest.mark.parametrize(
    ("change", "roles", "reason"),
    [
        ({"is_oneself": True}, {"provider"}, Reason.ONESELF),
        ({}, set(), Reason.NO_ROLE),
        ({}, {"case_manager"}, Reason.SAME_ROLES),
        ({"waits_for_approval": True}, {"administrator"}, Reason.ASKED_ALREADY),
    ],
)
def test_each_reason_alone_stops_a_change_of_roles(
    change: dict[str, object], roles: set[str], reason: Reason
) -> None:
    facts = replace(WORKER, **change)  # type: ignore[arg-type]
    assert rules.reasons_not_to_change_roles(facts, frozenset(roles)) == [reason]


def test_taking_a_powerful_role_away_needs_one() -> None:
    assert not rules.added_powerful({"administrator", "provider"}, {"provider"})
    assert rules.added_powerful({"provider"}, {"administrator"}) == {"administrator"}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"is_oneself": True}, Reason.ONESELF),
        ({"status": Status.SUSPENDED}, Reason.NOT_ACTIVE),
        ({"open_work": 2}, Reason.NEEDS_COLLEAGUE),
    ],
)
def test_each_reason_alone_stops_a_suspension(change: dict[str, object], reason: Reason) -> None:
    facts = replace(WORKER, **change)  # type: ignore[arg-type]
    assert rules.reasons_not_to_suspend(facts) == [reason]


def test_open_work_with_a_successor_stops_nothing() -> None:
    facts = replace(WORKER, open_work=2, has_successor=True)
    assert rules.reasons_not_to_suspend(facts) == []
