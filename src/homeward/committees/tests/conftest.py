from typing import Any

import pytest

from homeward.committees.tests.stage import Stage


@pytest.fixture
def stage(cast: Any) -> Stage:
    return Stage(cast)
