"""Pure: facts in, reasons out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from homeward.cases.choices import ArrivalStatus
from homeward.reception.choices import CharterStatus, Presence, Reason, StayStatus

NEXT = {
    CharterStatus.DRAFT: {CharterStatus.ANNOUNCED},
    # Announced again: for whoever came onto the manifest later.
    CharterStatus.ANNOUNCED: {CharterStatus.ANNOUNCED, CharterStatus.LANDED},
    CharterStatus.LANDED: {CharterStatus.CLOSED},
    CharterStatus.CLOSED: set[CharterStatus](),
}
# What one party can be: the arrival's own fields hold no more.
LARGEST_PARTY = 30
LONGEST_STAY = 180


def reasons_not_to_move(now: CharterStatus, to: CharterStatus, *, people: int) -> list[Reason]:
    checks = [(to in NEXT[now], Reason.WRONG_STATUS), (people > 0, Reason.NOBODY_ON_IT)]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_check_in(
    presence: Presence, *, adults: int, children: int, stands: ArrivalStatus
) -> list[Reason]:
    """`stands` is what the arrival says already; a phone may come late with something else."""
    there = adults + children
    said = stands == ArrivalStatus.EXPECTED or _says(presence) == stands
    late = stands == ArrivalStatus.NOT_ARRIVED and presence != Presence.NOT_ARRIVED
    checks = [
        (said or late, Reason.SAID_OTHERWISE),
        (presence == Presence.NOT_ARRIVED or there > 0, Reason.NOBODY_PRESENT),
        (there <= LARGEST_PARTY, Reason.MORE_THAN_ANNOUNCED),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_count_again(presence: Presence, *, adults: int, children: int) -> list[Reason]:
    there = adults + children
    checks = [
        (presence != Presence.NOT_ARRIVED, Reason.NOT_UNDONE),
        (presence == Presence.NOT_ARRIVED or there > 0, Reason.NOBODY_PRESENT),
        (there <= LARGEST_PARTY, Reason.MORE_THAN_ANNOUNCED),
    ]
    return [reason for holds, reason in checks if not holds]


def _says(presence: Presence) -> ArrivalStatus:
    if presence == Presence.NOT_ARRIVED:
        return ArrivalStatus.NOT_ARRIVED
    return ArrivalStatus.ARRIVED


@dataclass(frozen=True, kw_only=True)
class StayFacts:
    """A stay as it is asked for, and what the centre says of these nights."""

    from_on: date
    until_on: date
    opens_on: date
    closes_on: date | None
    has_one_already: bool
    bed_is_free: bool


def reasons_not_to_book(facts: StayFacts) -> list[Reason]:
    is_ordered = facts.from_on < facts.until_on
    nights = (facts.until_on - facts.from_on).days
    is_open = facts.from_on >= facts.opens_on and (
        facts.closes_on is None or facts.until_on <= facts.closes_on
    )
    checks = [
        (is_ordered, Reason.ENDS_BEFORE),
        (nights <= LONGEST_STAY, Reason.TOO_LONG_A_STAY),
        (is_open, Reason.CENTRE_SHUT),
        (not facts.has_one_already, Reason.HAS_ONE_ALREADY),
        (facts.bed_is_free or not is_ordered, Reason.NO_FREE_PLACE),
    ]
    return [reason for holds, reason in checks if not holds]


STAYS_NEXT = {
    StayStatus.WAITING: {StayStatus.BOOKED, StayStatus.CANCELLED},
    StayStatus.BOOKED: {StayStatus.STAYING, StayStatus.CANCELLED},
    StayStatus.STAYING: {StayStatus.LEFT},
    StayStatus.LEFT: set[StayStatus](),
    StayStatus.CANCELLED: set[StayStatus](),
}


def reasons_not_to_move_stay(now: StayStatus, to: StayStatus) -> list[Reason]:
    return [] if to in STAYS_NEXT[now] else [Reason.NOT_STAYING]


def free_bed(*, beds: int, held_back: int, taken: Iterable[int]) -> int | None:
    """The first bed that nobody has on any of the nights."""
    in_use = set(taken)
    free = [bed for bed in range(1, beds + 1) if bed not in in_use]
    # What is held back are beds, not those of certain numbers.
    return free[0] if len(free) > held_back else None
