"""Pure: facts in, reasons out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from homeward.matches.choices import Part, Reason

WHOLE = 100


@dataclass(frozen=True, kw_only=True)
class PlacingFacts:
    is_open: bool
    of_household: bool
    is_offered: bool
    reason: str
    stands_there: bool = False


def reasons_not_to_place(facts: PlacingFacts) -> list[Reason]:
    checks = [
        (facts.is_open, Reason.CLOSED),
        (facts.of_household, Reason.NOT_OF_CASE),
        (facts.is_offered, Reason.NOT_OFFERED),
        (bool(facts.reason.strip()), Reason.NO_REASON),
        (not facts.stands_there, Reason.SAME_ALREADY),
    ]
    return [reason for holds, reason in checks if not holds]


@dataclass(frozen=True, kw_only=True)
class ChoosingFacts:
    is_open: bool
    of_household: bool
    is_offered: bool
    # The first of the list needs no word; another does, so that whoever comes after knows why.
    is_first: bool
    reason: str


def reasons_not_to_choose(facts: ChoosingFacts) -> list[Reason]:
    checks = [
        (facts.is_open, Reason.CLOSED),
        (facts.of_household, Reason.NOT_OF_CASE),
        (facts.is_offered, Reason.NOT_OFFERED),
        (facts.is_first or bool(facts.reason.strip()), Reason.NO_REASON),
    ]
    return [reason for holds, reason in checks if not holds]


@dataclass(frozen=True, kw_only=True)
class WeighingFacts:
    """The weights of a programme's next version, in hundredths."""

    parts: Mapping[Part, int]
    source: str
    is_own: bool
    valid_from: date
    last_from: date | None


def reasons_not_to_weigh(facts: WeighingFacts) -> list[Reason]:
    checks = [
        (sum(facts.parts.values()) == WHOLE, Reason.NO_SUM),
        (min(facts.parts.values(), default=0) >= 0, Reason.BELOW_ZERO),
        (bool(facts.source.strip()), Reason.NO_SOURCE),
        (facts.is_own, Reason.NOT_YOURS),
        (facts.last_from is None or facts.valid_from >= facts.last_from, Reason.BEFORE_LAST),
    ]
    return [reason for holds, reason in checks if not holds]
