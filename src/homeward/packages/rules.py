"""Pure: facts in, reasons out."""

from homeward.packages.choices import Reason


def reasons_not_to_make(*, key_is_known: bool, agreed: bool, people: int) -> list[Reason]:
    """Every reason at once. The receiver gets what it might see here, and no more."""
    checks = [
        (key_is_known, Reason.NO_KEY),
        (agreed, Reason.NO_AGREEMENT),
        (people > 0, Reason.NO_CONSENT),
    ]
    return [reason for holds, reason in checks if not holds]
