"""Search and facets of the directory, over the shelf's arrays.

A facet counts what its options would leave while all other filters stay as they are: a service is
found where it fails no filter, and counts in a facet where it fails at most that facet's own.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

import numpy as np
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from homeward.core.search import Lexemes
from homeward.core.words import tsquery
from homeward.places.models import Area, Country
from homeward.places.rules import EARTH_KM
from homeward.programmes.models import Corridor
from homeward.services.models import Service
from homeward.services.queries import opening
from homeward.services.queries.shelf import (
    NOBODY_SAID,
    OFFERED,
    Flags,
    Floats,
    Options,
    Shelf,
    shelf,
    states,
)
from homeward.services.rules import Open

__all__ = ["FRESH_DAYS", "NOBODY_SAID", "OFFERED", "find", "is_published", "matching", "search"]

# Within so many days a confirmation can be relied on.
FRESH_DAYS = 90

Order = Literal["confirmed", "near", "places"]


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
    search = _Search(shelf(), asked, at)
    pks = [search.shelf.pks[n] for n in np.flatnonzero(search.found())]
    found = Service.objects.filter(pk__in=pks)
    return found.order_by(F("last_confirmed_on").desc(nulls_last=True), "name", "pk")


def find(
    asked: Asked, *, at: datetime, order: Order = "confirmed", start: int = 0, most: int = 20
) -> Found:
    """One page of services, how many there are in all, and what each facet's options would leave.

    Services of one confirmation are ordered by name; "near" needs a point.
    """
    search = _Search(shelf(), asked, at)
    found = search.found()
    page = search.ordered(found, order)[start : start + most]
    pks = [search.shelf.pks[n] for n in page]
    on_map, confidential = search.on_map(found)
    return Found(
        total=int(found.sum()),
        pks=pks,
        counts={
            name: counted
            for name, each in search.facets.items()
            if (counted := each.counts(search.found(but=name)))
        },
        states={search.shelf.pks[n]: search.states[n] for n in page},
        distances={
            search.shelf.pks[n]: float(search.km[n]) for n in page if np.isfinite(search.km[n])
        },
        on_map=on_map,
        confidential=confidential,
    )


class _Search:
    """One question to the shelf: which filters each service fails."""

    def __init__(self, on: Shelf, asked: Asked, at: datetime) -> None:
        self.shelf = on
        self.states, opened = states(on, opening.now(at))
        since = timezone.localdate(at) - timedelta(days=FRESH_DAYS)
        self.facets: dict[str, Options] = {
            **on.facets,
            "open": opened,
            "fresh": Options(["1"], (on.confirmed >= since.toordinal())[None].astype(np.float32)),
            "side": _sides(on.facets["country"]),
        }
        self.km = _distances(on, asked)
        self.base = _base(on, asked)
        self.fails = {name: ~passed for name, passed in self._passed(asked).items()}
        self.failed = sum(
            (fails.astype(np.int8) for fails in self.fails.values()),
            np.zeros(len(on.pks), dtype=np.int8),
        )

    def _passed(self, asked: Asked) -> dict[str, Flags]:
        """Of each filter that is set: who meets it."""
        passed = {}
        for name, each in self.facets.items():
            wanted = getattr(asked, name)
            if wanted is True:
                passed[name] = each.any_of(("1",))
            elif wanted:
                passed[name] = (each.all_of if name == "access" else each.any_of)(wanted)
        if asked.near is not None and asked.within_km is not None:
            passed["near"] = self.km <= asked.within_km
        return passed

    def found(self, but: str = "") -> Flags:
        """Who fails nothing; `but`: whatever they make of that one filter."""
        failed = self.failed - self.fails[but] if but in self.fails else self.failed
        return np.asarray(self.base & (failed == 0), dtype=bool)

    def ordered(self, found: Flags, order: Order) -> list[int]:
        """The numbers of who is found; of equals, whoever was confirmed last comes first."""
        numbers = np.flatnonzero(found)
        keys = {"near": self.km, "places": -self.shelf.places_free}
        if order in keys:
            # Not a number comes last.
            numbers = numbers[np.argsort(keys[order][numbers], kind="stable")]
        return [int(n) for n in numbers]

    def on_map(self, found: Flags) -> tuple[list[OnMap], int]:
        """Where they are, most first, and how many are at a confidential place."""
        on = self.shelf
        kept = found[on.pair_service]
        spots, at = on.pair_spot[kept], on.pair_at[kept]
        numbers = np.bincount(spots, minlength=len(on.spots))
        known = np.isfinite(at[:, 0])
        told = np.bincount(spots[known], minlength=len(on.spots))
        sums = [
            np.bincount(spots[known], weights=at[known, axis], minlength=len(on.spots))
            for axis in (0, 1)
        ]
        shown, confidential = [], 0
        for n, spot in enumerate(on.spots):
            if spot.is_hidden:
                confidential = int(numbers[n])
            elif told[n]:
                point = Point(
                    latitude=float(sums[0][n] / told[n]), longitude=float(sums[1][n] / told[n])
                )
                each = OnMap(area=spot.area, town=spot.town, services=int(numbers[n]), point=point)
                shown.append(each)
        return sorted(shown, key=lambda each: -each.services), confidential


def _base(on: Shelf, asked: Asked) -> Flags:
    """Who is asked at all: what its owner published, and who has the words."""
    base = on.is_published if asked.published else np.ones(len(on.pks), dtype=bool)
    if not (query := tsquery(asked.text)):
        return base
    having = Service.objects.filter(search=Lexemes(query)).values_list("pk", flat=True)
    words = np.zeros(len(on.pks), dtype=bool)
    words[[on.number[pk] for pk in having if pk in on.number]] = True
    return base & words


def _sides(countries: Options) -> Options:
    """Which countries are hosts and which are origins: what the corridors say, both if both."""
    pairs = list(
        Corridor.objects.order_by().values_list("host_country_id", "origin_country_id").distinct()
    )
    hosts, origins = {host for host, _origin in pairs}, {origin for _host, origin in pairs}
    having = [countries.any_of(tuple(side)) for side in (hosts, origins)]
    return Options(["host", "origin"], np.array(having, dtype=np.float32))


def _distances(on: Shelf, asked: Asked) -> Floats:
    """Kilometres to the nearest place of each service, along a great circle: see
    `places.rules.distance_km`. Not a number where no place is known."""
    km = np.full(len(on.pks), np.inf)
    if asked.near is not None:
        here = np.radians([asked.near.latitude, asked.near.longitude])
        there = np.radians(on.point_at)
        half = np.sin((there - here) / 2) ** 2
        inside = half[:, 0] + np.cos(here[0]) * np.cos(there[:, 0]) * half[:, 1]
        away = 2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(1, inside)))
        np.minimum.at(km, on.point_service, away)
    return np.where(np.isfinite(km), km, np.nan)
