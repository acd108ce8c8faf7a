"""Says what the machine reached, after the tests: the root conftest prints it."""

from collections import defaultdict
from collections.abc import Callable

import pytest

from homeward.config.testing import SAID
from homeward.conftest import cast
from tests.gate.exits import SEEN
from tests.gate.machine import NOTICED, REACHED, TALLY

__all__ = ["cast"]


def pytest_sessionfinish(session: pytest.Session) -> None:
    write = session.config.stash[SAID].append
    if REACHED:
        write("the gate against its oracle:")
        write(", ".join(f"{n} {what}" for what, n in TALLY.items()))
        _transitions(write)
        write("exits: " + ", ".join(f"{k} {a} out, {b} not" for k, (a, b) in sorted(SEEN.items())))
    if NOTICED:
        write("missing terms noticed, after how many steps:")
        write(", ".join(f"{term} {n}" for term, n in NOTICED.items()))


def _transitions(write: Callable[[str], None]) -> None:
    table: dict[str, dict[str, int]] = defaultdict(dict)
    for (verb, came), times in REACHED.items():
        table[verb][came] = times
    write(f"{'transition':20}{'done':>8}{'refused':>9}")
    for verb, came in sorted(table.items()):
        write(f"{verb:20}{came.get('done', 0):8}{came.get('refused', 0):9}")
