"""What an evaluation needs before each of its steps. Every reason at once."""

from dataclasses import dataclass
from datetime import date

from homeward.evaluations.choices import Reason, Status


def reasons_not_to_begin(*, evaluator: int, assessed: int) -> list[Reason]:
    return [Reason.SAME_PARTY] if evaluator == assessed else []


def reasons_not_to_declare(*, status: str, questions: int) -> list[Reason]:
    checks = [
        (status == Status.DRAFT, Reason.DONE_ALREADY),
        (questions > 0, Reason.NO_QUESTION),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_freeze(*, status: str, is_agreed: bool) -> list[Reason]:
    """Data are frozen after the questions: nobody chooses a question by its answer."""
    checks = [
        (status != Status.DRAFT, Reason.NOT_DECLARED),
        (status in {Status.DRAFT, Status.DECLARED}, Reason.WRONG_STATUS),
        (is_agreed, Reason.NO_AGREEMENT),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_report(
    *, status: str, results: int, conclusion: str, reply_by: date | None, today: date
) -> list[Reason]:
    checks = [
        (status == Status.DECLARED, Reason.WRONG_STATUS),
        (results > 0, Reason.NO_RESULT),
        (bool(conclusion.strip()), Reason.NO_TEXT),
        (reply_by is not None and reply_by > today, Reason.NO_DEADLINE),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_reply(*, status: str, text: str) -> list[Reason]:
    checks = [
        (status == Status.REPORTED, Reason.WRONG_STATUS),
        (bool(text.strip()), Reason.NO_TEXT),
    ]
    return [reason for holds, reason in checks if not holds]


@dataclass(frozen=True, kw_only=True)
class PublishingFacts:
    status: str
    reply_by: date | None
    today: date


def reasons_not_to_publish(facts: PublishingFacts) -> list[Reason]:
    """The assessed party is heard first: it replied, or its time is over."""
    if facts.status == Status.REPLIED:
        return []
    if facts.status != Status.REPORTED:
        return [Reason.WRONG_STATUS]
    is_over = facts.reply_by is not None and facts.reply_by < facts.today
    return [] if is_over else [Reason.REPLY_TIME_RUNS]
