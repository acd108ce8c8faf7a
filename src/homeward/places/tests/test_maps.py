import json
import re

from django.template import engines
from django.utils import translation

from homeward.places.maps import MapArea, MapPoint, drawing

PAGE = (
    '{% load maps %}{% map label="Services" points=points areas=areas countries=countries'
    " legend=legend rest=rest listed=listed %}"
)
ACCRA = MapPoint(name="Accra", latitude=5.56, longitude=-0.2, count=14, url="/services/?area=1")
SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}


def shown(**context: object) -> str:
    return engines["django"].from_string(PAGE).render({"listed": True, **context})


def data(html: str) -> dict[str, object]:
    [found] = re.findall(r'<script id="map-data" type="application/json">(.*?)</script>', html)
    read: dict[str, object] = json.loads(found)
    return read


def test_without_javascript_the_list_says_what_the_map_says() -> None:
    html = shown(points=[ACCRA], rest=[("Confidential place", 2)])
    assert '<a href="/services/?area=1"><bdi>Accra</bdi> <b>14</b></a>' in html
    assert "Confidential place <b>2</b>" in html
    assert re.search(r'<div class="hw-map-view"[^>]* hidden ', html)


def test_a_page_with_its_own_table_shows_no_second_list() -> None:
    assert "hw-map-list" not in shown(points=[ACCRA], listed=False)


def test_a_name_cannot_leave_the_data() -> None:
    html = shown(points=[MapPoint(name="</script><b>", latitude=0, longitude=0)])
    assert "</script><b>" not in html
    assert data(html)["points"][0]["name"] == "</script><b>"  # type: ignore[index]


def test_countries_are_known_to_the_atlas_by_number_and_named_in_the_readers_language() -> None:
    with translation.override("ar"):
        asked = drawing(points=[], areas=[], countries=["GH", "ZZ"])
    assert asked["countries"] == ["288"]
    assert asked["names"]["788"] == "تونس"


def test_a_step_has_a_pattern_and_a_word_and_an_outline_is_not_listed() -> None:
    areas = [
        MapArea(name="Ashanti", text="0", step=1, geometry=SQUARE),
        MapArea(name="Volta", geometry=SQUARE),
    ]
    html = shown(areas=areas, legend=[(1, "none")])
    assert 'fill="url(#map-step-1)"' in html
    assert "Ashanti" in html.split("<script")[0]
    assert "Volta" not in html.split("<script")[0]
    assert len(data(html)["areas"]) == 2  # type: ignore[arg-type]


def test_nothing_is_asked_of_another_host() -> None:
    assert "http" not in shown(points=[ACCRA]).replace("http://www.w3.org/2000/svg", "")
