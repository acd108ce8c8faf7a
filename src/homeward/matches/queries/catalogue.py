"""What is offered to people of a way from one country to another, as columns for the engine.

It holds nothing of any person. Each process keeps it until an offer or a service was changed: of
all rows the number and the sum of their times of change, so that a change that is committed late
is noticed too.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from threading import Lock
from typing import Any, NamedTuple
from uuid import UUID

import numpy as np
from django.db import connection
from django.db.models import Q

from homeward.matches.queries.trades import NEWEST, Trades, trades, trades_of
from homeward.matching.columns import OfferIndex, Offers, Relation, Vocabulary
from homeward.offers.choices import Intensity, OfferKind, OfferStatus, Transport, WagePeriod
from homeward.offers.models import Offer, OfferSkill
from homeward.places.models import Area
from homeward.services.choices import Category, Cost, Listing, Status
from homeward.services.models import Service, ServiceAtLocation

KEPT = 6
WEEKS_OF_MONTH = Decimal(52) / 12
KINDS = {kind: at for at, kind in enumerate(OfferKind.values, 1)}
INTENSITIES = {intensity: at for at, intensity in enumerate(Intensity.values, 1)}
TRANSPORTS = {Transport.PROVIDED: 1, Transport.PUBLIC: 1, Transport.OWN: 2}
BITS = {"languages", "needs"}
REAL = {"years_asked", "latitude", "longitude", "hours", "wage", "cost"}


class Asked(NamedTuple):
    """A criterion that offers ask for: of a programme, for groups, or for ages."""

    kind: str
    value: tuple[Any, ...]


@dataclass(frozen=True)
class Catalogue:
    """The index, and what its codes mean. `asked[n]` is the criterion of number n; 0 is nothing."""

    index: OfferIndex
    ids: tuple[UUID, ...]
    # Those before this position are offers, those from it on services of the directory.
    offers: int
    row: dict[UUID, int]
    languages: Vocabulary
    asked: tuple[Asked, ...]
    areas: dict[int, int]
    above: dict[int, int | None]
    currencies: dict[str, int]
    trades: Trades

    def is_offer(self, row: int) -> bool:
        return row < self.offers

    def areas_within(self, wished: Iterable[int]) -> Any:
        """(a,) bool by code: areas that lie in one of these, or are one of them."""
        own = set(wished)
        found = np.zeros(len(self.areas) + 1, dtype=np.bool_)
        for area, code in self.areas.items():
            here: int | None = area
            while here is not None:
                if here in own:
                    found[code] = True
                here = self.above.get(here)
        return found


NEEDS = Vocabulary(Category.values)
_kept: dict[tuple[Any, ...], Catalogue] = {}
_lock = Lock()


def catalogue(origin: str, host: str | None, on: date) -> Catalogue:
    """What is open in the country of return, and what may begin before departure in the other."""
    version = _version()
    known = trades_of(*version[:2])
    key = (origin, host, on, version)
    with _lock:
        found = _kept.get(key)
    if found is None:
        found = _build(origin, host, on, known)
        with _lock:
            while len(_kept) >= KEPT:
                _kept.pop(next(iter(_kept)))
            _kept[key] = found
    return found


def _version() -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"select {NEWEST},"  # noqa: S608 - a constant of ours
            " (select count(*) from offers_offer where status = 'open'),"
            " (select sum(extract(epoch from changed_at)) from offers_offer where status = 'open'),"
            " (select count(*) from services_service),"
            " (select sum(extract(epoch from changed_at)) from services_service)"
        )
        return tuple(cursor.fetchone())


def _build(origin: str, host: str | None, on: date, known: Trades) -> Catalogue:
    offers = [_of_offer(row, origin) for row in _offers(origin, host)]
    return _of_rows([*offers, *_services(origin, on)], len(offers), known)


def of_offer(offer: Offer, origin: str) -> Catalogue:
    """Of one offer alone, for those who return to a country."""
    return _of_rows([_of_offer(offer, origin)], 1, trades())


def country_of(offer: Offer) -> str | None:
    """Where it takes place; where nobody said, where its organisation is."""
    if offer.town is not None:
        return offer.town.country_id
    return offer.area.country_id if offer.area is not None else offer.organisation.country_id


def _of_rows(rows: list[dict[str, Any]], offers: int, known: Trades) -> Catalogue:
    ids = tuple(row["id"] for row in rows)
    at = {pk: n for n, pk in enumerate(ids)}
    # The most spoken first: the engine compares 64 languages.
    spoken = Counter(code for row in rows for code in row["languages"])
    languages = Vocabulary(code for code, _number in spoken.most_common())
    codes = _Codes()
    areas = _Codes()
    currencies = _Codes()
    columns: dict[str, Any] = {
        "criteria": [[codes.of(asked) for asked in row["asked"]] for row in rows],
        "languages": [languages.bits(row["languages"]) for row in rows],
        "needs": [NEEDS.bits(row["needs"]) for row in rows],
        "occupation": [known.position.get(row["occupation"], -1) for row in rows],
        "area": [areas.of(row["area"]) for row in rows],
        "currency": [currencies.of(row["currency"]) for row in rows],
        **{name: [row[name] for row in rows] for name in PLAIN},
    }
    made = {name: _column(name, values) for name, values in columns.items()}
    made["criteria"] = np.array(columns["criteria"], dtype=np.int64).reshape(-1, ASKS)
    of, skill, relation = _skills(at, rows, known)
    index = OfferIndex(
        Offers(key=np.arange(len(rows)), skill_offer=of, skill=skill, relation=relation, **made)
    )
    return Catalogue(
        index=index, ids=ids, offers=offers, row=at, languages=languages,
        asked=(Asked("", ()), *codes.known), areas=areas.codes, above=_above(areas.codes),
        currencies=currencies.codes, trades=known,
    )  # fmt: skip


PLAIN = (
    "kind", "years_asked", "latitude", "longitude", "transport", "child_care",
    "before_departure", "intensity", "hours", "starts", "ends", "apply_by", "wage", "cost",
    "places",
)  # fmt: skip
ASKS = 3


class _Codes:
    """Numbers from one on for whatever comes; nothing is 0."""

    def __init__(self) -> None:
        self.codes: dict[Any, int] = {}

    def of(self, value: Any) -> int:
        if value in (None, ""):
            return 0
        return self.codes.setdefault(value, len(self.codes) + 1)

    @property
    def known(self) -> tuple[Any, ...]:
        return tuple(self.codes)


def _column(name: str, values: Sequence[Any]) -> Any:
    kind = np.uint64 if name in BITS else np.float64 if name in REAL else np.int64
    return np.array(values, dtype=kind)


def _offers(origin: str, host: str | None) -> Iterable[Offer]:
    """Open ones, the one that begins first first: of equal scores it comes first."""
    here = _in(origin)
    if host:
        here |= _in(host) & Q(before_departure=True)
    found = Offer.objects.filter(here, status=OfferStatus.OPEN)
    return (
        found.select_related("town", "area", "organisation")
        .defer("description", "hours")
        .order_by("starts_on", "title", "pk")
    )


def _in(country: str) -> Q:
    """Where it takes place; where nobody said, where its organisation is."""
    return (
        Q(town__country=country)
        | Q(town=None, area__country=country)
        | Q(town=None, area=None, organisation__country=country)
    )


def _of_offer(offer: Offer, origin: str) -> dict[str, Any]:
    latitude, longitude = _point(offer, origin)
    return {
        "id": offer.pk,
        "kind": KINDS[offer.kind],
        "asked": _asked(
            offer.programme_id,
            offer.groups,
            offer.minimum_age,
            offer.maximum_age,
            offer.contract_id,
        ),
        "languages": offer.languages,
        "needs": offer.needs,
        "occupation": offer.occupation_id,
        "years_asked": _real(offer.years_asked),
        "latitude": latitude,
        "longitude": longitude,
        "area": offer.area_id or (offer.town.area_id if offer.town else None),
        "transport": TRANSPORTS.get(Transport(offer.transport), 0) if offer.transport else 0,
        "child_care": _three(offer.child_care),
        "before_departure": _three(offer.before_departure),
        "intensity": INTENSITIES.get(offer.intensity, 0),
        "hours": _real(offer.weekly_hours),
        "starts": _day(offer.starts_on),
        "ends": _day(offer.ends_on),
        "apply_by": _day(offer.apply_by),
        "wage": _real(monthly(offer.wage, offer.wage_period, offer.weekly_hours)),
        "cost": _real(offer.cost),
        "currency": offer.currency,
        "places": -1 if offer.places_free is None else offer.places_free,
    }


def _point(offer: Offer, origin: str) -> tuple[float, float]:
    """Its own, its town's, or the middle of its area. One on the other side of the journey has no
    distance to where the person will live."""
    if country_of(offer) != origin:
        return np.nan, np.nan
    for place in (offer, offer.town, offer.area):
        if place is not None and place.latitude is not None and place.longitude is not None:
            return place.latitude, place.longitude
    return np.nan, np.nan


def _services(origin: str, on: date) -> list[dict[str, Any]]:
    """What the directory lists there and nobody has written an offer for."""
    found = Service.objects.filter(
        Q(valid_until=None) | Q(valid_until__gte=on), countries__contains=[origin],
        status=Status.ACTIVE, listing=Listing.LISTED, gone_on=None,
    ).exclude(offers__status=OfferStatus.OPEN)  # fmt: skip
    rows = list(
        found.order_by("name", "pk").values(
            "pk", "category", "languages", "groups", "minimum_age", "maximum_age", "cost",
            "places_free", "programme_id",
        )
    )  # fmt: skip
    where = _where([row["pk"] for row in rows])
    return [_of_service(row, where.get(row["pk"])) for row in rows]


def _where(services: list[UUID]) -> dict[UUID, tuple[float, float, int | None]]:
    """The first place of each whose point is known; a confidential one is told to nobody."""
    rows = ServiceAtLocation.objects.filter(
        service__in=services, location__is_confidential=False, location__latitude__isnull=False
    )
    found: dict[UUID, tuple[float, float, int | None]] = {}
    for one in rows.select_related("location").order_by("pk"):
        place = one.location
        if place.latitude is not None and place.longitude is not None:
            found.setdefault(one.service_id, (place.latitude, place.longitude, place.area_id))
    return found


def _of_service(row: Any, where: tuple[float, float, int | None] | None) -> Any:
    latitude, longitude, area = where or (np.nan, np.nan, None)
    costs = {Cost.FREE: 0.0, Cost.CHARGED: np.inf}
    return {
        "id": row["pk"], "kind": KINDS[OfferKind.SERVICE],
        "asked": _asked(
            row["programme_id"], row["groups"], row["minimum_age"], row["maximum_age"]
        ),
        "languages": row["languages"], "needs": [row["category"]] if row["category"] else [],
        "occupation": None, "years_asked": np.nan, "latitude": latitude, "longitude": longitude,
        "area": area, "transport": 0, "child_care": -1, "before_departure": -1, "intensity": 0,
        "hours": np.nan, "starts": 0, "ends": 0, "apply_by": 0, "wage": np.nan,
        "cost": costs.get(row["cost"], np.nan), "currency": "",
        "places": -1 if row["places_free"] is None else row["places_free"],
    }  # fmt: skip


def _asked(
    programme: int | None,
    groups: Sequence[str],
    least: Decimal | int | None,
    most: Any,
    contract: UUID | None = None,
) -> list[Asked | None]:
    ages = (None if least is None else int(least), None if most is None else int(most))
    # A contract for seats names criteria of its own. Who sees it, the gate says at each request.
    whole = Asked("contract", (contract,)) if contract else None
    return [
        whole or (Asked("programme", (programme,)) if programme else None),
        Asked("groups", tuple(sorted(groups))) if groups else None,
        Asked("ages", ages) if ages != (None, None) else None,
    ]


def monthly(wage: Decimal | None, period: str, weekly_hours: Decimal | None) -> Decimal | None:
    """A wage as one of a month, or None where it can't be said: how many days a week somebody paid
    by the day works, nobody knows."""
    if wage is None:
        return None
    times: dict[str, Callable[[], Decimal | None]] = {
        WagePeriod.HOUR: lambda: weekly_hours and weekly_hours * WEEKS_OF_MONTH,
        WagePeriod.WEEK: lambda: WEEKS_OF_MONTH,
        WagePeriod.MONTH: lambda: Decimal(1),
    }
    factor = times.get(period, lambda: None)()
    return None if factor is None else wage * factor


def _skills(at: dict[UUID, int], rows: Sequence[dict[str, Any]], known: Trades) -> Any:
    """The offers' own skills, and the occupation's for those that name none."""
    own = [
        (at[offer], skill, Relation.TAUGHT if taught else Relation[relation.upper()])
        for offer, skill, relation, taught in OfferSkill.objects.filter(offer__in=at).values_list(
            "offer_id", "skill_id", "relation", "is_taught"
        )
    ]
    named = {row for row, _skill, _relation in own}
    parts = [np.array(own, dtype=np.int64).reshape(-1, 3)]
    for number, row in enumerate(rows):
        position = known.position.get(row["occupation"])
        if position is not None and number not in named and row["kind"] in ASK_BY_OCCUPATION:
            skills, relations = known.skills_of(position)
            parts.append(np.stack([np.full(len(skills), number), skills, relations], axis=1))
    joined = np.concatenate(parts)
    return joined[:, 0], joined[:, 1], joined[:, 2]


# A training about an occupation teaches it; it does not ask for it.
ASK_BY_OCCUPATION = {
    KINDS[kind] for kind in (OfferKind.VACANCY, OfferKind.INTERNSHIP, OfferKind.ON_THE_JOB,
                             OfferKind.SEASON)
}  # fmt: skip


def _above(areas: Iterable[int]) -> dict[int, int | None]:
    """The area that each of these lies in, and so on upwards."""
    found: dict[int, int | None] = {}
    asked = set(areas)
    while asked:
        rows = dict(Area.objects.filter(pk__in=asked).values_list("pk", "parent_id"))
        found |= rows
        asked = {parent for parent in rows.values() if parent} - found.keys()
    return found


def _real(value: Decimal | None) -> float:
    return np.nan if value is None else float(value)


def _three(value: bool | None) -> int:
    return -1 if value is None else int(value)


def _day(value: date | None) -> int:
    return 0 if value is None else value.toordinal()
