import json
from typing import Any

import pytest

from homeward.places.choices import Reason
from homeward.places.outlines import MOST_BYTES, MOST_POINTS, Outline, inside, read_outline


def square(x: float = 0, y: float = 0, side: float = 1) -> dict[str, Any]:
    ring = [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]
    return {"type": "Polygon", "coordinates": [ring]}


def feature(geometry: Any, **properties: str) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(*features: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


def read(value: Any, pcode: str = "") -> Outline | list[Reason]:
    return read_outline(json.dumps(value).encode(), pcode=pcode)


@pytest.mark.parametrize(
    "value",
    [
        square(),
        feature(square()),
        collection(feature(square())),
        {"type": "GeometryCollection", "geometries": [square(), {"type": "Point"}]},
        feature({"type": "MultiPolygon", "coordinates": [square()["coordinates"]]}),
    ],
)
def test_every_form_of_one_area_is_read(value: Any) -> None:
    outline = read(value)
    assert isinstance(outline, Outline)
    assert inside(outline.geometry, [(0.5, 0.5), (0.5, 1.5)]) == [True, False]
    assert inside(outline.geometry, [(outline.latitude, outline.longitude)]) == [True]


def test_of_several_areas_the_one_with_the_code_is_taken() -> None:
    both = collection(
        feature(square(), ADM1_PCODE="XX01"), feature(square(10, 10), adm1_pcode="XX02")
    )
    outline = read(both, pcode="XX02")
    assert isinstance(outline, Outline)
    assert inside(outline.geometry, [(10.5, 10.5)]) == [True]
    assert read(both, pcode="XX03") == [Reason.SEVERAL]
    assert read(both) == [Reason.SEVERAL]


def test_a_line_that_crosses_itself_is_mended() -> None:
    bow = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}
    outline = read(bow)
    assert isinstance(outline, Outline)
    assert outline.geometry["type"] == "MultiPolygon"


def test_heights_are_dropped_and_a_long_outline_is_simplified() -> None:
    steps = [[n / 10_000, 0, 12.5] for n in range(10_000)]
    ring = [*steps, [1, 0, 12.5], [1, 1, 12.5], [0, 1, 12.5], [0, 0, 12.5]]
    outline = read({"type": "Polygon", "coordinates": [ring]})
    assert isinstance(outline, Outline)
    [kept] = outline.geometry["coordinates"]
    assert len(kept) == 5
    assert {len(point) for point in kept} == {2}


def test_an_area_smaller_than_what_is_simplified_away_stays() -> None:
    assert isinstance(read(square(side=0.0005)), Outline)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", Reason.NOT_JSON),
        (b"\xff\xfe", Reason.NOT_JSON),
        (b"[1, 2]", Reason.NOT_JSON),
        (b"[" * 100_000, Reason.NOT_JSON),
        (b'{"type": "FeatureCollection"}', Reason.NOT_JSON),
        (b'{"type": "FeatureCollection", "features": []}', Reason.NO_POLYGON),
        (b'{"type": "Point", "coordinates": [1, 2]}', Reason.NO_POLYGON),
        (b'{"type": "Polygon"}', Reason.NO_POLYGON),
        (b'{"type": "Polygon", "coordinates": []}', Reason.NO_POLYGON),
        (b'{"type": "Polygon", "coordinates": [5]}', Reason.NO_POLYGON),
        (b'{"type": "MultiPolygon", "coordinates": {"a": 1}}', Reason.NO_POLYGON),
        (b'{"type": "Polygon", "coordinates": [[["1", 2], [3, 4]]]}', Reason.OUTSIDE),
        (b'{"type": "Polygon", "coordinates": [[[NaN, 0], [1, 0], [1, 1]]]}', Reason.NOT_JSON),
        (b'{"type": "Polygon", "coordinates": [[[500000, 6], [1, 0], [1, 1]]]}', Reason.OUTSIDE),
        (b'{"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1]]]}', Reason.OPEN),
        (b'{"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [5, 5]]]}', Reason.OPEN),
        (b'{"type": "Polygon", "coordinates": [[[0,0], [0,0], [0,0], [0,0]]]}', Reason.NO_POLYGON),
        (b" " * (MOST_BYTES + 1), Reason.TOO_LARGE),
    ],
)  # fmt: skip
def test_what_is_no_outline_is_refused_with_its_reason(content: bytes, reason: Reason) -> None:
    assert read_outline(content) == [reason]


def test_an_outline_of_too_many_points_is_refused() -> None:
    ring = [[0, 0]] * (MOST_POINTS + 1)
    assert read({"type": "Polygon", "coordinates": [ring]}) == [Reason.TOO_MANY_POINTS]
