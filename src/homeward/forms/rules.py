"""Pure: why a form is not taken or published."""

from homeward.forms.choices import Reason


def reasons_not_to_upload(*, is_ours: bool, is_new_file: bool, asks: bool) -> list[Reason]:
    checks = [
        (is_ours, Reason.NOT_OURS),
        (is_new_file, Reason.SAME_FILE),
        (asks, Reason.NO_QUESTION),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_publish(*, is_ours: bool, is_draft: bool) -> list[Reason]:
    checks = [(is_ours, Reason.NOT_OURS), (is_draft, Reason.PUBLISHED_ALREADY)]
    return [reason for holds, reason in checks if not holds]
