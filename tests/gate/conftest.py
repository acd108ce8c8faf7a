"""Prints what the machine reached, after the tests."""

from collections import defaultdict
from typing import Any

from homeward.conftest import cast
from tests.gate.machine import REACHED, TALLY

__all__ = ["cast"]


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if not REACHED:
        return
    table: dict[str, dict[str, int]] = defaultdict(dict)
    for (verb, came), times in REACHED.items():
        table[verb][came] = times
    terminalreporter.section("the gate's state machine")
    terminalreporter.write_line(", ".join(f"{n} {what}" for what, n in TALLY.items()))
    terminalreporter.write_line(f"{'transition':20}{'done':>8}{'refused':>9}")
    for verb, came in sorted(table.items()):
        terminalreporter.write_line(
            f"{verb:20}{came.get('done', 0):8}{came.get('refused', 0):9}"
        )
