"""Pure: why a device is not let in, and why what it sends is not kept."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from homeward.openrosa import rules
from homeward.openrosa.choices import Reason, State
from homeward.openrosa.rules import CorrectingFacts, GrantingFacts

NOW = datetime(2026, 3, 5, tzinfo=UTC)
READY = GrantingFacts(
    is_colleague=True, holds_interviews=True, at=NOW, expires_at=NOW + timedelta(days=30)
)
NEWEST = CorrectingFacts(is_here=True, is_same_form=True, is_theirs=True, is_newest=True)


def test_a_colleague_who_holds_interviews_gets_a_device() -> None:
    assert rules.reasons_not_to_grant(READY) == []


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        (replace(READY, is_colleague=False), Reason.ANOTHER_ORGANISATION),
        (replace(READY, holds_interviews=False), Reason.MAY_NOT_INTERVIEW),
        (replace(READY, expires_at=NOW), Reason.IN_THE_PAST),
        (replace(READY, expires_at=NOW + timedelta(days=367)), Reason.TOO_LONG),
    ],
)
def test_each_missing_fact_alone_stops_it(facts: GrantingFacts, reason: Reason) -> None:
    assert rules.reasons_not_to_grant(facts) == [reason]


@pytest.mark.parametrize(
    ("facts", "reasons"),
    [
        (NEWEST, []),
        (CorrectingFacts(is_here=False), [Reason.UNKNOWN_ORIGINAL]),
        (replace(NEWEST, is_same_form=False), [Reason.CORRECTS_ANOTHER_FORM]),
        (replace(NEWEST, is_theirs=False, is_newest=False), [Reason.NOT_THEIRS, Reason.STALE]),
    ],
)
def test_corrections(facts: CorrectingFacts, reasons: list[Reason]) -> None:
    assert rules.reasons_not_to_correct(facts) == reasons


@pytest.mark.parametrize("name", ["1.png", "a b.jpg", "صورة.png"])
def test_names_that_are_kept(name: str) -> None:
    assert rules.reasons_not_to_keep("uuid:1", {name: b"x"}) == []


@pytest.mark.parametrize("name", ["", "..", "a/b", "a\\b", "a\nb", "x" * 201])
def test_names_that_are_not(name: str) -> None:
    assert rules.reasons_not_to_keep("uuid:1", {name: b"x"}) == [Reason.BAD_FILE_NAME]


def test_an_id_and_a_size() -> None:
    large = {"a": b"x" * (5 * 1024 * 1024 + 1)}
    assert rules.reasons_not_to_keep("", large) == [Reason.NO_INSTANCE_ID, Reason.FILE_TOO_LARGE]


def test_assigning_and_discarding() -> None:
    assert rules.reasons_not_to_assign(State.TAKEN, is_chosen=True, asks_by_this=True) == [
        Reason.IS_DONE
    ]
    assert rules.reasons_not_to_assign(State.WAITING, is_chosen=False, asks_by_this=True) == [
        Reason.NO_WAVE
    ]
    assert rules.reasons_not_to_assign(State.WAITING, is_chosen=True, asks_by_this=False) == [
        Reason.ANOTHER_INSTRUMENT
    ]
    assert rules.reasons_not_to_discard(State.TAKEN, reason="") == [
        Reason.IS_DONE,
        Reason.NO_REASON,
    ]
    assert rules.reasons_not_to_discard(State.LOCKED, reason="x") == []
