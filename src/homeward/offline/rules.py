"""Pure: until when a list is good, and what an entry must be. Facts in, answers out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any
from uuid import UUID

from homeward.offline.choices import DONE_TO, Does, Kind, Standing

# A list ends with its day and these hours: whoever works into the night ends the shift with it.
HOURS_AFTER_THE_DAY = 4
# One delivery. A device sends the rest in the next.
MOST_ENTRIES = 50
LONGEST_NOTE = 2_000
LONGEST_VISIT = 24 * 60
LARGEST_PARTY = 30
# What a browser derives its key with: PBKDF2 with SHA-256, as OWASP's password storage cheat sheet
# counts (600,000, 2023), then HKDF with the half that the server gave.
ITERATIONS = 600_000
SHORTEST_PASSPHRASE = 12


def window(day: date, zone: tzinfo) -> tuple[datetime, datetime]:
    """From when to when a day's list reaches; it ends with the second."""
    begins = datetime.combine(day, time.min, tzinfo=zone)
    next_day = datetime.combine(day + timedelta(days=1), time.min, tzinfo=zone)
    return begins, next_day + timedelta(hours=HOURS_AFTER_THE_DAY)


@dataclass(frozen=True, kw_only=True)
class TakingFacts:
    """A list that is out, and its user as they are now."""

    has_ended: bool
    may_still: bool
    expires_at: datetime


def standing(facts: TakingFacts, *, now: datetime) -> Standing:
    if facts.has_ended or not facts.may_still:
        return Standing.GONE
    return Standing.OVER if facts.expires_at <= now else Standing.STANDS


class Unreadable(ValueError):
    """What came is no entry; the text names the fault in a word of the entry's own."""


@dataclass(frozen=True, kw_only=True)
class Noted:
    """One entry as a device sends it. `seen` is the row's version that its worker saw."""

    key: UUID
    ref: UUID
    does: Does
    said_at: datetime
    seen: str
    adults: int = 0
    children: int = 0
    came: frozenset[UUID] = field(default_factory=frozenset)
    minutes: int = 0
    note: str = ""
    why: str = ""


def key_of(raw: Any) -> UUID | None:
    """The key of whatever came, so that a faulty entry's answer finds its way back."""
    text = raw.get("key") if isinstance(raw, Mapping) else None
    try:
        return UUID(text) if isinstance(text, str) else None
    except ValueError:
        return None


def read(raw: Any, kind: Kind, *, whys: frozenset[str] = frozenset()) -> Noted:
    """An entry from JSON. Raises Unreadable with the name of the first field at fault."""
    if not isinstance(raw, Mapping):
        raise Unreadable("entry")
    does = _word(raw, "does")
    if does not in DONE_TO[kind]:
        raise Unreadable("does")
    found = Noted(
        key=_id(raw, "key"),
        ref=_id(raw, "ref"),
        does=Does(does),
        said_at=_moment(raw, "said_at"),
        seen=_word(raw, "seen"),
        adults=_number(raw, "adults", LARGEST_PARTY),
        children=_number(raw, "children", LARGEST_PARTY),
        came=_ids(raw, "came"),
        minutes=_number(raw, "minutes", LONGEST_VISIT),
        note=_word(raw, "note", LONGEST_NOTE),
        why=_word(raw, "why"),
    )
    if does in {Does.NO_SHOW, Does.CANCELLED} and found.why not in whys:
        raise Unreadable("why")
    if does == Does.HELD and not found.minutes:
        raise Unreadable("minutes")
    return found


def _word(raw: Mapping[str, Any], name: str, most: int = 100) -> str:
    text = raw.get(name, "")
    if not isinstance(text, str) or len(text) > most or "\0" in text:
        raise Unreadable(name)
    return text


def _id(raw: Mapping[str, Any], name: str) -> UUID:
    try:
        return UUID(_word(raw, name))
    except ValueError as error:
        raise Unreadable(name) from error


def _moment(raw: Mapping[str, Any], name: str) -> datetime:
    try:
        moment = datetime.fromisoformat(_word(raw, name))
    except ValueError as error:
        raise Unreadable(name) from error
    if moment.tzinfo is None:
        raise Unreadable(name)
    return moment


def _number(raw: Mapping[str, Any], name: str, most: int) -> int:
    number = raw.get(name, 0)
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number <= most:
        raise Unreadable(name)
    return number


def _ids(raw: Mapping[str, Any], name: str) -> frozenset[UUID]:
    ids = raw.get(name, [])
    if not isinstance(ids, list) or len(ids) > LARGEST_PARTY:
        raise Unreadable(name)
    return frozenset(_id({name: one}, name) for one in ids)


def said_at(noted: datetime, *, taken_at: datetime, now: datetime) -> datetime:
    """No clock of a device puts a word before its list was taken, or into the time to come."""
    return min(max(noted, taken_at), now)
