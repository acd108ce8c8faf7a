from datetime import date

import pytest

from homeward.stakeholders import rules
from homeward.stakeholders.choices import Part, Reason


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, (False, False)),
        ({"partnerships_at_most": 3}, (True, False)),
        ({"partnerships_at_most": 2}, (True, True)),
        ({"programmes_at_most": 0}, (True, True)),
    ],
)
def test_an_actor_is_overstretched_only_by_what_it_said(
    said: dict[str, int], expected: tuple[bool, bool]
) -> None:
    load = rules.Load(partnerships=3, programmes=1, **said)
    assert (load.is_known, load.is_overstretched) == expected


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"is_same": True}, Reason.SAME_ACTOR),
        ({"is_merged": True}, Reason.MERGED_ALREADY),
        ({"both_work_here": True}, Reason.BOTH_WORK_HERE),
    ],
)
def test_each_obstacle_alone_stops_a_merge(facts: dict[str, bool], reason: Reason) -> None:
    free = {"is_same": False, "is_merged": False, "both_work_here": False}
    assert rules.reasons_not_to_merge(rules.MergingFacts(**{**free, **facts})) == [reason]
    assert rules.reasons_not_to_merge(rules.MergingFacts(**free)) == []


def test_a_partnership_has_two_actors_and_ends_after_it_begins() -> None:
    wrong = rules.reasons_against_partnership(
        actors=1, starts_on=date(2026, 2, 1), ends_on=date(2026, 1, 1)
    )
    assert wrong == [Reason.TOO_FEW, Reason.ENDS_BEFORE]
    assert rules.reasons_against_partnership(actors=2, starts_on=None, ends_on=None) == []


def test_one_actor_answers_for_a_task() -> None:
    answers = {Part.ACCOUNTABLE.value}
    assert rules.reasons_against_part("A", others=answers) == [Reason.ACCOUNTABLE_TWICE]
    assert rules.reasons_against_part("R", others=answers) == []


def test_an_entry_does_not_end_in_the_past() -> None:
    today = date(2026, 3, 2)
    past = rules.reasons_against_listing(available_until=date(2026, 3, 1), today=today)
    assert past == [Reason.ENDED]
    assert rules.reasons_against_listing(available_until=None, today=today) == []
