"""The clocks of the web's machine and the database's part: nobody is locked out by it."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import DatabaseError, connection

from homeward.access import gate
from homeward.access.choices import ActorKind, Purpose

HOUR = 3600


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[gate.Clock]:
    fresh = gate.Clock()
    monkeypatch.setattr(gate, "clock", fresh)
    return fresh


def who_acts(cast: Any) -> int:
    acting = gate.acting(ActorKind.USER, cast.owner.pk, Purpose.CASEWORK)
    with cast.as_app(), acting, connection.cursor() as cursor:
        cursor.execute("select gate_user()")
        return int(cursor.fetchone()[0])


def test_a_machine_that_is_late_goes_by_the_database_s_clock(
    cast: Any, clock: gate.Clock, caplog: pytest.LogCaptureFixture
) -> None:
    clock.ahead = -HOUR
    with caplog.at_level(logging.ERROR):
        assert who_acts(cast) == cast.owner.pk
    assert abs(clock.ahead) < gate.PROOF_SECONDS
    assert "clock" in caplog.text


def test_once_known_it_is_not_asked_again(
    cast: Any, clock: gate.Clock, caplog: pytest.LogCaptureFixture
) -> None:
    clock.ahead = -HOUR
    who_acts(cast)
    caplog.clear()
    with caplog.at_level(logging.ERROR):
        who_acts(cast)
    assert caplog.text == ""


def test_a_wrong_proof_is_no_matter_of_clocks(
    cast: Any, clock: gate.Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "token_key", lambda: b"another")
    with pytest.raises(DatabaseError):
        who_acts(cast)
    assert clock.ahead == 0
