"""Which point somebody means by the name of a town or an area."""

from dataclasses import dataclass
from typing import Any

from homeward.places.models import Area, Town
from homeward.places.queries import areas_like, towns_like
from homeward.places.rules import place_key
from homeward.services.queries.finding import Point


@dataclass(frozen=True)
class Near:
    """`name` as the reader reads it, and the country to tell towns of one name apart."""

    name: Any
    country: Any
    point: Point


def find(text: str, countries: tuple[str, ...] = ()) -> Near | None:
    """The town of that name, in any script; else the area whose middle is known."""
    towns = towns_like(text)
    if countries:
        towns = towns.filter(country__in=countries)
    if town := towns.first():
        return of_town(town)
    return _area(text, countries)


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


def of_area(area: Area) -> Near | None:
    if area.latitude is None or area.longitude is None:
        return None
    point = Point(latitude=area.latitude, longitude=area.longitude)
    return Near(area, area.country, point)
