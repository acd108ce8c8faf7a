"""Which point somebody means by the name of a town or an area."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Avg

from homeward.places.models import Area, Country, Town
from homeward.places.queries import areas_like, towns_like
from homeward.places.rules import place_key
from homeward.services.models import Location
from homeward.services.queries.finding import Point


@dataclass(frozen=True)
class Near:
    """`name` as the reader reads it, and the country to tell towns of one name apart."""

    name: Any
    country: Any
    point: Point


def find(text: str, countries: tuple[str, ...] = ()) -> Near | None:
    """The town of that name, in any script; else the area whose middle is known, else a town where
    something is offered. "Kumasi, Ashanti" is looked for whole and then by its first part."""
    parts = [text.strip(), text.partition(",")[0].strip()]
    for name in dict.fromkeys(filter(None, parts)):
        if found := _town(name, countries) or _area(name, countries) or _offered(name, countries):
            return found
    return None


def _town(text: str, countries: tuple[str, ...]) -> Near | None:
    towns = towns_like(text)
    if countries:
        towns = towns.filter(country__in=countries)
    town = towns.first()
    return of_town(town) if town else None


def of_town(town: Town) -> Near:
    point = Point(latitude=town.latitude, longitude=town.longitude)
    return Near(town.shown_name, town.country, point)


def _area(text: str, countries: tuple[str, ...]) -> Near | None:
    key = place_key(text)
    areas = areas_like(text).filter(latitude__isnull=False, longitude__isnull=False)
    if countries:
        areas = areas.filter(country__in=countries)
    found = list(areas[:50])
    named = next((area for area in found if area.key == key), None)
    return of_area(named or found[0]) if found else None


def _offered(text: str, countries: tuple[str, ...]) -> Near | None:
    """The middle of the places of that town; a confidential one helps nobody to find it."""
    places = Location.objects.filter(
        city__iexact=text, is_confidential=False, latitude__isnull=False, longitude__isnull=False
    )
    if countries:
        places = places.filter(country__in=countries)
    middle = places.values("country").annotate(x=Avg("latitude"), y=Avg("longitude"))
    first = middle.order_by("country").first()
    if first is None:
        return None
    point = Point(latitude=first["x"], longitude=first["y"])
    return Near(text, Country(pk=first["country"]) if first["country"] else "", point)


def of_area(area: Area) -> Near | None:
    if area.latitude is None or area.longitude is None:
        return None
    point = Point(latitude=area.latitude, longitude=area.longitude)
    return Near(area, area.country, point)
