"""Areas and towns as a file says them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class AreaRecord:
    """`country` is its ISO 3166-1 alpha-2 code; `parent` a P-code, empty on the first level."""

    country: str
    pcode: str
    name: str
    level: int
    parent: str = ""
    valid_from: date | None = None


@dataclass(frozen=True, kw_only=True)
class TownRecord:
    geonameid: int
    country: str
    name: str
    latitude: float
    longitude: float
    names: tuple[str, ...] = ()
    population: int | None = None
