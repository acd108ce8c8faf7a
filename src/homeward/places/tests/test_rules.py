import pytest

from homeward.core.words import search_words
from homeward.places.rules import distance_km, first_in_script, place_key, skeleton


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ashanti Region", "ashanti"),
        ("Région d'Ashanti", "Ashanti"),
        ("Kafr Al-Shaykh", "Kafr el Shaykh"),
        ("Al Mafraq", "Mafraq Governorate"),
        ("Abéché", "ABECHE"),
        ("Sa'ada", "Saada"),
        ("City of Tshwane", "Tshwane"),
    ],
)
def test_one_place_written_in_two_ways_has_one_key(one: str, other: str) -> None:
    assert place_key(one) == place_key(other)


@pytest.mark.parametrize(("one", "other"), [("North East", "North West"), ("Wa", "Wa East")])
def test_different_places_keep_different_keys(one: str, other: str) -> None:
    assert place_key(one) != place_key(other)


def test_a_name_of_a_kind_of_area_alone_is_a_name() -> None:
    assert place_key("Centre Region") == "centre"
    assert place_key("Zone") == "zone"


# What Karney's geodesic on the ellipsoid gives (GeographicLib 2, WGS84).
@pytest.mark.parametrize(
    ("a", "b", "km"),
    [
        ((5.55602, -0.1969), (6.68848, -1.62443), 201.620),
        ((50.85045, 4.34878), (5.55602, -0.1969), 5038.891),
        ((0.0, 179.5), (0.0, -179.5), 111.319),
    ],
)
def test_distances_are_within_a_hundredth_of_the_geodesic(
    a: tuple[float, float], b: tuple[float, float], km: float
) -> None:
    assert distance_km(a, b) == pytest.approx(km, rel=0.01)
    assert distance_km(a, b) == distance_km(b, a)


def test_no_distance_is_none_and_the_longest_is_half_the_globe() -> None:
    assert distance_km((6.7, -1.6), (6.7, -1.6)) == 0
    assert distance_km((90, 0), (-90, 0)) == pytest.approx(20_015, rel=0.001)


def test_an_arabic_reader_gets_the_arabic_name_where_there_is_one() -> None:
    assert first_in_script(["Sfax", "صفاقس"], "ar") == "صفاقس"
    assert first_in_script(["Sfax"], "ar") == ""
    assert first_in_script(["Sfax", "صفاقس"], "fr") == ""


@pytest.mark.parametrize(
    ("latin", "arabic"),
    [
        ("Safaqis", "صفاقس"), ("Sfax", "صفاقس"), ("Irbid", "إربد"), ("Tunis", "تونس"),
        ("Kumasi", "كوماسي"), ("Az-Zarqa", "الزرقاء"), ("Djerba", "جربة"),
    ],
)  # fmt: skip
def test_a_name_sounds_alike_in_both_scripts(latin: str, arabic: str) -> None:
    one = {skeleton(word) for word in search_words(latin)}
    assert {skeleton(word) for word in search_words(arabic)} <= one
