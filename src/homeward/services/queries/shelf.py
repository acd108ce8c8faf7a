"""The directory as arrays, so that every facet of a search is counted at once.

The entries that are offered stand in memory, one column for each thing that is asked of them; the
row's number is its place in the order of the list. A shelf belongs to one state of the tables: its
version adds up which row versions are visible to whoever asks, so that each write, and nothing
else, makes another. Entries are seen by everybody who signs in; what only some may see is a column.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from homeward.services.choices import Status
from homeward.services.queries.opening import Now
from homeward.services.rules import Open

Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]

OFFERED = (Status.ACTIVE, Status.TEMPORARILY_CLOSED)
# What a facet's option says of services that say nothing: everybody, or nobody knows.
NOBODY_SAID = "-"

# A row that is written again is a new version of it, at another place or of another transaction.
VERSION = """
select array[count(*), sum(xmin::text::bigint * 31 + hashtid(ctid))] from {}
"""
TABLES = (
    "services_service",
    "services_location",
    "services_serviceatlocation",
    "places_area where id in (select area_id from services_location)",
)
# The order of the list: confirmed last first.
ROWS = """
select id, is_published, category, countries, areas, languages, groups, cost, entitlement, access,
    is_specialist, places_free, last_confirmed_on, status
from services_service
where listing = 'listed' and status = any(%s) and gone_on is null
order by last_confirmed_on desc nulls last, name, id
"""
# A service counts once in an area, at the middle of its places there. A confidential place has no
# middle and is counted apart; how far it is, is told from the middle of its area.
PLACES = """
select at.service_id, l.is_confidential,
    case when l.is_confidential then null else l.area_id end,
    case when l.is_confidential or l.area_id is not null then '' else l.city end,
    avg(case when not l.is_confidential then coalesce(l.latitude, a.latitude) end),
    avg(case when not l.is_confidential then coalesce(l.longitude, a.longitude) end),
    array_agg(case when l.is_confidential then a.latitude
        else coalesce(l.latitude, a.latitude) end),
    array_agg(case when l.is_confidential then a.longitude
        else coalesce(l.longitude, a.longitude) end)
from services_serviceatlocation at join services_location l on l.id = at.location_id
left join places_area a on a.id = l.area_id
group by 1, 2, 3, 4
"""


class Spot(NamedTuple):
    """Where services are on the map: an area, or a town where no area is known; or nowhere."""

    is_hidden: bool
    area: int | None
    town: str


@dataclass(frozen=True)
class Options:
    """Of one facet: its options, and for each of them which services have it."""

    names: list[str]
    having: NDArray[np.float32]

    def any_of(self, wanted: tuple[Any, ...]) -> Flags:
        return np.asarray(self._chosen(wanted).any(axis=0), dtype=bool)

    def all_of(self, wanted: tuple[Any, ...]) -> Flags:
        if not {str(each) for each in wanted} <= set(self.names):
            return np.zeros(self.having.shape[1], dtype=bool)
        return np.asarray(self._chosen(wanted).all(axis=0), dtype=bool)

    def counts(self, among: Flags) -> dict[str, int]:
        numbers = self.having @ among.astype(np.float32)
        return {name: int(n) for name, n in zip(self.names, numbers, strict=True) if n}

    def _chosen(self, wanted: tuple[Any, ...]) -> Flags:
        texts = {str(each) for each in wanted}
        return self.having[[n for n, name in enumerate(self.names) if name in texts]] > 0


@dataclass(frozen=True, eq=False)
class Shelf:
    """`pairs` are a service and a spot, `points` each place that a distance is measured to."""

    pks: list[UUID]
    number: dict[UUID, int]
    is_published: Flags
    is_active: Flags
    # Days, by the ordinal of the date; 0 where nobody confirmed.
    confirmed: NDArray[np.int64]
    # NaN where nobody has said.
    places_free: Floats
    facets: dict[str, Options]
    spots: list[Spot]
    pair_service: NDArray[np.int64]
    pair_spot: NDArray[np.int64]
    pair_at: Floats
    point_service: NDArray[np.int64]
    point_at: Floats


@lru_cache(maxsize=2)
def states(on: Shelf, now: Now) -> tuple[list[Open], "Options"]:
    """Whether each is open, and the facet of it, kept as long as both stay: for the minute."""
    said = [
        _state(pk, active, now) for pk, active in zip(on.pks, on.is_active.tolist(), strict=True)
    ]
    return said, options([[str(state)] for state in said])


def _state(pk: UUID, is_active: bool, now: Now) -> Open:
    """Closed for a time is closed, whatever its hours."""
    if not is_active or pk in now.closed:
        return Open.CLOSED
    return Open.OPEN if pk in now.open else Open.UNKNOWN


def shelf() -> Shelf:
    with connection.cursor() as cursor:
        cursor.execute("select " + ", ".join(f"({VERSION.format(table)})" for table in TABLES))
        version = tuple(tuple(state) for state in cursor.fetchone())
    return _shelf(connection.settings_dict["NAME"], version)


@lru_cache(maxsize=2)
def _shelf(_database: str, _version: tuple[Any, ...]) -> Shelf:
    with connection.cursor() as cursor:
        cursor.execute(ROWS, [[str(status) for status in OFFERED]])
        rows = cursor.fetchall()
        cursor.execute(PLACES)
        places = cursor.fetchall()
    number = {row[0]: n for n, row in enumerate(rows)}
    columns = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in range(14)]
    pks, published, category, countries, areas, languages, groups, cost, entitlement, *rest = (
        columns
    )
    access, specialist, free, confirmed, status = rest
    facets = {
        "category": [[each] if each else [] for each in category],
        "places": [[_places(each)] for each in free],
        "cost": [[each or NOBODY_SAID] for each in cost],
        "entitlement": [[each or NOBODY_SAID] for each in entitlement],
        "specialist": [["1"] if each else [] for each in specialist],
        "country": countries,
        "area": areas,
        "language": languages,
        "group": [each or [NOBODY_SAID] for each in groups],
        "access": access,
    }
    spots, pair_service, pair_spot, pair_at, point_service, point_at = _where(places, number)
    return Shelf(
        pks=pks,
        number=number,
        is_published=np.array(published, dtype=bool),
        is_active=np.array([each == Status.ACTIVE for each in status], dtype=bool),
        confirmed=np.array([day.toordinal() if day else 0 for day in confirmed], dtype=np.int64),
        places_free=np.array([np.nan if n is None else n for n in free], dtype=np.float64),
        facets={name: options(said) for name, said in facets.items()},
        spots=spots,
        pair_service=np.array(pair_service, dtype=np.int64),
        pair_spot=np.array(pair_spot, dtype=np.int64),
        pair_at=np.array(pair_at, dtype=np.float64).reshape(-1, 2),
        point_service=np.array(point_service, dtype=np.int64),
        point_at=np.array(point_at, dtype=np.float64).reshape(-1, 2),
    )


def _places(free: int | None) -> str:
    if free is None:
        return "unknown"
    return "free" if free else "none"


def options(said: list[list[Any]]) -> Options:
    """`said` has for each service the options that it has."""
    names: dict[str, int] = {}
    for each in said:
        for name in each:
            names.setdefault(str(name), len(names))
    having = np.zeros((len(names), len(said)), dtype=np.float32)
    for service, each in enumerate(said):
        for name in each:
            having[names[str(name)], service] = 1
    return Options(list(names), having)


def _where(places: list[tuple[Any, ...]], number: dict[UUID, int]) -> tuple[Any, ...]:
    spots: dict[Spot, int] = {}
    pair_service, pair_spot, pair_at, point_service, point_at = [], [], [], [], []
    for pk, hidden, area, town, x, y, norths, easts in places:
        service = number.get(pk)
        if service is None:
            continue
        pair_service.append(service)
        pair_spot.append(spots.setdefault(Spot(hidden, area, town), len(spots)))
        pair_at.append((np.nan, np.nan) if x is None or y is None else (x, y))
        for north, east in zip(norths, easts, strict=True):
            if north is not None and east is not None:
                point_service.append(service)
                point_at.append((north, east))
    return list(spots), pair_service, pair_spot, pair_at, point_service, point_at
