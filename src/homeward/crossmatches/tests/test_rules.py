"""Every refusal alone, and what two decisions give."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from homeward.crossmatches.choices import Band, Decision, Outcome, Reason, Status, Way
from homeward.crossmatches.rules import (
    AskingFacts,
    DecidingFacts,
    band,
    reasons_not_to_answer,
    reasons_not_to_ask,
    reasons_not_to_decide,
    settled,
)

TODAY = date(2026, 5, 4)
ASKING = AskingFacts(
    agreed_both_ways=True, none_under_way=True, last_done_on=None, today=TODAY,
    other_works_here=True, way=Way.HERE,
)  # fmt: skip
DECIDING = DecidingFacts(
    outcome=Outcome.OPEN, decision=Decision.CONTACT, reason="", contact="A. B., +32 2",
    ask_by=None, today=TODAY,
)  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"agreed_both_ways": False}, Reason.NOT_AGREED),
        ({"none_under_way": False}, Reason.ASKED_ALREADY),
        ({"last_done_on": TODAY - timedelta(days=6)}, Reason.TOO_SOON),
        ({"other_works_here": False}, Reason.NOT_HERE),
        ({"way": Way.FILE}, Reason.WORKS_HERE),
    ],
)
def test_each_missing_fact_alone_stops_the_question(changed: dict, reason: Reason) -> None:
    assert reasons_not_to_ask(replace(ASKING, **changed)) == [reason]


def test_after_a_week_it_may_be_asked_again() -> None:
    assert reasons_not_to_ask(replace(ASKING, last_done_on=TODAY - timedelta(days=7))) == []


def test_it_may_be_declined_without_an_agreement_but_not_joined() -> None:
    facts = {"status": Status.ASKED, "is_for_us": True, "agreed_both_ways": False}
    assert reasons_not_to_answer(**facts, joining=False) == []
    assert reasons_not_to_answer(**facts, joining=True) == [Reason.NOT_AGREED]


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"outcome": Outcome.AGREED}, Reason.AGREED_ALREADY),
        ({"contact": "  "}, Reason.NO_CONTACT_POINT),
        ({"decision": Decision.NO_CONTACT}, Reason.NO_REASON),
        ({"decision": Decision.NOT_SAME}, Reason.NO_REASON),
        ({"decision": Decision.ASK_FIRST}, Reason.NO_DAY),
        ({"decision": Decision.ASK_FIRST, "ask_by": TODAY}, Reason.NO_DAY),
    ],
)
def test_each_missing_fact_alone_stops_the_decision(changed: dict, reason: Reason) -> None:
    assert reasons_not_to_decide(replace(DECIDING, **changed)) == [reason]


@pytest.mark.parametrize("one", list(Decision))
@pytest.mark.parametrize("other", list(Decision))
def test_only_two_wishes_for_contact_bring_it(one: Decision, other: Decision) -> None:
    found = settled(one, other)
    assert found == settled(other, one)
    assert (found == Outcome.AGREED) == (one == other == Decision.CONTACT)
    if Decision.NOT_SAME in {one, other}:
        assert found == Outcome.NOT_SAME
    elif Decision.NO_CONTACT in {one, other}:
        assert found == Outcome.NO_CONTACT


def test_similarities_have_three_words() -> None:
    assert [band(x) for x in (1.0, 0.95, 0.94, 0.85, 0.75)] == [
        Band.CERTAIN, Band.CERTAIN, Band.LIKELY, Band.LIKELY, Band.POSSIBLE,
    ]  # fmt: skip
