from dataclasses import replace

import pytest

from homeward.allocations.choices import Decided, Reason
from homeward.allocations.rules import (
    AskingFacts,
    DecidingFacts,
    Known,
    Terms,
    group_of,
    meets,
    reasons_not_to_ask,
    reasons_not_to_decide,
)

ASKING = AskingFacts(is_open=True, has_offers=True, has_people=True, is_under_way=False)
DECIDING = DecidingFacts(
    to=Decided.ACCEPTED, is_open=True, is_ready=True, is_latest=True, was=Decided.OPEN,
    is_proposed=True, of_round=True, is_same=True, places_left=1, reason="",
)  # fmt: skip
CHANGING = replace(DECIDING, to=Decided.CHANGED, is_same=False, reason="Nearer")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"is_open": False}, Reason.ROUND_CLOSED),
        ({"has_offers": False}, Reason.NO_OFFERS),
        ({"has_people": False}, Reason.NOBODY),
        ({"is_under_way": True}, Reason.UNDER_WAY),
    ],
)
def test_each_thing_lacking_alone_stops_a_proposal(change: dict[str, bool], reason: Reason) -> None:
    assert reasons_not_to_ask(replace(ASKING, **change)) == [reason]


@pytest.mark.parametrize("facts", [DECIDING, CHANGING])
@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"is_open": False}, Reason.ROUND_CLOSED),
        ({"is_ready": False}, Reason.NOT_READY),
        ({"is_latest": False}, Reason.REPLACED),
        ({"was": Decided.ASIDE}, Reason.DECIDED_ALREADY),
        ({"places_left": 0}, Reason.NO_PLACE_LEFT),
    ],
)
def test_each_fact_alone_stops_a_decision(
    facts: DecidingFacts, change: dict[str, object], reason: Reason
) -> None:
    assert reasons_not_to_decide(facts) == []
    assert reasons_not_to_decide(replace(facts, **change)) == [reason]


def test_who_waits_is_given_a_place_by_a_change_with_its_reason_alone() -> None:
    assert reasons_not_to_decide(replace(DECIDING, is_proposed=False)) == [Reason.WAITS]
    assert reasons_not_to_decide(replace(CHANGING, is_proposed=False)) == []
    assert reasons_not_to_decide(replace(CHANGING, reason=" ")) == [Reason.NO_REASON]
    assert reasons_not_to_decide(replace(CHANGING, of_round=False)) == [Reason.NOT_OF_ROUND]
    assert reasons_not_to_decide(replace(CHANGING, is_same=True)) == [Reason.SAME_OFFER]


@pytest.mark.parametrize(
    ("terms", "known", "answer"),
    [
        (Terms(sex="female"), Known(sex="female"), True),
        (Terms(sex="female"), Known(sex="male"), False),
        (Terms(sex="female"), Known(), None),
        (Terms(maximum_age=25), Known(age=25), True),
        (Terms(maximum_age=25), Known(age=26), False),
        (Terms(minimum_age=60), Known(age=59), False),
        (Terms(minimum_age=60), Known(), None),
        (Terms(with_children=True), Known(has_children=True), True),
        (Terms(sex="female", with_children=True), Known(sex="male"), False),
        (Terms(sex="female", with_children=True), Known(sex="female"), None),
    ],
)
def test_terms_are_met_not_met_or_not_known(
    terms: Terms, known: Known, answer: bool | None
) -> None:
    assert meets(terms, known) is answer


def test_somebody_belongs_to_the_first_floor_whose_terms_are_met() -> None:
    floors = [Terms(sex="female"), Terms(maximum_age=25)]

    assert group_of(floors, Known(sex="female", age=20)) == 0
    assert group_of(floors, Known(sex="male", age=20)) == 1
    assert group_of(floors, Known(age=40)) == -1


def test_terms_that_name_nobody_or_turn_ages_round_are_refused() -> None:
    assert Terms().reasons() == [Reason.NAMES_NOBODY]
    assert Terms(minimum_age=40, maximum_age=20).reasons() == [Reason.AGES_TURNED]
    assert Terms(with_children=True).reasons() == []
