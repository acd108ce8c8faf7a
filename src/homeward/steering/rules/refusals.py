"""Why something is refused: every reason at once."""

from collections.abc import Collection
from datetime import date

from homeward.steering.choices import Reason


def _of(*checks: tuple[bool, Reason]) -> list[Reason]:
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_plan(*, is_theirs: bool, due_on: date, today: date) -> list[Reason]:
    return _of((is_theirs, Reason.NOT_YOURS), (due_on >= today, Reason.NO_DUE_DAY))


def reasons_not_to_propose(*, why: str, is_free: bool) -> list[Reason]:
    return _of((bool(why.strip()), Reason.NO_REASON), (is_free, Reason.PROPOSED_ALREADY))


def reasons_not_to_record(
    *, people: Collection[int | None], kinds: int, held_on: date, today: date
) -> list[Reason]:
    counted = kinds > 0 and any(number is None or number > 0 for number in people)
    return _of((counted, Reason.NOBODY_CONSULTED), (held_on <= today, Reason.HELD_LATER))


def reasons_not_to_ask(
    *, from_country: str, to_country: str, is_theirs: bool, due_on: date, today: date
) -> list[Reason]:
    return _of(
        (from_country != to_country, Reason.SAME_COUNTRY),
        (is_theirs, Reason.OTHER_COUNTRY),
        (due_on > today, Reason.NO_DUE_DAY),
    )


def reasons_not_to_answer(*, is_asked: bool, waits: bool, text: str) -> list[Reason]:
    return _of(
        (is_asked, Reason.NOT_YOURS),
        (waits, Reason.ANSWERED),
        (bool(text.strip()), Reason.NO_ANSWER),
    )


def reasons_not_to_put_in_force(
    *,
    is_draft: bool,
    text: str,
    thresholds: int,
    rests: bool,
    valid_from: date,
    before: date | None,
) -> list[Reason]:
    return _of(
        (is_draft, Reason.IN_FORCE_ALREADY),
        (bool(text.strip()), Reason.NO_TEXT),
        (thresholds > 0, Reason.NO_THRESHOLD),
        (rests, Reason.NO_BASIS),
        (before is None or valid_from > before, Reason.NOT_LATER),
    )


def reasons_not_to_delegate(
    *, is_other: bool, tasks: int, is_theirs: bool, act: str, starts: date, ends: date | None
) -> list[Reason]:
    return _of(
        (is_other, Reason.SAME_ACTOR),
        (tasks > 0, Reason.NO_TASK),
        (is_theirs, Reason.OTHER_COUNTRY),
        (bool(act.strip()), Reason.NO_SOURCE),
        (ends is None or ends >= starts, Reason.ENDS_BEFORE_IT_BEGINS),
    )


def reasons_not_to_adopt(
    *, is_theirs: bool, source: str, whole: bool, differences_open: bool
) -> list[Reason]:
    """Adopted as it stands means that no difference is left open."""
    return _of(
        (is_theirs, Reason.OTHER_COUNTRY),
        (bool(source.strip()), Reason.NO_SOURCE),
        (not (whole and differences_open), Reason.DIFFERENCES_OPEN),
    )
