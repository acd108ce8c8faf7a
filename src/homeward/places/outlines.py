"""Pure: which GeoJSON is taken as the outline of an area, and what lies inside it."""

import json
import re
from dataclasses import dataclass
from typing import Any

import shapely
from shapely.errors import ShapelyError
from shapely.geometry import MultiPolygon, Polygon, mapping, shape

from homeward.core.foreign import json_of
from homeward.places.choices import Reason

MOST_BYTES = 5_000_000
MOST_POINTS = 20_000
# Of a triangle: the first point closes it.
FEWEST = 4
# Longitude, latitude.
FARTHEST = (180, 90)
# A degree is 111 km at most: what is drawn is true to about 200 m, far finer than a pixel here.
TOLERANCE = 0.002
POLYGONS = {"Polygon", "MultiPolygon"}
CODES = re.compile(r"p_?code", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Outline:
    """A boundary as it is kept, and the point inside it where its figure is written."""

    geometry: dict[str, Any]
    latitude: float
    longitude: float


def read_outline(content: bytes, *, pcode: str = "") -> Outline | list[Reason]:
    """The outline of one area from a GeoJSON file (RFC 7946), or why there is none.

    Of a file of several areas the one is taken whose properties hold `pcode`. Lines that cross
    themselves are mended and the outline is simplified, so that a page stays light.
    """
    if len(content) > MOST_BYTES:
        return [Reason.TOO_LARGE]
    try:
        read = json_of(content.decode("utf-8-sig"))
    except ValueError:
        return [Reason.NOT_JSON]
    found = _geometries(read, pcode)
    if isinstance(found, Reason):
        return [found]
    faults = [fault for geometry in found for fault in _faults(geometry)]
    if faults:
        return list(dict.fromkeys(faults))
    return _drawn(found)


def _geometries(read: Any, pcode: str) -> list[dict[str, Any]] | Reason:
    """The polygons that are this area's."""
    if not isinstance(read, dict):
        return Reason.NOT_JSON
    if read.get("type") != "FeatureCollection":
        return _polygons(read) or Reason.NO_POLYGON
    features = read.get("features")
    if not isinstance(features, list):
        return Reason.NOT_JSON
    features = [feature for feature in features if _polygons(feature)]
    if len(features) > 1:
        features = [feature for feature in features if pcode and _is_of(feature, pcode)]
        if len(features) != 1:
            return Reason.SEVERAL
    return _polygons(features[0]) if features else Reason.NO_POLYGON


def _polygons(read: Any) -> list[dict[str, Any]]:
    if not isinstance(read, dict):
        return []
    if read.get("type") == "Feature":
        return _polygons(read.get("geometry"))
    if read.get("type") == "GeometryCollection":
        parts = read.get("geometries")
        return [p for part in parts for p in _polygons(part)] if isinstance(parts, list) else []
    return [read] if read.get("type") in POLYGONS else []


def _is_of(feature: dict[str, Any], pcode: str) -> bool:
    """The code stands in any property that is called so: ADM2_PCODE, adm1_pcode, Pcode."""
    said = feature.get("properties")
    return isinstance(said, dict) and any(
        CODES.search(str(name)) and value == pcode for name, value in said.items()
    )


def _faults(geometry: dict[str, Any]) -> list[Reason]:
    parts = geometry.get("coordinates")
    polygons = parts if geometry["type"] == "MultiPolygon" else [parts]
    if not isinstance(polygons, list) or not polygons:
        return [Reason.NO_POLYGON]
    rings = [ring for rings in polygons if isinstance(rings, list) for ring in rings]
    if not rings or not all(isinstance(ring, list) and ring for ring in rings):
        return [Reason.NO_POLYGON]
    if sum(len(ring) for ring in rings) > MOST_POINTS:
        return [Reason.TOO_MANY_POINTS]
    if not all(_is_point(point) for ring in rings for point in ring):
        return [Reason.OUTSIDE]
    closed = all(len(ring) >= FEWEST and ring[0][:2] == ring[-1][:2] for ring in rings)
    return [] if closed else [Reason.OPEN]


def _is_point(point: Any) -> bool:
    if not isinstance(point, list) or len(point) < len(FARTHEST):
        return False
    return all(
        type(degrees) in {int, float} and abs(degrees) <= most
        for degrees, most in zip(point, FARTHEST, strict=False)
    )


def _drawn(geometries: list[dict[str, Any]]) -> Outline | list[Reason]:
    try:
        shapes = [shapely.force_2d(shape(geometry)) for geometry in geometries]
        whole = shapely.union_all([shapely.make_valid(found) for found in shapes])
    except (ShapelyError, ValueError, TypeError):
        return [Reason.OPEN]
    simple = _only_polygons(whole.simplify(TOLERANCE))
    if simple.is_empty:
        simple = _only_polygons(whole)
    if simple.is_empty:
        return [Reason.NO_POLYGON]
    middle = simple.representative_point()
    rounded = shapely.transform(simple, lambda points: points.round(5))
    return Outline(
        geometry=json.loads(json.dumps(mapping(rounded))),
        latitude=round(middle.y, 5),
        longitude=round(middle.x, 5),
    )


def _only_polygons(found: Any) -> Any:
    """Mending may leave lines where two sides met; only what has a surface is kept."""
    if isinstance(found, Polygon | MultiPolygon):
        return found
    parts = [part for part in getattr(found, "geoms", []) if isinstance(part, Polygon)]
    return MultiPolygon(parts)


def inside(geometry: dict[str, Any], points: list[tuple[float, float]]) -> list[bool]:
    """For each (latitude, longitude): is it in the outline?"""
    if not points:
        return []
    outline = shape(geometry)
    shapely.prepare(outline)
    north, east = zip(*points, strict=True)
    return [bool(held) for held in shapely.contains_xy(outline, east, north)]
