"""Pure: how a figure stands to its target, and why a chain or a report is not changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from homeward.indicators.choices import Direction
from homeward.indicators.dashboards.choices import Level, Reason, Standing

ABOVE = {Level.OUTCOME: Level.IMPACT, Level.OUTPUT: Level.OUTCOME}
# Less than this is what binary fractions leave over.
LEAST = 1e-9
Checks = list[tuple[bool, Reason]]


def _failing(checks: Checks) -> list[Reason]:
    return [reason for holds, reason in checks if not holds]


@dataclass(frozen=True, kw_only=True)
class Aim:
    """Where something stood, where it shall stand and by when, in the figure's own unit."""

    target: float | None
    target_on: date | None = None
    baseline: float | None = None
    baseline_on: date | None = None
    direction: str = Direction.HIGHER


def expected(aim: Aim, *, on: date) -> float | None:
    """What the straight line from the baseline to the target asks on a day; None: no line.

    The line is the usual reading of a results chain without milestones. It judges nothing by
    itself where the baseline or one of the days is not known.
    """
    if aim.target is None or aim.target_on is None:
        return None
    if on >= aim.target_on:
        return aim.target
    if aim.baseline is None or aim.baseline_on is None or on <= aim.baseline_on:
        return None
    part = (on - aim.baseline_on).days / (aim.target_on - aim.baseline_on).days
    return aim.baseline + part * (aim.target - aim.baseline)


def standing(actual: float | None, aim: Aim, *, on: date) -> Standing:
    """Reached, on the way or behind; not known where figure or target are not."""
    if actual is None or aim.target is None or aim.direction == Direction.NEITHER:
        return Standing.UNKNOWN
    if _meets(actual, aim.target, aim.direction):
        return Standing.REACHED
    asked = expected(aim, on=on)
    if asked is None or _meets(actual, asked, aim.direction):
        return Standing.ON_WAY
    return Standing.BEHIND


def against(value: float | None, target: float | None, direction: str) -> Standing:
    """As `standing`, for a target that holds at any time: reached or behind."""
    if value is None or target is None or direction == Direction.NEITHER:
        return Standing.UNKNOWN
    return Standing.REACHED if _meets(value, target, direction) else Standing.BEHIND


def _meets(actual: float, asked: float, direction: str) -> bool:
    if direction == Direction.LOWER:
        return actual <= asked + LEAST
    return actual >= asked - LEAST


def reasons_not_to_draft(*, is_lead: bool, has_draft: bool) -> list[Reason]:
    return _failing([(is_lead, Reason.NOT_THE_LEAD), (not has_draft, Reason.DRAFT_ALREADY)])


def reasons_not_to_change(*, is_lead: bool, is_draft: bool) -> list[Reason]:
    return _failing([(is_lead, Reason.NOT_THE_LEAD), (is_draft, Reason.PUBLISHED_ALREADY)])


def reasons_not_to_add_result(
    *, level: str, number: str, above: str | None, numbers: Iterable[str]
) -> list[Reason]:
    """`above` is the level of what it serves; none for an impact."""
    asked = ABOVE.get(Level(level))
    return _failing(
        [
            (number not in set(numbers), Reason.NUMBER_TAKEN),
            (above == asked, Reason.NO_LEVEL_ABOVE),
        ]
    )


def reasons_not_to_publish(*, source: str, measures: Iterable[int]) -> list[Reason]:
    """`measures` counts the indicators of each result."""
    counts = list(measures)
    return _failing(
        [
            (bool(source.strip()), Reason.NO_SOURCE),
            (bool(counts), Reason.NO_RESULT),
            (all(counts), Reason.WITHOUT_MEASURE),
        ]
    )


def reasons_not_to_begin_report(
    *, is_lead: bool, is_donor: bool, starts_on: date, ends_on: date
) -> list[Reason]:
    return _failing(
        [
            (is_lead, Reason.NOT_THE_LEAD),
            (is_donor, Reason.NOT_A_DONOR),
            (starts_on <= ends_on, Reason.PERIOD_BACKWARDS),
        ]
    )


def reasons_not_to_submit(
    *, is_lead: bool, is_draft: bool, is_over: bool, has_summary: bool, has_chain: bool
) -> list[Reason]:
    return _failing(
        [
            (is_lead, Reason.NOT_THE_LEAD),
            (is_draft, Reason.SUBMITTED_ALREADY),
            (is_over, Reason.PERIOD_NOT_OVER),
            (has_summary, Reason.NO_SUMMARY),
            (has_chain, Reason.NO_CHAIN),
        ]
    )
