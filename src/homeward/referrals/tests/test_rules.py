from dataclasses import replace
from datetime import date

import pytest

from homeward.referrals.choices import GOOD_OUTCOMES, Outcome, Reason, Status
from homeward.referrals.rules import (
    ENDED,
    NEXT,
    Answer,
    SendingFacts,
    reasons_not_to_answer,
    reasons_not_to_report,
    reasons_not_to_send,
    status_of,
)

READY = SendingFacts(
    case_is_open=True,
    plan_is_approved=True,
    facts_chosen=True,
    consent_covers_receiver=True,
    agreement_in_force=True,
    service_has_places=True,
    answer_due_in_time=True,
)
STOPS = [
    ("case_is_open", Reason.CASE_CLOSED),
    ("plan_is_approved", Reason.PLAN_NOT_APPROVED),
    ("facts_chosen", Reason.NO_FACTS),
    ("consent_covers_receiver", Reason.NO_CONSENT),
    ("agreement_in_force", Reason.NO_AGREEMENT),
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
    assert reasons_not_to_report("") == [Reason.NO_OUTCOME]
    assert reasons_not_to_report(Outcome.CERTIFICATE) == []


@pytest.mark.parametrize("outcome", list(Outcome))
def test_good_outcomes_complete_and_others_do_not(outcome: Outcome) -> None:
    expected = Status.COMPLETED if outcome in GOOD_OUTCOMES else Status.NOT_COMPLETED
    assert status_of(outcome) == expected


def test_every_status_either_goes_on_or_has_ended() -> None:
    assert set(Status) == set(NEXT) | ENDED
    assert not set(NEXT) & ENDED
