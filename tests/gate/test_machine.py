"""The gate against the oracle: random sequences, and one made for each term that is taken out."""

import os
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from homeward.access.tests.mutations import TERMS, take_out
from tests.gate import rows
from tests.gate.exits import Exits
from tests.gate.machine import NOTICED, GateMachine, rolled_back
from tests.gate.sequences import FOUND, Step
from tests.gate.sequences import SEQUENCES as SEQUENCES_OF
from tests.gate.world import World

# `make test-deep` plays more, each time others. In CI the sequences are the same from run to run:
# a red run is then due to what was changed. In parts, so that several workers share them.
DEEP = int(os.environ.get("HOMEWARD_DEEP", "0"))
PARTS = 4
PLAYED = settings(
    max_examples=(DEEP or 100) // PARTS, stateful_step_count=50, database=None,
    deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate],
)  # fmt: skip
# Compared by the verb itself: that it is refused is what is expected.
TRIED = {"store", "change", "transfer"}


@pytest.fixture
def world(own_database: None, cast: Any) -> World:
    return World(cast).begin()


def test_every_table_is_compared_or_says_why_not(world: World) -> None:
    compared = {*rows.guarded(), *rows.histories(), "tasks_task"}
    assert rows.secured() == compared | rows.NOT_COMPARED.keys()
    assert not compared & rows.NOT_COMPARED.keys()


@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_leaks_and_nothing_is_wrongly_refused(
    world: World, client: Any, client_of: Any, part: int
) -> None:
    class Played(GateMachine):
        make_world = staticmethod(world.copy)

        @staticmethod
        def at_end(world: World) -> None:
            world.compare("end")
            Exits(world, client_of, client).try_all()

    run_state_machine_as_test(Played if DEEP else seed(part)(Played), settings=PLAYED)


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


@pytest.mark.parametrize("story", FOUND)
def test_what_was_found_once_stays_mended(world: World, story: str) -> None:
    _play(world, FOUND[story])
