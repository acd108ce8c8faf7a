"""Whether a service is open at a moment, after the rules of its schedules.

A schedule is a rule of RFC 5545 in parts, as HSDS has it: freq WEEKLY or MONTHLY, interval, byday
("MO", or "2TU" for the second Tuesday of a month), bymonthday. What is said in words alone, or in
parts that are not complete, is unknown: nobody is sent to a closed door by a guess.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.core import get_global
from dateutil import rrule

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FREQUENCIES: dict[str, Literal[1, 2, 3]] = {
    "DAILY": rrule.DAILY,
    "WEEKLY": rrule.WEEKLY,
    "MONTHLY": rrule.MONTHLY,
}
DAY = timedelta(days=1)


class Open(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Hours:
    """One schedule. `opens_at` and `closes_at` are of the place's own clock."""

    freq: str = ""
    interval: int = 1
    byday: tuple[str, ...] = ()
    bymonthday: tuple[int, ...] = ()
    opens_at: time | None = None
    closes_at: time | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    dtstart: date | None = None
    until: date | None = None


def state(schedules: Iterable[Hours], at: datetime) -> Open:
    """What several schedules say together. `at` is the moment by the place's own clock."""
    return together(one_state(each, at) for each in schedules if counts(each, at.date()))


def together(states: Iterable[Open]) -> Open:
    """Open where one says so; closed where all say so; else unknown."""
    said = set(states)
    if Open.OPEN in said:
        return Open.OPEN
    return Open.CLOSED if said == {Open.CLOSED} else Open.UNKNOWN


def counts(hours: Hours, on: date) -> bool:
    """Whether a schedule is in force: its days have begun and are not over."""
    ends = [day for day in (hours.valid_to, hours.until) if day is not None]
    return not (hours.valid_from and on < hours.valid_from) and not any(on > day for day in ends)


def one_state(hours: Hours, at: datetime) -> Open:
    opens, closes = hours.opens_at, hours.closes_at
    if opens is None or closes is None or not _has_days(hours):
        return Open.UNKNOWN
    now, today = at.time(), at.date()
    if opens < closes:
        is_open = opens <= now < closes and falls_on(hours, today)
    else:
        # Past midnight: this evening's hours, or the end of last evening's.
        tonight = now >= opens and falls_on(hours, today)
        is_open = tonight or (now < closes and falls_on(hours, today - DAY))
    return Open.OPEN if is_open else Open.CLOSED


def _has_days(hours: Hours) -> bool:
    """Whether its parts say on which days. Each second week says so only with a first one."""
    if hours.freq not in {"", *FREQUENCIES}:
        return False
    if hours.interval > 1 and _first_day(hours) is None:
        return False
    if hours.freq == "DAILY":
        return True
    if hours.freq == "MONTHLY":
        return bool(hours.byday or hours.bymonthday)
    return bool(hours.byday)


def _first_day(hours: Hours) -> date | None:
    return hours.dtstart or hours.valid_from


def falls_on(hours: Hours, on: date) -> bool:
    """Whether the rule has an occurrence on that day."""
    is_weekly = hours.freq in {"", "WEEKLY"}
    if is_weekly and hours.interval == 1 and not hours.bymonthday:
        # Nearly all are of this kind; a rule engine for each would cost the page its time.
        first = hours.dtstart
        return WEEKDAYS[on.weekday()] in hours.byday and (first is None or on >= first)
    begin = _first_day(hours) or on - timedelta(days=400)
    rule = rrule.rrule(
        FREQUENCIES[hours.freq or "WEEKLY"],
        interval=hours.interval,
        dtstart=datetime.combine(begin, time()),
        byweekday=[each for code in hours.byday if (each := _weekday(code))] or None,
        bymonthday=list(hours.bymonthday) or None,
    )
    day = datetime.combine(on, time())
    return bool(rule.between(day, day, inc=True))


def _weekday(code: str) -> rrule.weekday | None:
    """ "MO", "2TU", "-1FR"; None for what is no day."""
    number, name = code[:-2], code[-2:]
    if name not in WEEKDAYS:
        return None
    day: rrule.weekday = getattr(rrule, name)
    try:
        return day(int(number)) if number else day
    except ValueError:
        return None


def zone(country: str, own: str = "") -> ZoneInfo | None:
    """The clock of a place: its own where its source says one, else its country's.

    None where the country's zones disagree now and nobody said which.
    """
    if own:
        try:
            return ZoneInfo(own)
        except (ZoneInfoNotFoundError, ValueError):
            return None
    names = get_global("territory_zones").get(country, [])
    zones = [ZoneInfo(name) for name in names]
    offsets = {datetime.now(each).utcoffset() for each in zones}
    return zones[0] if len(offsets) == 1 else None
