from dataclasses import replace
from datetime import date, timedelta

import pytest

from homeward.committees import rules
from homeward.committees.choices import DecisionKind, MeetingStatus, Reason, Voting

DAY = date(2027, 3, 1)


def minimum(kind: str, number: int, day: date = DAY) -> rules.Minimum:
    return rules.Minimum(kind=kind, minimum=number, valid_from=day, source="Article 3")


def test_what_is_missing_is_said_by_kind_with_where_it_is_written() -> None:
    stated = [minimum("civil_society", 1), minimum("lead", 1)]
    found = rules.composition(stated, ["lead", "donor"], DAY)
    assert [(one.kind, one.has, one.needs, one.is_met) for one in found] == [
        ("lead", 1, 1, True),
        ("civil_society", 0, 1, False),
        ("donor", 1, 0, True),
    ]
    assert found[1].source == "Article 3"


def test_the_newest_statement_that_began_holds_and_nought_ends_it() -> None:
    stated = [
        minimum("donor", 1),
        minimum("donor", 2, DAY + timedelta(days=10)),
        minimum("donor", 0, DAY + timedelta(days=20)),
    ]
    found = [
        [one.minimum for one in rules.minimums_on(stated, DAY + timedelta(days=days))]
        for days in (-1, 0, 10, 20)
    ]
    assert found == [[], [1], [2], []]


@pytest.mark.parametrize(
    ("kind", "quorum", "seats", "needed"),
    [("percent", 50, 7, 4), ("percent", 60, 5, 3), ("percent", 1, 0, 1), ("seats", 4, 9, 4)],
)
def test_a_share_of_the_seats_is_rounded_up(
    kind: str, quorum: int, seats: int, needed: int
) -> None:
    assert rules.seats_needed(kind, quorum, seats) == needed


def votes(text: str) -> rules.Tally:
    """F, A, - for other seats; f, a for states."""
    named = {"f": "for", "a": "against", "-": "abstain"}
    return rules.tally((named[one.lower()], one.islower()) for one in text)


@pytest.mark.parametrize(
    ("voting", "cast", "carried"),
    [
        (Voting.CONSENSUS, "FF--", True),
        (Voting.CONSENSUS, "FFFA", False),
        (Voting.CONSENSUS, "--", False),
        (Voting.MAJORITY, "FFA-", True),
        (Voting.MAJORITY, "FA", False),
        (Voting.TWO_THIRDS, "FFA", True),
        (Voting.TWO_THIRDS, "FFFAA", False),
        (Voting.STATES, "ffFA", True),
        (Voting.STATES, "fFFFa", False),
        (Voting.STATES, "fA", False),
    ],
)
def test_each_way_of_voting_carries_what_it_should(
    voting: Voting, cast: str, carried: bool
) -> None:
    assert rules.is_carried(voting, votes(cast)) is carried


READY = rules.ClosingFacts(
    kind=DecisionKind.DECIDED, is_binding=True, has_rules=True, is_complete=True, seats_here=4,
    seats_needed=3, voting=Voting.MAJORITY, votes=votes("FFA"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("fact", "reason"),
    [
        ({"is_complete": False}, Reason.BELOW_MINIMUM),
        ({"seats_here": 2}, Reason.NO_QUORUM),
        ({"has_rules": False}, Reason.NO_RULES),
        ({"is_binding": False}, Reason.BINDS_NOBODY),
        ({"votes": votes("")}, Reason.NOBODY_VOTED),
        ({"votes": votes("FAA")}, Reason.NOT_CARRIED),
        ({"kind": DecisionKind.REJECTED}, Reason.NOT_LOST),
        ({"kind": DecisionKind.RECOMMENDED}, Reason.BINDS),
    ],
)
def test_each_missing_fact_alone_stops_a_decision(fact: dict[str, object], reason: Reason) -> None:
    assert rules.reasons_not_to_close(READY) == []
    assert rules.reasons_not_to_close(replace(READY, **fact)) == [reason]  # type: ignore[arg-type]


def test_noting_and_adjourning_need_no_quorum() -> None:
    bare = replace(READY, is_complete=False, seats_here=0, has_rules=False, votes=votes(""))
    for kind in (DecisionKind.NOTED, DecisionKind.ADJOURNED):
        assert rules.reasons_not_to_close(replace(bare, kind=kind)) == []


def test_what_binds_nobody_recommends() -> None:
    assert rules.outcome(carried=True, is_binding=False) == DecisionKind.RECOMMENDED
    assert rules.outcome(carried=True, is_binding=True) == DecisionKind.DECIDED
    assert rules.outcome(carried=False, is_binding=True) == DecisionKind.REJECTED


def test_a_regional_process_has_countries_and_neither_lead_nor_force() -> None:
    found = rules.reasons_not_to_set_up(
        kind="regional", has_programme=True, is_binding=True, countries=0
    )
    assert found == [Reason.HAS_NO_LEAD, Reason.NO_COUNTRY]
    assert rules.reasons_not_to_seat(
        kind="lead", has_programme=False, holders=0, is_seated=True
    ) == [Reason.HAS_NO_LEAD, Reason.NEEDS_HOLDER, Reason.SEATED_ALREADY]


def test_a_meeting_is_invited_to_before_it_is_held() -> None:
    assert rules.reasons_not_to_move_on("planned", MeetingStatus.HELD) == [Reason.NOT_INVITED]
    assert rules.reasons_not_to_move_on("approved", MeetingStatus.HELD) == [Reason.WRONG_STATUS]
    assert rules.reasons_not_to_move_on("held", MeetingStatus.MINUTED) == []


def test_signed_by_all_is_more_than_nobody() -> None:
    assert not rules.is_signed_by_all([])
    assert not rules.is_signed_by_all([True, None])
    assert not rules.is_signed_by_all([True, False])
    assert rules.is_signed_by_all([True, True])
