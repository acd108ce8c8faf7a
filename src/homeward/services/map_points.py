"""The services found as points of a map: one for each area, with how many are there."""

from typing import Any

from django.utils.translation import gettext as _

from homeward.places.maps import MapPoint
from homeward.places.models import Area
from homeward.services.filters import Filter
from homeward.services.queries import Found

MOST = 300


def points(asked: Filter, found: Found) -> list[MapPoint]:
    shown = found.on_map[:MOST]
    areas = Area.objects.only("name", "names").in_bulk(
        [each.area for each in shown if each.area is not None]
    )
    return [
        MapPoint(
            name=str(areas.get(each.area or 0, each.town or _("Place without a name"))),
            latitude=each.point.latitude,
            longitude=each.point.longitude,
            count=each.services,
            url=asked.without("area").toggled("area", str(each.area)).url() if each.area else "",
        )
        for each in shown
    ]


def rest(found: Found) -> list[tuple[Any, int]]:
    """What no map may show."""
    return [(_("Confidential place"), found.confidential)] if found.confidential else []
