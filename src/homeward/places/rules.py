"""Pure: places compared by name and by distance."""

import re
from math import asin, cos, radians, sin, sqrt

from anyascii import anyascii

from homeward.core.words import fold, search_words

# IUGG's mean radius of the Earth.
EARTH_KM = 6371.0088

# What kind of area it is, written or not, in English and French.
KINDS = {
    "area", "arrondissement", "city", "commune", "county", "departement", "department", "district",
    "governorate", "gouvernorat", "metropolis", "metropolitan", "municipal", "municipality",
    "prefecture", "province", "region", "state", "subcounty", "territory", "wilaya", "woreda",
    "zone", "of", "de", "du", "des", "la", "le", "the",
}  # fmt: skip
ARTICLES = {"al", "el"}
ARABIC = re.compile(r"[\u0600-\u06ff]")
# Consonants that one script or spelling keeps apart and another does not.
ALIKE = str.maketrans({"q": "k", "c": "k", "p": "b", "v": "f", "z": "s"})


def place_key(name: str) -> str:
    """A name folded for comparison: Ashanti Region, Région d'Ashanti and ashanti are one.

    Case, accents, signs, articles and the kind of area are left out; Wa and "Region" stay.
    """
    words = re.findall(r"\w+", re.sub(r"\b[dl]['’]|['’`ʿʾ‘]", "", fold(name)))
    kept = [word for word in words if word not in KINDS and word not in ARTICLES]
    return " ".join(kept or words)[:200]


def skeleton(word: str) -> str:
    """What scripts and spellings of a name share: its consonants, those that sound alike joined.

    Safaqis, Sfax and its Arabic are all sfks. Short vowels are not written in Arabic.
    """
    latin = anyascii(fold(word)).lower().replace("x", "ks").replace("dj", "j")
    heard = re.sub(r"[^b-df-gj-np-tvxz]", "", latin).translate(ALIKE)
    return re.sub(r"(.)\1+", r"\1", heard)


def skeletons(*names: str) -> list[str]:
    """The skeletons of all words, marked: no word that is typed begins so."""
    words = {word for name in names for word in search_words(name)}
    return sorted({f"_{found}" for word in words if len(found := skeleton(word)) > 1})


def is_latin(text: str) -> bool:
    """Written in Latin letters, with or without signs on them."""
    return fold(text).isascii()


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
