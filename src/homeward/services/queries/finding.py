"""Search and facets of the directory: one scan, in which each service knows which filters it fails.

A facet counts what its options would leave while all other filters stay as they are. Each filter
is a bit; a service carries the bits of the filters that it fails. It is found where it fails none,
and counts in a facet where it fails at most that facet's own.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from django.db import connection
from django.db.models import F, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from homeward.core.words import tsquery
from homeward.places.models import Area, Country
from homeward.programmes.models import Corridor
from homeward.services.choices import Status
from homeward.services.models import Service
from homeward.services.queries import opening
from homeward.services.rules import Open

OFFERED = (Status.ACTIVE, Status.TEMPORARILY_CLOSED)
# Within so many days a confirmation can be relied on.
FRESH_DAYS = 90
# What a facet's option says of services that say nothing: everybody, or nobody knows.
NOBODY_SAID = "-"
EARTH_RADIUS_KM = 6371.0088
NAMED = re.compile(r"%\((\w+)\)s")

Order = Literal["confirmed", "near", "places"]
BITS = {
    name: 1 << number
    for number, name in enumerate(
        (
            "category",
            "country",
            "area",
            "language",
            "group",
            "open",
            "places",
            "cost",
            "entitlement",
            "access",
            "specialist",
            "fresh",
            "side",
            "near",
        )
    )
}


def is_published(to: str = "") -> Q:
    """What its owner published and still offers; `to` is the way from what leads to a service."""
    wanted = {"is_published": True, "status__in": OFFERED, "gone_on__isnull": True}
    return Q(**{f"{to}{name}": value for name, value in wanted.items()})


@dataclass(frozen=True, kw_only=True)
class Point:
    latitude: float
    longitude: float


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is looked for. Several values of one filter are alternatives, but that each kind of
    accessibility must be there."""

    text: str = ""
    category: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    area: tuple[int, ...] = ()
    language: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    cost: tuple[str, ...] = ()
    entitlement: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    specialist: bool = False
    fresh: bool = False
    side: tuple[str, ...] = ()
    # What its owner published, and nothing else: the public pages.
    published: bool = False
    # Within `within_km` of the point; a confidential place counts from the middle of its area.
    near: Point | None = None
    within_km: float | None = None


@dataclass(frozen=True, kw_only=True)
class OnMap:
    """How many services are at an area (its key, or a town's name where no area is known)."""

    area: int | None
    town: str
    services: int
    point: Point


@dataclass(frozen=True, kw_only=True)
class Found:
    """`counts` is facet -> option -> how many services it would leave; `distances` in km.

    A service of a confidential place is not on the map; `confidential` says how many they are.
    """

    total: int
    pks: list[UUID]
    counts: dict[str, dict[str, int]]
    states: dict[UUID, Open] = field(default_factory=dict)
    distances: dict[UUID, float] = field(default_factory=dict)
    on_map: list[OnMap] = field(default_factory=list)
    confidential: int = 0


def search(
    text: str = "",
    *,
    country: Country | str | None = None,
    area: Area | int | None = None,
    category: str | None = None,
    with_places: bool = False,
    language: str | None = None,
) -> QuerySet[Service]:
    """Services on offer, those confirmed last first. Every word must begin a word of the service.

    `area` takes in the areas below it; `language` is one spoken there.
    """
    asked = Asked(
        text=text,
        country=(country.pk if isinstance(country, Country) else country,) if country else (),
        area=(area.pk if isinstance(area, Area) else area,) if area else (),
        category=(category,) if category else (),
        places=("free",) if with_places else (),
        language=(language,) if language else (),
    )
    return matching(asked, at=timezone.now())


def matching(asked: Asked, *, at: datetime) -> QuerySet[Service]:
    """All that `find` finds, as a query to go on with."""
    sql, given = _statement(asked, at, "select id from told where failed = 0", counting=False)
    found = Service.objects.filter(pk__in=RawSQL(*_by_position(f"({sql})", given)))  # noqa: S611 - ours alone
    return found.order_by(F("last_confirmed_on").desc(nulls_last=True), "name", "pk")


def _by_position(sql: str, given: dict[str, Any]) -> tuple[str, list[Any]]:
    """Inside a query of Django's no value has a name."""
    names = NAMED.findall(sql)
    return NAMED.sub("%s", sql), [given[name] for name in names]


def find(
    asked: Asked, *, at: datetime, order: Order = "confirmed", start: int = 0, most: int = 20
) -> Found:
    """One page of services, how many there are in all, and what each facet's options would leave.

    Services of one confirmation are ordered by name; "near" needs a point.
    """
    by = {
        "confirmed": "last_confirmed_on desc nulls last, name, id",
        "near": "km asc nulls last, last_confirmed_on desc nulls last, name, id",
        "places": "places_free desc nulls last, last_confirmed_on desc nulls last, name, id",
    }[order]
    asking = " union all ".join([*_facets(), MAP, _page(by)])
    sql, given = _statement(asked, at, asking)
    given |= {"start": start, "most": most}
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return _found(cursor.fetchall())


def _found(rows: list[tuple[str, str, int, float | None, float | None]]) -> Found:
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    page: list[tuple[int, UUID, Open, float | None]] = []
    on_map: list[OnMap] = []
    for facet, option, number, x, y in rows:
        if facet == "page":
            pk, _bar, state = option.partition("|")
            page.append((number, UUID(pk), Open(state), x))
        elif facet == "map":
            if x is None or y is None:
                continue
            area, _bar, town = option.partition("|")
            point = Point(latitude=x, longitude=y)
            key = int(area) if area else None
            on_map.append(OnMap(area=key, town=town, services=number, point=point))
        else:
            counts[facet][option] = number
    page.sort(key=lambda row: row[0])
    return Found(
        total=counts.pop("total", {}).get("", 0),
        confidential=counts.pop("confidential", {}).get("", 0),
        pks=[pk for _number, pk, _state, _km in page],
        states={pk: state for _number, pk, state, _km in page},
        counts=dict(counts),
        distances={pk: km for _number, pk, _state, km in page if km is not None},
        on_map=sorted(on_map, key=lambda each: -each.services),
    )


# A service counts once in an area, at the middle of its places there; a confidential place has no
# middle and is counted apart.
MAP = """
select case when hidden then 'confidential' else 'map' end,
    case when hidden then '' else coalesce(area::text || '|', '|' || town) end, count(*),
    avg(x), avg(y)
from (
    select told.id, l.is_confidential as hidden,
        case when l.is_confidential then null else l.area_id end as area,
        case when l.is_confidential or l.area_id is not null then '' else l.city end as town,
        avg(case when not l.is_confidential then coalesce(l.latitude, a.latitude) end) as x,
        avg(case when not l.is_confidential then coalesce(l.longitude, a.longitude) end) as y
    from told join services_serviceatlocation at on at.service_id = told.id
    join services_location l on l.id = at.location_id
    left join places_area a on a.id = l.area_id
    where told.failed = 0
    group by 1, 2, 3, 4
) there group by hidden, area, town
"""


def _page(order: str) -> str:
    return (
        "select 'page', id::text || '|' || open,"  # noqa: S608
        f" row_number() over (order by {order}), km, null from ("
        f"select * from told where failed = 0 order by {order} offset %(start)s limit %(most)s) p"
    )


def _facets() -> list[str]:
    """One small count a facet over the services that were scanned once."""
    scalar = {
        "category": "nullif(category, '')",
        "open": "open",
        "places": "places",
        "cost": f"coalesce(nullif(cost, ''), '{NOBODY_SAID}')",
        "entitlement": f"coalesce(nullif(entitlement, ''), '{NOBODY_SAID}')",
        "specialist": "case when is_specialist then '1' end",
        "fresh": "case when is_fresh then '1' end",
    }
    lists = {
        "country": "unnest(countries)",
        "area": "unnest(areas)::text",
        "language": "unnest(languages)",
        "group": f"unnest(case when groups = '{{}}' then array['{NOBODY_SAID}'] else groups end)",
        "access": "unnest(access)",
        "side": "unnest(sides)",
    }
    counts = [
        f"select '{name}' as facet, option, count(*), null::float8 as x, null::float8 as y from ("  # noqa: S608
        f'select {option} collate "C" as option from told where failed & ~{BITS[name]} = 0) o'
        " where option is not null group by option"
        for name, option in (scalar | lists).items()
    ]
    return [*counts, "select 'total', '', count(*), null, null from told where failed = 0"]


def _statement(
    asked: Asked, at: datetime, asking: str, *, counting: bool = True
) -> tuple[str, dict[str, Any]]:
    """`counting`: every facet is asked; else only what the filters need is looked up."""
    given: dict[str, Any] = {
        "offered": [str(status) for status in OFFERED],
        "fresh_since": timezone.localdate(at) - timedelta(days=FRESH_DAYS),
        **(_sides() if counting or asked.side else {"hosts": [], "origins": []}),
        **(_opening(at) if counting or asked.open else {"now_open": "{}", "now_closed": "{}"}),
    }
    tests = [
        f"case when {test} then 0 else {BITS[name]} end" for name, test in _tests(asked, given)
    ]
    words = " and s.is_published" if asked.published else ""
    if query := tsquery(asked.text):
        given["words"] = query
        words += " and s.search @@ %(words)s::tsquery"
    return (
        "with scanned as (select s.id, s.name, s.category, s.countries, s.areas, s.languages,"  # noqa: S608
        " s.groups, s.cost, s.entitlement, s.access, s.is_specialist, s.places_free,"
        " s.last_confirmed_on,"
        " coalesce(s.last_confirmed_on >= %(fresh_since)s, false) as is_fresh,"
        " case when s.places_free is null then 'unknown' when s.places_free = 0 then 'none'"
        " else 'free' end as places,"
        " case when s.status <> 'active' or s.id = any(%(now_closed)s::uuid[]) then 'closed'"
        " when s.id = any(%(now_open)s::uuid[]) then 'open' else 'unknown' end as open,"
        " array_remove(array[case when s.countries && %(hosts)s::varchar[] then 'host' end,"
        " case when s.countries && %(origins)s::varchar[] then 'origin' end], null) as sides,"
        f" {_distance(asked, given)} as km"
        " from services_service s"
        " where s.listing = 'listed' and s.status = any(%(offered)s) and s.gone_on is null"
        f"{words}"
        f"), told as materialized (select scanned.*, {' + '.join(tests) or '0'} as failed"
        f" from scanned) {asking}",
        given,
    )


def _sides() -> dict[str, list[str]]:
    """Which countries are hosts and which are origins: what the corridors say, both if both."""
    pairs = list(Corridor.objects.values_list("host_country_id", "origin_country_id").distinct())
    return {
        "hosts": sorted({host for host, _origin in pairs}),
        "origins": sorted({origin for _host, origin in pairs}),
    }


def _opening(at: datetime) -> dict[str, str]:
    now = opening.now(at)
    return {"now_open": now.open, "now_closed": now.closed}


def _distance(asked: Asked, given: dict[str, Any]) -> str:
    """Kilometres to the nearest place of the service, by the great circle."""
    if asked.near is None:
        return "null::float8"
    given |= {"lat": asked.near.latitude, "lon": asked.near.longitude, "radius": EARTH_RADIUS_KM}
    return (
        "(select min(2 * %(radius)s * asin(sqrt(least(1,"
        " power(sin(radians(p.lat - %(lat)s) / 2), 2)"
        " + cos(radians(%(lat)s)) * cos(radians(p.lat))"
        " * power(sin(radians(p.lon - %(lon)s) / 2), 2)))))"
        " from services_serviceatlocation at join services_location l on l.id = at.location_id"
        " left join places_area a on a.id = l.area_id,"
        " lateral (select case when l.is_confidential then a.latitude"
        " else coalesce(l.latitude, a.latitude) end as lat,"
        " case when l.is_confidential then a.longitude"
        " else coalesce(l.longitude, a.longitude) end as lon) p"
        " where at.service_id = s.id)"
    )


def _tests(asked: Asked, given: dict[str, Any]) -> list[tuple[str, str]]:
    """What each filter that is set asks of a service, and the values it asks with."""
    columns = {
        "category": "category = any(%(category)s)",
        "country": "countries && %(country)s::varchar[]",
        "area": "areas && %(area)s::bigint[]",
        "language": "languages && %(language)s::varchar[]",
        "group": "(case when groups = '{}' then array['-'] else groups end)"
        " && %(group)s::varchar[]",
        "open": "open = any(%(open)s)",
        "places": "places = any(%(places)s)",
        "cost": "coalesce(nullif(cost, ''), '-') = any(%(cost)s)",
        "entitlement": "coalesce(nullif(entitlement, ''), '-') = any(%(entitlement)s)",
        "access": "access @> %(access)s::varchar[]",
        "side": "sides && %(side)s::text[]",
    }
    tests = []
    for name, test in columns.items():
        if values := getattr(asked, name):
            given[name] = list(values)
            tests.append((name, test))
    if asked.specialist:
        tests.append(("specialist", "is_specialist"))
    if asked.fresh:
        tests.append(("fresh", "is_fresh"))
    if asked.near is not None and asked.within_km is not None:
        given["within_km"] = asked.within_km
        tests.append(("near", "km <= %(within_km)s"))
    return tests
