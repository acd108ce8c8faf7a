"""Pure: what is refused about actors, and when an actor carries more than it said it can."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from homeward.stakeholders.choices import Part, Reason


@dataclass(frozen=True, kw_only=True)
class Load:
    """What an actor carries, and what it said it can; None where it has not said."""

    partnerships: int
    programmes: int
    partnerships_at_most: int | None = None
    programmes_at_most: int | None = None

    @property
    def is_known(self) -> bool:
        return self.partnerships_at_most is not None or self.programmes_at_most is not None

    @property
    def is_overstretched(self) -> bool:
        pairs = (
            (self.partnerships, self.partnerships_at_most),
            (self.programmes, self.programmes_at_most),
        )
        return any(most is not None and carried > most for carried, most in pairs)


@dataclass(frozen=True, kw_only=True)
class MergingFacts:
    is_same: bool
    is_merged: bool
    both_work_here: bool


def reasons_not_to_merge(facts: MergingFacts) -> list[Reason]:
    checks = [
        (not facts.is_same, Reason.SAME_ACTOR),
        (not facts.is_merged, Reason.MERGED_ALREADY),
        (not facts.both_work_here, Reason.BOTH_WORK_HERE),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_against_partnership(
    *, actors: int, starts_on: date | None, ends_on: date | None
) -> list[Reason]:
    in_order = starts_on is None or ends_on is None or ends_on >= starts_on
    checks = [(actors > 1, Reason.TOO_FEW), (in_order, Reason.ENDS_BEFORE)]
    return [reason for holds, reason in checks if not holds]


def reasons_against_part(part: str, *, others: Collection[str]) -> list[Reason]:
    """`others` are the parts that the other actors have in the task."""
    doubled = part == Part.ACCOUNTABLE and Part.ACCOUNTABLE in others
    return [Reason.ACCOUNTABLE_TWICE] if doubled else []


def reasons_against_listing(*, available_until: date | None, today: date) -> list[Reason]:
    is_past = available_until is not None and available_until < today
    return [Reason.ENDED] if is_past else []
