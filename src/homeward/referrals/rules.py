"""Pure: facts in, reasons out."""

from dataclasses import dataclass
from datetime import date

from homeward.referrals.choices import (
    GOOD_OUTCOMES,
    DeclineReason,
    ExpireReason,
    Outcome,
    PersonSays,
    Reason,
    RequestReason,
    Side,
    Status,
)
from homeward.tasks.choices import TaskKind

NEXT: dict[Status, set[Status]] = {
    # A draft is discarded, never withdrawn: receivers see every other status.
    Status.DRAFT: {Status.SENT},
    Status.SENT: {
        Status.INFO_ASKED,
        Status.WAITING_LIST,
        Status.ACCEPTED,
        Status.DECLINED,
        Status.WITHDRAWN,
        Status.EXPIRED,
    },
    # The receiver may also answer without having heard.
    Status.INFO_ASKED: {
        Status.SENT,
        Status.WAITING_LIST,
        Status.ACCEPTED,
        Status.DECLINED,
        Status.WITHDRAWN,
        Status.EXPIRED,
    },
    # Looked at again on its day: kept on the list until another one, or answered.
    Status.WAITING_LIST: {
        Status.INFO_ASKED,
        Status.WAITING_LIST,
        Status.ACCEPTED,
        Status.DECLINED,
        Status.WITHDRAWN,
        Status.EXPIRED,
    },
    # An hour's advice begins and ends on one day: its outcome may come without its beginning.
    Status.ACCEPTED: {
        Status.STARTED,
        Status.COMPLETED,
        Status.NOT_COMPLETED,
        Status.WITHDRAWN,
        Status.EXPIRED,
    },
    # Silence is told to who leads, and closes nothing: the person is being helped meanwhile.
    Status.STARTED: {Status.COMPLETED, Status.NOT_COMPLETED, Status.WITHDRAWN},
    Status.COMPLETED: {Status.CONFIRMED},
    Status.NOT_COMPLETED: {Status.CONFIRMED},
}
# The one home of "which states": the database's functions say the same (policies.sql, tested).
UNANSWERED = frozenset({Status.SENT, Status.INFO_ASKED, Status.WAITING_LIST})
PLACED = frozenset({Status.ACCEPTED, Status.STARTED})
UNDER_WAY = UNANSWERED | PLACED
REPORTED = frozenset({Status.COMPLETED, Status.NOT_COMPLETED, Status.CONFIRMED})
ENDED = REPORTED | {Status.DECLINED, Status.WITHDRAWN, Status.EXPIRED}
# The need is still there: another service is looked for.
IN_VAIN = frozenset({Status.DECLINED, Status.EXPIRED})
# As long as agreement and consent hold; after the end, the days that the clause grants.
KEEPS_FACTS = UNDER_WAY | REPORTED
HAS_PLACE = PLACED | REPORTED
# One alone is no bundle.
FEWEST_TOGETHER = 2
MAY_EXPIRE = frozenset(status for status, after in NEXT.items() if Status.EXPIRED in after)


@dataclass(frozen=True)
class Held:
    """Who holds a referral in a state, and by which wait."""

    by: Side
    wait: TaskKind


HELD: dict[Status, Held] = {
    Status.DRAFT: Held(Side.SENDER, TaskKind.SEND_REFERRAL),
    Status.SENT: Held(Side.RECEIVER, TaskKind.ANSWER_REFERRAL),
    Status.INFO_ASKED: Held(Side.SENDER, TaskKind.GIVE_INFORMATION),
    Status.WAITING_LIST: Held(Side.RECEIVER, TaskKind.REVIEW_WAITING_LIST),
    Status.ACCEPTED: Held(Side.RECEIVER, TaskKind.START_SERVICE),
    Status.STARTED: Held(Side.RECEIVER, TaskKind.REPORT_OUTCOME),
}
# What an end leaves to its sender to do, once.
LEFT_TO_SENDER: dict[Status, TaskKind] = {
    Status.DECLINED: TaskKind.REFER_AGAIN,
    Status.EXPIRED: TaskKind.REFER_AGAIN,
    Status.COMPLETED: TaskKind.READ_OUTCOME,
    Status.NOT_COMPLETED: TaskKind.READ_OUTCOME,
}
EXPIRES_WITH: dict[Status, ExpireReason] = {
    Status.SENT: ExpireReason.NO_ANSWER,
    Status.INFO_ASKED: ExpireReason.NO_INFORMATION,
    Status.WAITING_LIST: ExpireReason.NO_PLACE,
    Status.ACCEPTED: ExpireReason.NEVER_BEGAN,
}


@dataclass(frozen=True, kw_only=True)
class SendingFacts:
    case_is_open: bool
    plan_is_approved: bool
    facts_chosen: bool
    consent_covers_receiver: bool
    agreement_in_force: bool
    service_has_places: bool
    answer_due_in_time: bool
    offer_is_open: bool


def reasons_not_to_send(facts: SendingFacts) -> list[Reason]:
    """Every reason at once, so that a case worker can mend them in one visit."""
    checks = [
        (facts.case_is_open, Reason.CASE_CLOSED),
        (facts.plan_is_approved, Reason.PLAN_NOT_APPROVED),
        (facts.facts_chosen, Reason.NO_FACTS),
        (facts.consent_covers_receiver, Reason.NO_CONSENT),
        (facts.agreement_in_force, Reason.NO_AGREEMENT),
        (facts.offer_is_open, Reason.NOT_OPEN),
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


def reasons_not_to_ask(question: str) -> list[Reason]:
    return [] if question.strip() else [Reason.NO_QUESTION]


@dataclass(frozen=True, kw_only=True)
class ReplyFacts:
    says_something: bool
    consent_covers_receiver: bool
    agreement_in_force: bool


def reasons_not_to_reply(facts: ReplyFacts) -> list[Reason]:
    """What is told in answer to a question passes what the referral itself passed."""
    checks = [
        (facts.says_something, Reason.NO_REPLY),
        (facts.consent_covers_receiver, Reason.NO_CONSENT),
        (facts.agreement_in_force, Reason.NO_AGREEMENT),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_list(look_again_on: date | None, *, today: date) -> list[Reason]:
    if look_again_on is None:
        return [Reason.NO_DAY]
    return [] if look_again_on > today else [Reason.DAY_IN_THE_PAST]


def reasons_not_to_start(on: date, *, ends_on: date | None, today: date) -> list[Reason]:
    checks = [
        (on <= today, Reason.IN_THE_FUTURE),
        (ends_on is None or ends_on >= on, Reason.ENDS_BEFORE_IT_STARTS),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_report(outcome: str, *, on: date | None = None, today: date) -> list[Reason]:
    checks = [
        (outcome in Outcome.values, Reason.NO_OUTCOME),
        (on is None or on <= today, Reason.IN_THE_FUTURE),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_confirm(status: Status, says: str) -> list[Reason]:
    checks = [
        (Status.CONFIRMED in NEXT.get(status, set()), Reason.WRONG_STATUS),
        (says in PersonSays.values, Reason.NO_WORD),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_turn_down(reason: str) -> list[Reason]:
    return [] if reason in RequestReason.values else [Reason.NO_REASON]


def status_of(outcome: Outcome) -> Status:
    return Status.COMPLETED if outcome in GOOD_OUTCOMES else Status.NOT_COMPLETED
