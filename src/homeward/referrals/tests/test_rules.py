from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection

from homeward.referrals.choices import GOOD_OUTCOMES, Outcome, Reason, Status
from homeward.referrals.rules import (
    ENDED,
    EXPIRES_WITH,
    HAS_PLACE,
    HELD,
    KEEPS_FACTS,
    LEFT_TO_SENDER,
    MAY_EXPIRE,
    NEXT,
    UNDER_WAY,
    Answer,
    SendingFacts,
    reasons_not_to_answer,
    reasons_not_to_report,
    reasons_not_to_send,
    reasons_not_to_start,
    status_of,
)

TODAY = date(2026, 11, 25)
READY = SendingFacts(
    case_is_open=True,
    plan_is_approved=True,
    facts_chosen=True,
    consent_covers_receiver=True,
    agreement_in_force=True,
    service_has_places=True,
    answer_due_in_time=True,
    offer_is_open=True,
)
STOPS = [
    ("case_is_open", Reason.CASE_CLOSED),
    ("plan_is_approved", Reason.PLAN_NOT_APPROVED),
    ("facts_chosen", Reason.NO_FACTS),
    ("consent_covers_receiver", Reason.NO_CONSENT),
    ("agreement_in_force", Reason.NO_AGREEMENT),
    ("offer_is_open", Reason.NOT_OPEN),
    ("service_has_places", Reason.NO_PLACES),
    ("answer_due_in_time", Reason.DUE_IN_THE_PAST),
]


def test_a_ready_referral_may_be_sent() -> None:
    assert reasons_not_to_send(READY) == []


@pytest.mark.parametrize(("missing", "reason"), STOPS)
def test_each_missing_fact_alone_stops_it(missing: str, reason: Reason) -> None:
    assert reasons_not_to_send(replace(READY, **{missing: False})) == [reason]


def test_all_reasons_are_told_at_once() -> None:
    nothing = SendingFacts(**{name: False for name, _reason in STOPS})
    assert reasons_not_to_send(nothing) == [reason for _name, reason in STOPS]


def test_an_acceptance_needs_its_first_day() -> None:
    assert reasons_not_to_answer(Answer(accepts=True)) == [Reason.NO_FIRST_DAY]
    assert reasons_not_to_answer(Answer(accepts=True, first_day=date(2026, 12, 7))) == []


def test_a_refusal_needs_a_reason_of_the_list() -> None:
    assert reasons_not_to_answer(Answer(accepts=False)) == [Reason.NO_REASON]
    assert reasons_not_to_answer(Answer(accepts=False, decline_reason="mood")) == [Reason.NO_REASON]
    assert reasons_not_to_answer(Answer(accepts=False, decline_reason="no_places")) == []


def test_an_outcome_is_one_of_the_list() -> None:
    assert reasons_not_to_report("", today=TODAY) == [Reason.NO_OUTCOME]
    assert reasons_not_to_report(Outcome.CERTIFICATE, on=TODAY, today=TODAY) == []


def test_what_came_of_it_is_not_told_before_it_came() -> None:
    tomorrow = TODAY + timedelta(days=1)
    assert reasons_not_to_report(Outcome.FINISHED, on=tomorrow, today=TODAY) == [
        Reason.IN_THE_FUTURE
    ]
    assert reasons_not_to_start(tomorrow, ends_on=TODAY, today=TODAY) == [
        Reason.IN_THE_FUTURE, Reason.ENDS_BEFORE_IT_STARTS,
    ]  # fmt: skip


@pytest.mark.parametrize("outcome", list(Outcome))
def test_good_outcomes_complete_and_others_do_not(outcome: Outcome) -> None:
    expected = Status.COMPLETED if outcome in GOOD_OUTCOMES else Status.NOT_COMPLETED
    assert status_of(outcome) == expected


def test_every_status_goes_on_or_has_ended_and_nothing_else() -> None:
    assert set(Status) == set(NEXT) | ENDED
    # What was reported may still be confirmed, and is an end already.
    assert set(NEXT) & ENDED == {Status.COMPLETED, Status.NOT_COMPLETED}
    assert {Status.DRAFT} | UNDER_WAY == set(Status) - ENDED


def test_every_status_that_goes_on_has_one_holder_and_every_end_is_somebody_s_to_read() -> None:
    assert set(HELD) == set(Status) - ENDED
    assert set(LEFT_TO_SENDER) | {Status.WITHDRAWN, Status.CONFIRMED} == ENDED
    assert set(EXPIRES_WITH) == MAY_EXPIRE


def test_silence_does_not_end_what_has_begun() -> None:
    assert Status.STARTED not in MAY_EXPIRE
    assert MAY_EXPIRE < UNDER_WAY


def test_every_end_is_reached_from_a_draft() -> None:
    found, begun = {Status.DRAFT}, [Status.DRAFT]
    while begun:
        new = NEXT.get(begun.pop(), set()) - found
        found |= new
        begun += new
    assert found == set(Status)


def test_the_database_knows_the_same_states(db: None) -> None:
    with connection.cursor() as cursor:
        for function, states in (
            ("referrals_is_under_way", UNDER_WAY),
            ("referrals_has_place", HAS_PLACE),
            ("referrals_keeps_facts", KEEPS_FACTS),
        ):
            cursor.execute(
                f"select s from unnest(%s::text[]) s where {function}(s)", [list(Status)]
            )
            assert {row[0] for row in cursor.fetchall()} == states, function
        cursor.execute("select s, referrals_wait_of(s) from unnest(%s::text[]) s", [list(Status)])
        waits = {status: wait for status, wait in cursor.fetchall() if wait}
    assert waits == {status: HELD[status].wait for status in UNDER_WAY}
