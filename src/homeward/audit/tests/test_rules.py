from dataclasses import replace
from typing import Any

import pytest

from homeward.audit.choices import Unusual
from homeward.audit.rules import MANY_IN_AN_HOUR, Reading, unusual

USUAL = Reading(most_in_an_hour=MANY_IN_AN_HOUR, at_night=0, in_emergency=0, not_theirs=0)


def test_a_day_at_the_counter_is_usual() -> None:
    assert unusual(USUAL) == []


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"most_in_an_hour": MANY_IN_AN_HOUR + 1}, Unusual.MANY),
        ({"at_night": 1}, Unusual.NIGHT),
        ({"in_emergency": 1}, Unusual.EMERGENCY),
        ({"not_theirs": 1}, Unusual.NOT_THEIRS),
    ],
)
def test_each_alone_is_unusual(more: dict[str, Any], reason: Unusual) -> None:
    assert unusual(replace(USUAL, **more)) == [reason]
