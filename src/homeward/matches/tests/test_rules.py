from dataclasses import replace
from datetime import date

import pytest

from homeward.matches import rules
from homeward.matches.choices import Part, Reason
from homeward.matching.sides import PARTS

PLACING = rules.PlacingFacts(is_open=True, of_household=True, is_offered=True, reason="Asked for")
CHOOSING = rules.ChoosingFacts(
    is_open=True, of_household=True, is_offered=True, is_first=False, reason="Nearer to school"
)
WEIGHING = rules.WeighingFacts(
    parts=dict.fromkeys(Part, 10), source="A decision", is_own=True,
    valid_from=date(2027, 1, 1), last_from=None,
)  # fmt: skip


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"is_open": False}, Reason.CLOSED),
        ({"of_household": False}, Reason.NOT_OF_CASE),
        ({"is_offered": False}, Reason.NOT_OFFERED),
        ({"reason": " "}, Reason.NO_REASON),
        ({"stands_there": True}, Reason.SAME_ALREADY),
    ],
)
def test_each_thing_alone_stops_a_placing(change: dict[str, object], reason: Reason) -> None:
    assert rules.reasons_not_to_place(PLACING) == []
    assert rules.reasons_not_to_place(replace(PLACING, **change)) == [reason]


def test_the_first_of_the_list_needs_no_reason() -> None:
    silent = replace(CHOOSING, reason="")
    assert rules.reasons_not_to_choose(CHOOSING) == []
    assert rules.reasons_not_to_choose(silent) == [Reason.NO_REASON]
    assert rules.reasons_not_to_choose(replace(silent, is_first=True)) == []


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"parts": {**WEIGHING.parts, Part.SKILLS: 20}}, Reason.NO_SUM),
        ({"parts": {**WEIGHING.parts, Part.SKILLS: -5, Part.NEEDS: 25}}, Reason.BELOW_ZERO),
        ({"source": ""}, Reason.NO_SOURCE),
        ({"is_own": False}, Reason.NOT_YOURS),
        ({"last_from": date(2027, 1, 2)}, Reason.BEFORE_LAST),
    ],
)
def test_each_thing_alone_stops_new_weights(change: dict[str, object], reason: Reason) -> None:
    assert rules.reasons_not_to_weigh(WEIGHING) == []
    assert rules.reasons_not_to_weigh(replace(WEIGHING, **change)) == [reason]


def test_the_parts_are_the_engine_s_own() -> None:
    assert tuple(Part.values) == PARTS
