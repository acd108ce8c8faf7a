"""What a map is drawn from. The list beside it says the same and is the content; pure."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pycountry

from homeward.places.names import country_name, language


@dataclass(frozen=True, kw_only=True)
class MapPoint:
    """A place and how many of the things counted are there. Nearby ones are drawn as one."""

    name: str
    latitude: float
    longitude: float
    count: int = 1
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class MapArea:
    """An area as it was measured: its boundary where there is one, else a bubble at its centre.

    `text` is the figure as it is written on it; `step` its class: 0 unknown, 1 to 4 rising, each
    with a pattern of its own, since colour is never alone; None draws the outline alone.
    """

    name: str
    text: str = ""
    step: int | None = None
    url: str = ""
    latitude: float | None = None
    longitude: float | None = None
    geometry: dict[str, Any] | None = None


def drawing(
    *,
    points: list[MapPoint],
    areas: list[MapArea],
    countries: list[str],
) -> dict[str, Any]:
    """What the browser draws; countries by the number that the atlas knows them by."""
    return {
        "points": [vars(point) for point in points],
        "areas": [vars(area) for area in areas],
        "countries": [number for code in countries if (number := _number(code))],
        "names": _country_names(language()),
    }


def _number(code: str) -> str:
    found = pycountry.countries.get(alpha_2=code.upper())
    return str(found.numeric) if found else ""


@lru_cache(maxsize=8)
def _country_names(_language: str) -> dict[str, str]:
    return {country.numeric: country_name(country.alpha_2) for country in pycountry.countries}
