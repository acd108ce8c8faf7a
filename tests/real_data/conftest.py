"""Where the public data sets are; a test that needs one says so where it is absent."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("HOMEWARD_REAL_DATA", ROOT.parent / "shared" / "data"))


@pytest.fixture
def real_data() -> Callable[[str], Path]:
    def find(name: str) -> Path:
        path = DATA / name
        if not path.exists():
            pytest.skip(f"{path} is not here: set HOMEWARD_REAL_DATA to the folder of the data.")
        return path

    return find
