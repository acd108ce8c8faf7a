"""The gate against the oracle: random sequences, and one made for each term that is taken out."""

import copy
import os
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.gate import rows
from tests.gate.machine import TALLY, GateMachine
from tests.gate.world import World

DEEP = bool(os.environ.get("HOMEWARD_DEEP"))
SEQUENCES, STEPS = (2000 if DEEP else 100), 50
SEQUENCES = int(os.environ.get("SEQ", SEQUENCES))


@pytest.fixture
def world(own_database: None, cast: Any) -> World:
    return World(cast)


def test_every_table_is_compared_or_says_why_not(world: World) -> None:
    compared = {*rows.guarded(), *rows.histories(), "tasks_task"}
    assert rows.secured() == compared | rows.NOT_COMPARED.keys()
    assert not compared & rows.NOT_COMPARED.keys()


def test_nothing_leaks_and_nothing_is_wrongly_refused(world: World) -> None:
    class Played(GateMachine):
        make_world = staticmethod(lambda: _again(world))
        at_end = staticmethod(lambda world: None)

    chosen = settings(
        max_examples=SEQUENCES, stateful_step_count=STEPS, deadline=None, database=None,
        derandomize=not DEEP, suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
    )  # fmt: skip
    run_state_machine_as_test(Played, settings=chosen)
    print(TALLY)


def _again(world: World) -> World:
    if TALLY["sequences"] % 10 == 0:
        pass
    return world.copy()
