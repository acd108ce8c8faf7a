"""Pure: facts in, reasons out."""

from dataclasses import dataclass
from datetime import date

from homeward.papers.choices import ExpiryKnown, Reason


@dataclass(frozen=True, kw_only=True)
class KeepingFacts:
    """`replaces_current` is true where nothing is replaced."""

    is_open: bool
    of_household: bool
    cleared: bool
    replaces_current: bool
    issued_on: date | None
    expiry_known: str
    expires_on: date | None
    today: date


def reasons_not_to_keep(facts: KeepingFacts) -> list[Reason]:
    ends = facts.expiry_known != ExpiryKnown.DAY or facts.expires_on is not None
    ordered = not (facts.issued_on and facts.expires_on) or facts.expires_on >= facts.issued_on
    issued = facts.issued_on is None or facts.issued_on <= facts.today
    checks = [
        (facts.is_open, Reason.CLOSED),
        (facts.of_household, Reason.NOT_OF_CASE),
        (facts.cleared, Reason.NOT_CLEARED),
        (facts.replaces_current, Reason.REPLACED),
        (issued, Reason.IN_FUTURE),
        (ends, Reason.NO_DAY),
        (ordered, Reason.ENDS_BEFORE_ISSUE),
    ]
    return [reason for holds, reason in checks if not holds]
