"""The gate against the oracle: random sequences, and one made for each term that is taken out."""

import os
from typing import Any

import pytest
from homeward.access.tests.mutations import TERMS, take_out
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.gate import rows
from tests.gate.exits import Exits
from tests.gate.machine import NOTICED, TALLY, GateMachine, rolled_back
from tests.gate.sequences import SEQUENCES as SEQUENCES_OF
from tests.gate.sequences import Step
from tests.gate.world import World

DEEP = bool(os.environ.get("HOMEWARD_DEEP"))
SEQUENCES, STEPS = (2000 if DEEP else 100), 50
SEQUENCES = int(os.environ.get("SEQ", SEQUENCES))


# Compared by the verb itself: that it is refused is what is expected.
TRIED = {"store", "change", "transfer"}


@pytest.fixture
def world(own_database: None, cast: Any) -> World:
    return World(cast).begin()


def test_every_table_is_compared_or_says_why_not(world: World) -> None:
    compared = {*rows.guarded(), *rows.histories(), "tasks_task"}
    assert rows.secured() == compared | rows.NOT_COMPARED.keys()
    assert not compared & rows.NOT_COMPARED.keys()


def test_nothing_leaks_and_nothing_is_wrongly_refused(
    world: World, client: Any, client_of: Any
) -> None:
    class Played(GateMachine):
        make_world = staticmethod(world.copy)

        @staticmethod
        def at_end(world: World) -> None:
            world.compare("end")
            Exits(world, client_of, client).try_all(TALLY["sequences"])

    chosen = settings(
        max_examples=SEQUENCES, stateful_step_count=STEPS, deadline=None, database=None,
        derandomize=not DEEP, suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )  # fmt: skip
    run_state_machine_as_test(Played, settings=chosen)


def test_each_term_that_is_missing_is_noticed(world: World) -> None:
    """Each sequence agrees with the gate as it is, and differs when its term is taken out."""
    assert SEQUENCES_OF.keys() == {term.name for term in TERMS}
    missed = [name for name, steps in SEQUENCES_OF.items() if not _is_noticed(world, name, steps)]
    assert not missed


def _is_noticed(world: World, term: str, steps: list[Step]) -> bool:
    _play(world, steps)
    try:
        _play(world, steps, without=term)
    except AssertionError:
        NOTICED[term] = len(steps)
    return term in NOTICED


def _play(world: World, steps: list[Step], without: str = "") -> None:
    with rolled_back():
        if without:
            take_out(without)
            rows.ask("set constraints all deferred")
        played = world.copy()
        played.compare()
        for verb, choices in steps:
            came = played.do(verb, **choices)
            assert without or came == "done" or verb in TRIED, (verb, came)
            played.compare()
        played.compare("end")
