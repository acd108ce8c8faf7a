from homeward.places.actions.areas import ensure_area, put_areas
from homeward.places.actions.boundaries import draw, erase
from homeward.places.actions.centres import centre_areas
from homeward.places.actions.countries import ensure_countries
from homeward.places.actions.towns import put_towns

__all__ = [
    "centre_areas",
    "draw",
    "ensure_area",
    "ensure_countries",
    "erase",
    "put_areas",
    "put_towns",
]
