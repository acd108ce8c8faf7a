"""Pure: facts in, reasons out; and what the two sides' answers come to."""

from collections.abc import Sequence

from homeward.duplicates.choices import Reason, Said, Status


def reasons_not_to_answer(*, is_waiting: bool, said: Said, reason_given: bool) -> list[Reason]:
    """Two persons, or not merged: who reads it later wants to know why."""
    needs_reason = said in {Said.DIFFERENT, Said.LINKED}
    checks = [(is_waiting, Reason.SETTLED), (reason_given or not needs_reason, Reason.NO_REASON)]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_part(*, is_merged: bool, reason_given: bool) -> list[Reason]:
    checks = [(is_merged, Reason.NOT_MERGED), (reason_given, Reason.NO_REASON)]
    return [reason for holds, reason in checks if not holds]


def outcome(answers: Sequence[Said | None]) -> Status:
    """What the sides' last answers come to; None has not answered.

    One "two persons" settles it. A merge needs every side's yes, and so does a link; where one
    wants to merge and the other to link, it is linked. `duplicates_settle` (policies.sql) works
    this out where neither side sees the other's answer; a test holds the two together.
    """
    if Said.DIFFERENT in answers:
        return Status.DIFFERENT
    if any(answer not in {Said.SAME, Said.LINKED} for answer in answers):
        return Status.WAITING
    return Status.LINKED if Said.LINKED in answers else Status.MERGED
