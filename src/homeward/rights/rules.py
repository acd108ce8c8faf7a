"""Pure: facts in, reasons out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from homeward.rights.choices import Reason, RequestKind, RequestStatus


def _failing(checks: Sequence[tuple[bool, Reason]]) -> list[Reason]:
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_answer(
    *, status: RequestStatus, kind: RequestKind, wanted: RequestKind, identity_checked: bool
) -> list[Reason]:
    """Nobody gets a copy, and nothing is erased, before it is known who asks."""
    return _failing(
        [
            (status == RequestStatus.OPEN, Reason.NOT_OPEN),
            (kind == wanted, Reason.WRONG_KIND),
            (identity_checked, Reason.NO_IDENTITY),
        ]
    )


@dataclass(frozen=True, kw_only=True)
class ErasureFacts:
    is_owner: bool
    case_is_open: bool
    is_held: bool
    money_is_open: bool
    is_erased: bool


def reasons_not_to_erase(facts: ErasureFacts) -> list[Reason]:
    """Asked when an erasure is proposed, and again when it is approved: a hold may have come."""
    return _failing(
        [
            (facts.is_owner, Reason.NOT_OWNER),
            (not facts.is_erased, Reason.ERASED_ALREADY),
            (not facts.case_is_open, Reason.CASE_OPEN),
            (not facts.money_is_open, Reason.MONEY_OPEN),
            (not facts.is_held, Reason.HELD),
        ]
    )


def add_months(start: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    for day in range(start.day, 0, -1):
        try:
            return date(year, month + 1, day)
        except ValueError:
            continue
    raise ValueError(start)
