"""Which reads deserve a look first, and what a chain's anchors say of it. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from homeward.audit.choices import Fault, Unusual

# More persons in an hour than a day at the counter brings.
MANY_IN_AN_HOUR = 20


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One user's reads over a stretch of days, in figures."""

    most_in_an_hour: int
    at_night: int
    in_emergency: int
    not_theirs: int


def unusual(reading: Reading) -> list[Unusual]:
    checks = [
        (reading.in_emergency > 0, Unusual.EMERGENCY),
        (reading.not_theirs > 0, Unusual.NOT_THEIRS),
        (reading.most_in_an_hour > MANY_IN_AN_HOUR, Unusual.MANY),
        (reading.at_night > 0, Unusual.NIGHT),
    ]
    return [reason for holds, reason in checks if holds]


@dataclass(frozen=True)
class Entry:
    """An entry of a chain as the database has it, or as an anchor had it."""

    organisation: int
    number: int
    hash: str
    at: datetime

    @property
    def place(self) -> tuple[int, int]:
        return self.organisation, self.number


@dataclass(frozen=True)
class Finding:
    organisation: int
    number: int
    fault: Fault


def against_anchors(
    anchors: Iterable[Entry], entries: Mapping[tuple[int, int], Entry]
) -> list[Finding]:
    """What was anchored outside must still be there, as it was: else the tail was cut, or the
    whole chain computed anew."""
    found = []
    for anchor in sorted(set(anchors), key=lambda entry: entry.place):
        entry = entries.get(anchor.place)
        if entry is None:
            found.append(Finding(*anchor.place, Fault.CUT))
        elif entry.hash != anchor.hash:
            found.append(Finding(*anchor.place, Fault.REWRITTEN))
    return found


def next_to_anchor(heads: Iterable[Entry], anchors: Iterable[Entry]) -> list[tuple[int, int]]:
    """The first entry after the last anchor of each chain that went on since."""
    last: dict[int, int] = {}
    for anchor in anchors:
        last[anchor.organisation] = max(last.get(anchor.organisation, 0), anchor.number)
    return [
        (head.organisation, last.get(head.organisation, 0) + 1)
        for head in heads
        if head.number > last.get(head.organisation, 0)
    ]


def overdue(waiting: Iterable[Entry], *, now: datetime, interval: timedelta) -> list[Finding]:
    """Entries that wait for an anchor for longer than two intervals: one may run just now."""
    return [
        Finding(*entry.place, Fault.UNANCHORED)
        for entry in waiting
        if now - entry.at > 2 * interval
    ]
