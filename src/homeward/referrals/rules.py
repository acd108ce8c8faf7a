"""Pure: facts in, reasons out."""

from dataclasses import dataclass
from datetime import date

from homeward.referrals.choices import (
    GOOD_OUTCOMES,
    DeclineReason,
    Outcome,
    Reason,
    Status,
)

NEXT: dict[Status, set[Status]] = {
    # A draft is discarded, never withdrawn: receivers see every other status.
    Status.DRAFT: {Status.SENT},
    Status.SENT: {Status.ACCEPTED, Status.DECLINED, Status.WITHDRAWN},
    Status.ACCEPTED: {Status.COMPLETED, Status.NOT_COMPLETED, Status.WITHDRAWN},
}
ENDED = {Status.DECLINED, Status.COMPLETED, Status.NOT_COMPLETED, Status.WITHDRAWN}


@dataclass(frozen=True, kw_only=True)
class SendingFacts:
    case_is_open: bool
    plan_is_approved: bool
    facts_chosen: bool
    consent_covers_receiver: bool
    agreement_in_force: bool
    service_has_places: bool
    answer_due_in_time: bool


def reasons_not_to_send(facts: SendingFacts) -> list[Reason]:
    """Every reason at once, so that a case worker can mend them in one visit."""
    checks = [
        (facts.case_is_open, Reason.CASE_CLOSED),
        (facts.plan_is_approved, Reason.PLAN_NOT_APPROVED),
        (facts.facts_chosen, Reason.NO_FACTS),
        (facts.consent_covers_receiver, Reason.NO_CONSENT),
        (facts.agreement_in_force, Reason.NO_AGREEMENT),
        (facts.service_has_places, Reason.NO_PLACES),
        (facts.answer_due_in_time, Reason.DUE_IN_THE_PAST),
    ]
    return [reason for holds, reason in checks if not holds]


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a receiver says to a referral."""

    accepts: bool
    first_day: date | None = None
    received_by: str = ""
    decline_reason: str = ""
    text: str = ""


def reasons_not_to_answer(answer: Answer) -> list[Reason]:
    if answer.accepts:
        return [] if answer.first_day else [Reason.NO_FIRST_DAY]
    return [] if answer.decline_reason in DeclineReason.values else [Reason.NO_REASON]


def reasons_not_to_report(outcome: str) -> list[Reason]:
    return [] if outcome in Outcome.values else [Reason.NO_OUTCOME]


def status_of(outcome: Outcome) -> Status:
    return Status.COMPLETED if outcome in GOOD_OUTCOMES else Status.NOT_COMPLETED
