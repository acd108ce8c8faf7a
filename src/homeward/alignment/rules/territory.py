"""A place and a month against the programmes there: open, still to open, ended, unknown. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from homeward.alignment.rules.facts import ENDED, PLANNED, RUNNING, ProgrammeFacts

DECEMBER = 12


class State(Enum):
    OPEN = "open"
    TO_OPEN = "to_open"
    ENDED = "ended"
    UNKNOWN = "unknown"


def month_of(day: date) -> date:
    return day.replace(day=1)


def next_month(month: date) -> date:
    return add_months(month, 1)


def add_months(month: date, count: int) -> date:
    """The first day of the month so many months later, or earlier for a negative count."""
    place = month.year * DECEMBER + month.month - 1 + count
    return date(place // DECEMBER, place % DECEMBER + 1, 1)


def months_between(first: date, last: date) -> int:
    """From month to month; 0 in the same one."""
    return (last.year - first.year) * DECEMBER + last.month - first.month


def state(programme: ProgrammeFacts, month: date, *, today: date) -> State:
    """In the month that begins on `month`. What nobody has said is unknown, never open."""
    last = next_month(month) - timedelta(days=1)
    begin, end = programme.starts_on, programme.ends_on
    if begin is not None and begin > last:
        return State.TO_OPEN
    if end is not None and end < month:
        return State.ENDED
    if begin is not None and end is not None:
        return State.OPEN if programme.status != ENDED or last < today else State.ENDED
    return _by_status(programme, month, last, today)


def _by_status(programme: ProgrammeFacts, month: date, last: date, today: date) -> State:
    """Where a day is missing: what runs today runs this month; later nobody has said so."""
    if programme.status == ENDED and last >= today:
        return State.ENDED
    if programme.status == RUNNING and _reaches(programme, month, today):
        return State.OPEN
    if programme.status == PLANNED and month <= today and programme.starts_on is None:
        return State.TO_OPEN
    return State.UNKNOWN


def _reaches(programme: ProgrammeFacts, month: date, today: date) -> bool:
    """From its first known day, or today, to its last known day, or this month."""
    begin = month_of(programme.starts_on or today)
    end = programme.ends_on or today
    return begin <= month <= end


def covers(programme: ProgrammeFacts, around: Sequence[str]) -> bool:
    """Whether it works in an area; `around` is the area itself, those above it, its country.

    One that works in a part of the area is counted too: people may live in that part.
    """
    if programme.places & set(around):
        return True
    return any(around[0] in programme.above.get(place, ()) for place in programme.places)


@dataclass(frozen=True)
class Offer:
    """What stands open in one area and month; `opening` is the next to open, with its day."""

    open: tuple[int, ...]
    unknown: tuple[int, ...]
    opening: tuple[int, date] | None


def offer(programmes: Iterable[ProgrammeFacts], month: date, *, today: date) -> Offer:
    """Of programmes that work in the area."""
    states = [(p, state(p, month, today=today)) for p in programmes]
    coming = sorted(
        (p.starts_on, p.key)
        for p, found in states
        if found == State.TO_OPEN and p.starts_on is not None
    )
    return Offer(
        open=tuple(p.key for p, found in states if found == State.OPEN),
        unknown=tuple(p.key for p, found in states if found == State.UNKNOWN),
        opening=(coming[0][1], coming[0][0]) if coming else None,
    )


def opens_soon(found: Offer, month: date, *, within: int) -> bool:
    """Nothing is open, and something opens within so many months after."""
    if found.open or found.opening is None:
        return False
    return months_between(month, found.opening[1]) <= within


@dataclass(frozen=True)
class Count:
    """Cases counted; `own` of them are the viewer's organisation's own."""

    all: int
    own: int


def shown(count: Count, *, smallest: int) -> str:
    """As it may be written: whoever doesn't own all of them reads no small number.

    The customary smallest count of published tables (ten) is data, not code.
    """
    if 0 < count.all < smallest and count.own < count.all:
        return f"<{smallest}"
    return str(count.all)
