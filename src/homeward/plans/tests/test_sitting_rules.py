"""Quorum, votes and appeals, as pure rules."""

from dataclasses import replace

import pytest

from homeward.plans.choices import DecidesBy, DecisionReason, Outcome, Reason
from homeward.plans.rules import (
    Bench,
    DecidingFacts,
    is_other_bench,
    reasons_not_to_appeal,
    reasons_not_to_decide,
    reasons_not_to_sit,
    reasons_not_to_vote,
)

BENCH = Bench(
    seats=frozenset({1, 2, 3, 4, 5}),
    present=frozenset({1, 2, 3}),
    mandatory=frozenset({1}),
    quorum_seats=3,
)
VOTED = DecidingFacts(
    is_submitted=True,
    is_party=True,
    session_open=True,
    outcome=Outcome.APPROVED,
    reason=DecisionReason.FITS,
    conditions=0,
    conditions_clear=True,
    bench=BENCH,
    decides_by=DecidesBy.VOTES,
    voices={1: "for", 2: "for", 3: "against"},
)


@pytest.mark.parametrize(
    ("number", "share", "needed"), [(4, None, 4), (None, 50, 3), (2, 60, 3), (None, 100, 5)]
)
def test_the_quorum_is_a_number_a_share_or_the_higher(
    number: int | None, share: int | None, needed: int
) -> None:
    assert replace(BENCH, quorum_seats=number, quorum_share=share).needed == needed


def test_below_the_quorum_nothing_is_decided() -> None:
    few = replace(BENCH, present=frozenset({1, 2}))
    for outcome, reason in (
        (Outcome.APPROVED, DecisionReason.FITS),
        (Outcome.ADJOURNED, DecisionReason.INCOMPLETE),
        (Outcome.NO_SHOW, DecisionReason.ABSENT),
    ):
        facts = replace(VOTED, bench=few, outcome=outcome, reason=reason)
        assert Reason.NO_QUORUM in reasons_not_to_decide(facts)


def test_who_steps_out_does_not_count() -> None:
    left = replace(BENCH, present=BENCH.present - {3}, recused=frozenset({3}))
    assert reasons_not_to_sit(left) == [Reason.NO_QUORUM]


def test_a_mandatory_seat_must_be_taken_unless_it_stepped_out() -> None:
    without = replace(BENCH, present=frozenset({2, 3, 4}))
    assert reasons_not_to_sit(without) == [Reason.SEAT_MISSING]
    assert reasons_not_to_sit(replace(without, recused=frozenset({1}))) == []


@pytest.mark.parametrize(
    ("outcome", "voices", "reasons"),
    [
        (Outcome.APPROVED, {1: "for", 2: "for", 3: "against"}, []),
        (Outcome.APPROVED, {1: "for", 2: "against", 3: "abstain"}, [Reason.NO_MAJORITY]),
        (Outcome.REJECTED, {1: "for", 2: "against", 3: "abstain"}, []),
        (Outcome.REJECTED, {1: "for", 2: "for", 3: "abstain"}, [Reason.NO_MAJORITY]),
        (Outcome.APPROVED, {1: "for", 2: "for"}, [Reason.VOTES_MISSING]),
        # The vote of a seat that is not there counts for nothing.
        (
            Outcome.APPROVED,
            {1: "against", 2: "abstain", 3: "abstain", 4: "for", 5: "for"},
            [Reason.NO_MAJORITY],
        ),
    ],
)
def test_votes_carry_the_outcome(
    outcome: Outcome, voices: dict[int, str], reasons: list[Reason]
) -> None:
    fits = {Outcome.APPROVED: DecisionReason.FITS, Outcome.REJECTED: DecisionReason.NOT_VIABLE}
    facts = replace(VOTED, outcome=outcome, voices=voices, reason=fits[outcome])
    assert reasons_not_to_decide(facts) == reasons


def test_a_consensus_is_said() -> None:
    by_consensus = replace(VOTED, decides_by=DecidesBy.CONSENSUS, voices={})
    assert reasons_not_to_decide(by_consensus) == [Reason.NO_CONSENSUS]
    assert reasons_not_to_decide(replace(by_consensus, has_consensus=True)) == []


def test_an_absence_needs_no_vote() -> None:
    absent = replace(VOTED, outcome=Outcome.NO_SHOW, reason=DecisionReason.ABSENT, voices={})
    assert reasons_not_to_decide(absent) == []


def test_a_named_partner_is_covered() -> None:
    facts = replace(
        VOTED,
        names_implementer=True,
        implementer_agreed=False,
        implementer_consented=False,
    )
    assert reasons_not_to_decide(facts) == [
        Reason.IMPLEMENTER_NO_AGREEMENT,
        Reason.IMPLEMENTER_NO_CONSENT,
    ]


def test_an_appeal_is_heard_by_others_or_more() -> None:
    assert not is_other_bench({1, 2}, {1, 2, 3})
    assert is_other_bench({1, 2, 4}, {1, 2, 3})
    assert is_other_bench({1, 2, 3, 4}, {1, 2, 3})
    assert reasons_not_to_decide(replace(VOTED, is_other_bench=False)) == [Reason.SAME_PEOPLE]


FREE = {"decided": False, "is_present": True, "is_recused": False, "has_vote": True, "is_own": True}


@pytest.mark.parametrize(
    ("fact", "reason"),
    [
        ("decided", Reason.DECIDED),
        ("is_present", Reason.NOT_PRESENT),
        ("is_recused", Reason.RECUSED),
        ("has_vote", Reason.NO_VOTE),
        ("is_own", Reason.NOT_OWN_VOTE),
    ],
)
def test_each_fact_alone_stops_a_vote(fact: str, reason: Reason) -> None:
    assert reasons_not_to_vote(**FREE) == []
    assert reasons_not_to_vote(**{**FREE, fact: not FREE[fact]}) == [reason]


OPEN = {
    "is_rejected": True,
    "is_latest": True,
    "appealed": False,
    "in_time": True,
    "has_grounds": True,
}


@pytest.mark.parametrize(
    ("fact", "reason"),
    [
        ("is_rejected", Reason.NOT_REJECTED),
        ("is_latest", Reason.OLD_VERSION),
        ("appealed", Reason.APPEALED),
        ("in_time", Reason.TOO_LATE),
        ("has_grounds", Reason.NOTHING_SAID),
    ],
)
def test_each_fact_alone_stops_an_appeal(fact: str, reason: Reason) -> None:
    assert reasons_not_to_appeal(**OPEN) == []
    assert reasons_not_to_appeal(**{**OPEN, fact: not OPEN[fact]}) == [reason]
