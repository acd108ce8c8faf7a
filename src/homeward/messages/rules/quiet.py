"""Hours in which nobody is sent a message, by the wall clocks of where the person is."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

MOST_STEPS = 48


@dataclass(frozen=True)
class Quiet:
    """From `starts` to `ends` of the wall clock, over midnight where it starts later than it
    ends. `zones`: names of time zones; it is quiet while it is in any of them."""

    starts: time = time(20)
    ends: time = time(8)
    zones: tuple[str, ...] = ("UTC",)

    def holds(self, at: datetime) -> bool:
        return any(self._holds_in(at, zone) for zone in self.zones)

    def _holds_in(self, at: datetime, zone: str) -> bool:
        clock = at.astimezone(ZoneInfo(zone)).time()
        if self.starts <= self.ends:
            return self.starts <= clock < self.ends
        return clock >= self.starts or clock < self.ends


def next_open(quiet: Quiet, at: datetime) -> datetime:
    """The first moment from `at` on that is not quiet, in UTC; `at` itself where it is none.

    An hour that the change to summer time leaves out ends with the jump. Where zones are so far
    apart that it is quiet somewhere all day long, the first zone alone counts.
    """
    found = _walk(quiet, at)
    if found is None:
        found = _walk(Quiet(quiet.starts, quiet.ends, quiet.zones[:1]), at)
    if found is None:
        raise ValueError("it is quiet all day long")
    return found


def _walk(quiet: Quiet, at: datetime) -> datetime | None:
    moment = at.astimezone(UTC)
    for _ in range(MOST_STEPS):
        held = [zone for zone in quiet.zones if quiet._holds_in(moment, zone)]
        if not held:
            return moment
        moment = max(_end(quiet.ends, moment, zone) for zone in held)
    return None


def _end(ends: time, at: datetime, zone: str) -> datetime:
    """When the quiet that holds at `at` is over in this zone, in UTC."""
    local = at.astimezone(ZoneInfo(zone))
    days: Collection[int] = (0, 1, 2)
    for day in days:
        on = (local + timedelta(days=day)).date()
        # Of an hour that comes twice, both; one that the clock leaves out is after the jump.
        for fold in (0, 1):
            naive = datetime.combine(on, ends, ZoneInfo(zone)).replace(fold=fold)
            until = naive.astimezone(UTC)
            if until > at:
                return until
    raise ValueError("no end of the quiet hours")
