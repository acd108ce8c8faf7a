"""Whether an assumption, a change or a scenario can stand."""

from collections.abc import Collection
from datetime import date

from homeward.scenarios.choices import (
    ABOVE_NOUGHT,
    BY_FACTOR,
    BY_NUMBER,
    OF,
    OF_ALL,
    SHARES,
    SUBJECT,
    THROUGHOUT,
    WHOLE,
    Change,
    Kind,
    Reason,
)
from homeward.scenarios.rules.facts import Assumed, Changed

MONTHS, RUNS = (1, 60), (10, 1000)


def reasons_not_to_make(*, begins_on: date, months: int, runs: int) -> list[Reason]:
    lengths = MONTHS[0] <= months <= MONTHS[1] and RUNS[0] <= runs <= RUNS[1]
    checks = [(begins_on.day == 1, Reason.FIRST_DAY), (lengths, Reason.LENGTH)]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_assume(one: Assumed, *, stated_by: str, why: str, months: int) -> list[Reason]:
    kind = Kind(one.kind)
    value = one.value
    in_range = (
        (kind == Kind.TREND or value >= 0)
        and (kind not in SHARES or value <= 1)
        and (kind not in WHOLE or value == int(value))
        and (kind not in ABOVE_NOUGHT or value > 0)
        and (one.spread is None or one.spread >= 0)
    )
    named = not _wants_subject(kind) or bool(one.subject)
    placed = kind != Kind.PLACES or bool(one.area)
    dated = (
        one.month is not None and 1 <= one.month <= months
        if kind == Kind.MONEY
        else one.month is None
    )
    checks = [
        (in_range, Reason.VALUE),
        (named and placed, Reason.NO_SUBJECT),
        (dated, Reason.MONTHS),
        (bool(stated_by.strip() and why.strip()), Reason.NO_SOURCE),
    ]
    return [reason for holds, reason in checks if not holds]


def _wants_subject(kind: Kind) -> bool:
    return kind in SUBJECT


def reasons_not_to_change(
    one: Changed, *, why: str, months: int, assumed: Collection[Assumed]
) -> list[Reason]:
    kind = Change(one.kind)
    named = kind not in OF or kind in OF_ALL or bool(one.subject)
    checks = [
        (1 <= one.from_month <= one.to_month <= months, Reason.MONTHS),
        (named, Reason.NO_SUBJECT),
        (not one.subject or _is_known(one, assumed), Reason.UNKNOWN_SUBJECT),
        (_says_how_much(kind, one), Reason.MUCH),
        (bool(why.strip()), Reason.WHY),
    ]
    return [reason for holds, reason in checks if not holds]


def _says_how_much(kind: Change, one: Changed) -> bool:
    if kind in BY_FACTOR:
        return one.factor is not None and one.factor >= 0 and one.factor != 1
    if kind in BY_NUMBER:
        return bool(one.number)
    return True


def _is_known(one: Changed, assumed: Collection[Assumed]) -> bool:
    kind = Change(one.kind)
    wanted = OF.get(kind)
    subjects = {a.subject for a in assumed if SUBJECT.get(Kind(a.kind)) == wanted}
    areas = {a.subject for a in assumed if a.kind == Kind.AREA}
    return one.subject in subjects and (not one.area or one.area in areas)


def whole_length(one: Changed, months: int) -> tuple[int, int]:
    """The months that a change holds for: what is drawn once for each person holds throughout."""
    return (1, months) if one.kind in THROUGHOUT else (one.from_month, one.to_month)
