"""Rules on waits. Pure: facts in, reasons out."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from homeward.tasks.choices import Reason

WEEKEND = frozenset({6, 7})
LONGEST_REFERENCE = 40
LONGEST_ABSENCE = timedelta(days=366)


def shortened(words: str) -> str:
    """The words as far as a task has room: cut between two of them where that goes, and marked."""
    if len(words) <= LONGEST_REFERENCE:
        return words
    cut = words[:LONGEST_REFERENCE]
    return (cut[: cut.rfind(" ")] if " " in cut else cut[:-1]).rstrip(" ,;:–-") + "…"


def add_working_days(
    start: date,
    days: int,
    *,
    weekend: Collection[int] = WEEKEND,
    off: Collection[date] = (),
) -> date:
    """As tasks_add_working_days of due.sql counts them; `weekend` in ISO days of the week."""
    on = start
    while days > 0:
        on += timedelta(days=1)
        days -= on.isoweekday() not in weekend and on not in off
    return on


@dataclass(frozen=True, kw_only=True)
class StatingFacts:
    valid_from: date
    today: date
    source_given: bool
    stated_already: bool
    is_ours: bool


def reasons_not_to_state(facts: StatingFacts) -> list[Reason]:
    """A rule is never changed: a new version begins today or later."""
    checks = [
        (facts.is_ours, Reason.NOT_OURS),
        (facts.valid_from >= facts.today, Reason.NOT_LATER),
        (facts.source_given, Reason.NO_SOURCE),
        (not facts.stated_already, Reason.STATED_ALREADY),
    ]
    return [reason for holds, reason in checks if not holds]


@dataclass(frozen=True, kw_only=True)
class AbsenceFacts:
    from_on: date
    until_on: date
    today: date
    is_somebody_else: bool
    are_colleagues: bool
    overlaps: bool
    cover_is_away: bool
    covers_somebody: bool


def reasons_not_to_be_away(facts: AbsenceFacts) -> list[Reason]:
    checks = [
        (facts.from_on <= facts.until_on, Reason.UNTIL_BEFORE_FROM),
        (facts.until_on >= facts.today, Reason.OVER_ALREADY),
        (facts.until_on - facts.from_on < LONGEST_ABSENCE, Reason.TOO_LONG),
        (facts.is_somebody_else, Reason.COVERS_ONESELF),
        (facts.are_colleagues, Reason.NOT_A_COLLEAGUE),
        (not facts.overlaps, Reason.OVERLAPS),
        (not facts.cover_is_away, Reason.COVER_AWAY),
        # Else what waits would go from one absent colleague to the next, and to nobody.
        (not facts.covers_somebody, Reason.COVERS_SOMEBODY),
    ]
    return [reason for holds, reason in checks if not holds]
