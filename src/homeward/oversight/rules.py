"""What the law asks of a breach: GDPR art. 33 and 34."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from homeward.oversight.choices import Decision, Reason, Risk

HOURS = timedelta(hours=72)


@dataclass(frozen=True, kw_only=True)
class Assessment:
    risk: Risk
    authority: Decision
    why_not_authority: str
    persons: Decision
    why_not_persons: str


def reasons_not_to_assess(given: Assessment) -> list[Reason]:
    """Art. 33(1): the authority unless a risk is unlikely; 34(1): the persons when it is high."""
    not_authority = given.authority == Decision.NOT
    not_persons = given.persons == Decision.NOT
    unexplained = (not_authority and not given.why_not_authority) or (
        not_persons and given.risk != Risk.UNLIKELY and not given.why_not_persons
    )
    checks = [
        (given.risk != Risk.UNKNOWN, Reason.NOT_ASSESSED),
        (not not_authority or given.risk == Risk.UNLIKELY, Reason.AUTHORITY_MUST_BE_TOLD),
        (
            not not_persons or given.risk != Risk.HIGH or bool(given.why_not_persons),
            Reason.PERSONS_MUST_BE_TOLD,
        ),
        (not unexplained, Reason.WHY_NOT),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_note_authority_told(
    *, aware_at: datetime, told_at: datetime, now: datetime, why_late: str, is_told: bool
) -> list[Reason]:
    checks = [
        (not is_told, Reason.TOLD_ALREADY),
        (told_at <= now, Reason.IN_THE_FUTURE),
        (told_at <= aware_at + HOURS or bool(why_late), Reason.WHY_LATE),
    ]
    return [reason for holds, reason in checks if not holds]


@dataclass(frozen=True, kw_only=True)
class ClosingFacts:
    is_closed: bool
    risk: Risk
    authority: Decision
    is_authority_told: bool
    persons: Decision
    affected: int
    untold: int


def reasons_not_to_close(facts: ClosingFacts) -> list[Reason]:
    authority_settled = facts.authority == Decision.NOT or facts.is_authority_told
    persons_settled = facts.persons == Decision.NOT or (facts.affected and not facts.untold)
    checks = [
        (not facts.is_closed, Reason.CLOSED_ALREADY),
        (facts.risk != Risk.UNKNOWN, Reason.NOT_ASSESSED),
        (authority_settled, Reason.AUTHORITY_WAITS),
        (bool(persons_settled), Reason.PERSONS_WAIT),
    ]
    return [reason for holds, reason in checks if not holds]
