"""Which services are open at a moment: the rules of `rules.hours`, asked once for each pattern."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, Max
from django.utils import timezone

from homeward.services.choices import Status
from homeward.services.models import Location, Schedule, Service
from homeward.services.rules import hours
from homeward.services.rules.hours import Hours, Open

# A few hundred patterns stand for thousands of schedules. A service that says nothing of its own
# has the hours of its locations.
PATTERNS = """
with said as (
    select s.service_id, s.id, s.location_id from services_schedule s where s.service_id is not null
    union all
    select at.service_id, s.id, s.location_id
    from services_schedule s
    join services_serviceatlocation at on at.location_id = s.location_id
    where s.service_id is null
      and not exists (select from services_schedule o where o.service_id = at.service_id)
)
select coalesce(l.country_id, v.countries[1], ''), s.timezone, s.freq, s.interval, s.byday,
    s.bymonthday, s.opens_at, s.closes_at, s.valid_from, s.valid_to, s.dtstart, s.until,
    array_agg(said.service_id)
from said
join services_schedule s on s.id = said.id
join services_service v on v.id = said.service_id
left join services_location l on l.id = said.location_id
group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12
"""
PARTS = (
    "freq",
    "interval",
    "byday",
    "bymonthday",
    "opens_at",
    "closes_at",
    "valid_from",
    "valid_to",
    "dtstart",
    "until",
)


@dataclass(frozen=True, eq=False)
class Now:
    """Services that are open and that are closed; of all others nobody knows."""

    open: frozenset[UUID]
    closed: frozenset[UUID]


def now(at: datetime) -> Now:
    """`at` is any aware moment; each place is asked by its own clock.

    Kept for the minute: hours are told in minutes. Whatever writes a schedule writes a new row, so
    that the newest one's key and their number tell whether they are still the same.
    """
    known = Schedule.objects.aggregate(newest=Max("pk"), number=Count("pk"))
    minute = at.replace(second=0, microsecond=0)
    return _now(minute, connection.alias, known["newest"], known["number"])


@lru_cache(maxsize=2)
def _now(at: datetime, _database: str, _newest: int | None, _number: int) -> Now:
    states: dict[UUID, set[Open]] = defaultdict(set)
    with connection.cursor() as cursor:
        cursor.execute(PATTERNS)
        for country, own, *parts, services in cursor.fetchall():
            state = _state(country, own, _hours(parts), at)
            if state is not None:
                for service in services:
                    states[service].add(state)
    told = {pk: hours.together(said) for pk, said in states.items()}
    return Now(
        open=frozenset(pk for pk, answer in told.items() if answer == Open.OPEN),
        closed=frozenset(pk for pk, answer in told.items() if answer == Open.CLOSED),
    )


def _hours(parts: list[Any]) -> Hours:
    freq, interval, byday, bymonthday, *times = parts
    opens_at, closes_at, valid_from, valid_to, dtstart, until = times
    return Hours(
        freq=freq,
        interval=interval,
        byday=tuple(byday),
        bymonthday=tuple(bymonthday),
        opens_at=opens_at,
        closes_at=closes_at,
        valid_from=valid_from,
        valid_to=valid_to,
        dtstart=dtstart,
        until=until,
    )


def _state(country: str, own: str, said: Hours, at: datetime) -> Open | None:
    """None: its days are over, or have not begun, so that it says nothing."""
    clock = hours.zone(country, own)
    if clock is None:
        return Open.UNKNOWN
    local = at.astimezone(clock)
    return hours.one_state(said, local) if hours.counts(said, local.date()) else None


def schedules_of(service: Service) -> list[Schedule]:
    """Its own hours; where it tells none, those of its places, but of no confidential one."""
    own = list(service.schedules.all())
    if own:
        return own
    places = [
        at.location_id for at in service.at_locations.all() if not at.location.is_confidential
    ]
    return list(Schedule.objects.filter(location__in=places, service__isnull=True))


def of_service(service: Service, at: datetime) -> Open:
    if service.status != Status.ACTIVE:
        return Open.CLOSED
    country = next(iter(service.countries), "")
    return _together(schedules_of(service), country, at)


def of_place(place: Location) -> Open:
    """Of a centre: its own hours, now."""
    own = [each for each in place.schedules.all() if each.service_id is None]
    return _together(own, place.country_id or "", timezone.now())


def _together(schedules: list[Schedule], country: str, at: datetime) -> Open:
    states = [_state(country, each.timezone, _hours(_parts(each)), at) for each in schedules]
    return hours.together(state for state in states if state is not None)


def _parts(schedule: Schedule) -> list[Any]:
    return [getattr(schedule, name) for name in PARTS]
