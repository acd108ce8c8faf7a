"""Reads of places: what a word finds, and what a map is drawn from."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Case, Count, F, Max, Q, QuerySet, When

from homeward.core.search import Lexemes
from homeward.core.words import tsquery
from homeward.places.maps import MapArea, MapPoint
from homeward.places.models import Area, Country, Town
from homeward.places.rules import place_key

Link = Callable[[Area], str]


def towns_like(text: str, country: Country | str | None = None) -> QuerySet[Town]:
    """Towns of which every word begins a word of one of their names, in any script.

    The one that is called so comes first, then the largest. Nothing typed finds nothing.
    """
    query = tsquery(text)
    if not query:
        return Town.objects.none()
    found = Town.objects.filter(search=Lexemes(query)).select_related("country", "area")
    if country:
        found = found.filter(country=country)
    called = Q(key=place_key(text)) | Q(names__contains=[text.strip()])
    first = Case(When(called, then=0), default=1)
    return found.order_by(first, F("population").desc(nulls_last=True), "name", "pk")


def areas_like(text: str = "", country: Country | str | None = None) -> QuerySet[Area]:
    """Areas whose code begins so or whose name holds it; all of them where nothing is typed."""
    found = Area.objects.select_related("country", "parent").order_by("level", "name", "pk")
    if country:
        found = found.filter(country=country)
    if text := text.strip():
        called = Q(pcode__istartswith=text) | Q(name__icontains=text) | Q(names__icontains=text)
        if key := place_key(text):
            called |= Q(key__contains=key)
        found = found.filter(called)
    return found


def countries_with_places() -> list[dict[str, Any]]:
    """Countries of which areas or towns are known, with how many and how deep."""
    areas = {
        row["country"]: row
        for row in Area.objects.order_by()
        .values("country")
        .annotate(areas=Count("pk"), coded=Count("pk", filter=~Q(pcode="")), deepest=Max("level"))
    }
    towns = dict(Town.objects.order_by().values_list("country").annotate(count=Count("pk")))
    here = Country.objects.filter(pk__in={*areas, *towns})
    nothing = {"areas": 0, "coded": 0, "deepest": None}
    rows = [
        {
            **nothing,
            **areas.get(country.pk, {}),
            "country": country,
            "towns": towns.get(country.pk, 0),
        }
        for country in here
    ]
    return sorted(rows, key=lambda row: str(row["country"]))


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
    """The areas of {area id: (what is written on it, its step)}, with their boundaries."""
    found = Area.objects.filter(pk__in=figures).select_related("boundary")
    return [
        MapArea(
            name=str(area),
            text=figures[area.pk][0],
            step=figures[area.pk][1],
            url=url(area) if url else "",
            latitude=area.latitude,
            longitude=area.longitude,
            geometry=area.boundary.geometry if hasattr(area, "boundary") else None,
        )
        for area in found
    ]
