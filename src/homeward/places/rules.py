"""Pure: places compared by name and by distance."""

import re
from math import asin, cos, radians, sin, sqrt

from homeward.core.words import fold

# IUGG's mean radius of the Earth.
EARTH_KM = 6371.0088

# What kind of area it is, written or not, in English and French.
KINDS = {
    "area", "arrondissement", "city", "commune", "county", "departement", "department", "district",
    "governorate", "gouvernorat", "municipal", "municipality", "prefecture", "province", "region",
    "state", "subcounty", "territory", "wilaya", "woreda", "zone", "of", "de", "du", "des", "la",
    "le", "the",
}  # fmt: skip
ARTICLES = {"al", "el"}
ARABIC = re.compile(r"[\u0600-\u06ff]")


def place_key(name: str) -> str:
    """A name folded for comparison: Ashanti Region, Région d'Ashanti and ashanti are one.

    Case, accents, signs, articles and the kind of area are left out; Wa and "Region" stay.
    """
    words = re.findall(r"\w+", re.sub(r"\b[dl]['’]|['’`ʿʾ‘]", "", fold(name)))
    kept = [word for word in words if word not in KINDS and word not in ARTICLES]
    return " ".join(kept or words)[:200]


def first_in_script(names: list[str], code: str) -> str:
    """The first name in the script of a language; empty where there is none."""
    if code != "ar":
        return ""
    return next((name for name in names if ARABIC.match(name)), "")


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Kilometres between two points (latitude, longitude in degrees) along a great circle.

    The haversine formula (Sinnott, "Virtues of the Haversine", Sky and Telescope 68, 1984) on a
    sphere: up to 0.5 percent from the ellipsoid. As the crow flies, which no road does.
    """
    (north_a, east_a), (north_b, east_b) = (map(radians, point) for point in (a, b))
    up, across = sin((north_b - north_a) / 2), sin((east_b - east_a) / 2)
    inside = up * up + cos(north_a) * cos(north_b) * across * across
    return 2 * EARTH_KM * asin(sqrt(min(1.0, inside)))
