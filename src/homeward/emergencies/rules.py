"""Pure: facts in, reasons out."""

from datetime import timedelta

from homeward.emergencies.choices import Reason

# The database refuses a longer one as well (emergency_access_is_an_hour_at_most).
LONGEST = timedelta(hours=1)
FEWEST_WORDS = 5


def reasons_not_to_ask(
    *, reason: str, second_factor_given: bool, has_one_open: bool
) -> list[Reason]:
    checks = [
        (len(reason.split()) >= FEWEST_WORDS, Reason.TOO_FEW_WORDS),
        (second_factor_given, Reason.NO_SECOND_FACTOR),
        (not has_one_open, Reason.OPEN_ALREADY),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_review(*, reviewed: bool, is_own: bool, note_given: bool) -> list[Reason]:
    checks = [
        (not reviewed, Reason.REVIEWED_ALREADY),
        (not is_own, Reason.OWN_ACCESS),
        (note_given, Reason.NO_NOTE),
    ]
    return [reason for holds, reason in checks if not holds]
