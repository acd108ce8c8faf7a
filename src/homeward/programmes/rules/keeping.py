"""What stands in the way of keeping a programme's data. Every reason at once."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from homeward.programmes.choices import CriteriaStatus, ExceptionStatus, Reason

Checks = list[tuple[bool, Reason]]
WHOLE = Decimal(100)


def _failing(checks: Checks) -> list[Reason]:
    return [reason for holds, reason in checks if not holds]


def in_order(starts_on: date | None, ends_on: date | None) -> bool:
    """Unknown ends are in order."""
    return starts_on is None or ends_on is None or ends_on >= starts_on


def reasons_not_to_keep(
    *, is_lead: bool, code_is_free: bool, starts_on: date | None, ends_on: date | None
) -> list[Reason]:
    return _failing(
        [
            (is_lead, Reason.NOT_THE_LEAD),
            (code_is_free, Reason.CODE_TAKEN),
            (in_order(starts_on, ends_on), Reason.ENDS_BEFORE_IT_BEGINS),
        ]
    )


def reasons_not_to_cover(
    *, is_new: bool, area_lies_there: bool, starts_on: date | None, ends_on: date | None
) -> list[Reason]:
    return _failing(
        [
            (is_new, Reason.THERE_ALREADY),
            (area_lies_there, Reason.AREA_OF_ANOTHER_COUNTRY),
            (in_order(starts_on, ends_on), Reason.ENDS_BEFORE_IT_BEGINS),
        ]
    )


def reasons_not_to_join(
    *, host: str, origin: str, transit: list[str], is_new: bool
) -> list[Reason]:
    return _failing(
        [
            (host != origin, Reason.SAME_COUNTRY),
            (not {host, origin} & set(transit), Reason.TRANSIT_IS_AN_END),
            (is_new, Reason.THERE_ALREADY),
        ]
    )


def reasons_not_to_share(shares: list[Decimal | None]) -> list[Reason]:
    """Shares of sectors; one that was not said counts as nothing."""
    stated = sum((share for share in shares if share is not None), Decimal(0))
    return _failing([(stated <= WHOLE, Reason.SHARES_OVER_ALL)])


def reasons_not_to_publish_package(
    *,
    name_is_free: bool,
    day_is_free: bool,
    has_lines: bool,
    valid_from: date,
    valid_until: date | None,
) -> list[Reason]:
    return _failing(
        [
            (name_is_free, Reason.NAME_TAKEN),
            (day_is_free, Reason.OVERLAPS),
            (has_lines, Reason.NO_LINES),
            (in_order(valid_from, valid_until), Reason.ENDS_BEFORE_IT_BEGINS),
        ]
    )


@dataclass(frozen=True, kw_only=True)
class PublishingFacts:
    status: CriteriaStatus
    can_be_read: bool
    states_something: bool
    valid_from: date | None
    # Of the version published last; None where this is the first.
    last_valid_from: date | None
    note: str


def reasons_not_to_publish(facts: PublishingFacts) -> list[Reason]:
    first, last = facts.valid_from, facts.last_valid_from
    return _failing(
        [
            (facts.status == CriteriaStatus.DRAFT, Reason.NOT_A_DRAFT),
            (facts.can_be_read, Reason.CRITERIA_FAULTY),
            (facts.states_something, Reason.NOTHING_STATED),
            (first is not None, Reason.NO_FIRST_DAY),
            (first is None or last is None or first > last, Reason.BEFORE_THE_LAST),
            (last is None or facts.note.strip() != "", Reason.NO_NOTE),
        ]
    )


def reasons_not_to_except(
    *, reason: str, ends_on: date | None, on: date, is_published: bool
) -> list[Reason]:
    return _failing(
        [
            (reason.strip() != "", Reason.NO_REASON),
            (ends_on is not None and ends_on > on, Reason.NO_END),
            (is_published, Reason.NO_SUCH_PLACE),
        ]
    )


def reasons_not_to_decide(*, status: ExceptionStatus, is_asker: bool) -> list[Reason]:
    return _failing(
        [
            (status == ExceptionStatus.WAITING, Reason.DECIDED_ALREADY),
            (not is_asker, Reason.SAME_PERSON),
        ]
    )
