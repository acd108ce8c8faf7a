from typing import Any

import pytest

from homeward.committees.tests.stage import Stage
from homeward.places.models import Area


@pytest.fixture
def stage(cast: Any) -> Stage:
    """The committees' own: the host leads the programme, and an authority sits beside it."""
    return Stage(cast)


@pytest.fixture
def region(cast: Any) -> Area:
    return Area.objects.create(country_id="GH", name="Volta", level=1, pcode="GH-TV")
