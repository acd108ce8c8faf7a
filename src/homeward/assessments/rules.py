"""Pure: why an assessment can't begin, be saved or be submitted. All reasons at once."""

from homeward.assessments.choices import Reason


def reasons_not_to_choose(*, is_published: bool, leads: bool) -> list[Reason]:
    checks = [(is_published, Reason.NOT_PUBLISHED), (leads, Reason.NOT_YOUR_PROGRAMME)]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_begin(
    *, is_open: bool, of_household: bool, has_version: bool, is_cleared: bool, is_past: bool
) -> list[Reason]:
    checks = [
        (is_open, Reason.CLOSED),
        (of_household, Reason.NOT_OF_HOUSEHOLD),
        (has_version, Reason.NOT_PUBLISHED),
        (is_cleared, Reason.NOT_CLEARED),
        (is_past, Reason.FUTURE),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_save(
    *, is_open: bool, is_draft: bool, is_ours: bool, is_latest: bool
) -> list[Reason]:
    checks = [
        (is_open, Reason.CLOSED),
        (is_draft, Reason.SUBMITTED_ALREADY),
        (is_ours, Reason.NOT_OURS),
        (is_latest, Reason.SAVED_MEANWHILE),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_submit(
    *, is_open: bool, is_draft: bool, is_ours: bool, is_complete: bool
) -> list[Reason]:
    checks = [
        (is_open, Reason.CLOSED),
        (is_draft, Reason.SUBMITTED_ALREADY),
        (is_ours, Reason.NOT_OURS),
        (is_complete, Reason.FAULTS),
    ]
    return [reason for holds, reason in checks if not holds]
