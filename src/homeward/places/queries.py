from collections.abc import Callable, Mapping
from typing import Any

from homeward.places.maps import MapArea, MapPoint
from homeward.places.models import Area

Link = Callable[[Area], str]


def as_points(counts: Mapping[Any, int], *, url: Link | None = None) -> list[MapPoint]:
    """A bubble for each area of {area id: count} whose centre is known, the most first.

    What has no centre is not on the map; the caller tells it in the list (`rest` of the tag).
    """
    placed = Area.objects.filter(pk__in=counts, latitude__isnull=False, longitude__isnull=False)
    points = [
        MapPoint(
            name=str(area),
            latitude=area.latitude,
            longitude=area.longitude,
            count=counts[area.pk],
            url=url(area) if url else "",
        )
        for area in placed
        if area.latitude is not None and area.longitude is not None
    ]
    return sorted(points, key=lambda point: (-point.count, point.name))


def as_areas(
    figures: Mapping[Any, tuple[str, int | None]], *, url: Link | None = None
) -> list[MapArea]:
    """The areas of {area id: (what is written on it, its step)}, for a gap map."""
    return [
        MapArea(
            name=str(area),
            text=figures[area.pk][0],
            step=figures[area.pk][1],
            url=url(area) if url else "",
            latitude=area.latitude,
            longitude=area.longitude,
        )
        for area in Area.objects.filter(pk__in=figures)
    ]
