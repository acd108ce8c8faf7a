"""Boundaries that a programme uploads."""

from datetime import datetime

from django.db import transaction

from homeward.core.refusals import Refused
from homeward.places.choices import CentreFrom, Reason
from homeward.places.models import Area, AreaBoundary, Town
from homeward.places.outlines import inside, read_outline


@transaction.atomic
def draw(area: Area, content: bytes, *, source: str, by: str, at: datetime) -> AreaBoundary:
    """Keeps the outline of an area; its centre and the towns inside follow from it.

    Refused with all reasons. `by` is a name: accounts stand above places.
    """
    outline = read_outline(content, pcode=area.pcode)
    reasons = outline if isinstance(outline, list) else []
    if not source.strip():
        reasons = [*reasons, Reason.NO_SOURCE]
    if isinstance(outline, list) or reasons:
        raise Refused(*reasons)
    boundary, _made = AreaBoundary.objects.update_or_create(
        area=area,
        defaults={
            "geometry": outline.geometry,
            "source": source.strip(),
            "uploaded_by": by,
            "uploaded_at": at,
        },
    )
    area.latitude, area.longitude = outline.latitude, outline.longitude
    area.centre_from = CentreFrom.BOUNDARY
    area.save(update_fields=["latitude", "longitude", "centre_from"])
    _place_towns(area, boundary)
    return boundary


@transaction.atomic
def erase(area: Area) -> None:
    """Takes the outline away, and what followed from it."""
    AreaBoundary.objects.filter(area=area).delete()
    Town.objects.filter(area=area).update(area=area.parent)
    if area.centre_from == CentreFrom.BOUNDARY:
        area.latitude = area.longitude = None
        area.centre_from = ""
        area.save(update_fields=["latitude", "longitude", "centre_from"])


def _place_towns(area: Area, boundary: AreaBoundary) -> None:
    """A town is in the smallest area whose outline holds it."""
    Town.objects.filter(area=area).update(area=None)
    rows = list(
        Town.objects.filter(country=area.country)
        .exclude(area__level__gt=area.level)
        .values_list("pk", "latitude", "longitude")
    )
    held = inside(boundary.geometry, [(north, east) for _pk, north, east in rows])
    pks = [pk for (pk, _north, _east), is_in in zip(rows, held, strict=True) if is_in]
    Town.objects.filter(pk__in=pks).update(area=area)
