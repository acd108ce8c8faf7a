"""What the fuzzer found once is refused clearly ever after (fuzz/run.py)."""

from contextlib import suppress
from pathlib import Path

import pytest

from tests.hostile import doors

FOUND = Path(__file__).resolve().parents[2] / "fuzz" / "found"
INPUTS = sorted(path for path in FOUND.glob("*/*") if path.is_file())


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_was_found_is_mended(path: Path) -> None:
    doors.declare_all()
    door = doors.DOORS[path.parent.name]
    with suppress(*door.refusals):
        door.read(path.read_bytes())
