"""Reads of places: what a word finds, and what a map is drawn from."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)

from homeward.core.search import Lexemes
from homeward.core.words import tsquery
from homeward.places.maps import MapArea, MapPoint
from homeward.places.models import Area, AreaBoundary, Country, PointOfEntry, Town
from homeward.places.rules import is_latin, place_key, skeletons

Link = Callable[[Area], str]


def towns_like(text: str, country: Country | str | None = None) -> QuerySet[Town]:
    """Towns of which every word begins a word of one of their names.

    What is typed in another script than their names finds those that sound alike.

    The one that is called so comes first, then the largest. Nothing typed finds nothing.
    """
    query = tsquery(text)
    if not query:
        return Town.objects.none()
    asked = Q(search=Lexemes(query))
    if not is_latin(text) and (sounds := skeletons(text)):
        # Written in another script than the names that are known: compared by its consonants.
        asked |= Q(search=Lexemes(" & ".join(f"'{sound[:200]}'" for sound in sounds)))
    found = Town.objects.filter(asked).select_related("country", "area")
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


def first_areas(country: Country) -> QuerySet[Area]:
    """The areas of the widest level, where a reader begins."""
    return Area.objects.filter(country=country, parent=None).select_related("parent")


def areas_to_level(country_id: str, deepest: int) -> QuerySet[Area]:
    """Those of the country down to a level, the widest first."""
    return Area.objects.filter(country=country_id, level__lte=deepest).order_by("level", "name")


def below(area: Area) -> QuerySet[Area]:
    return Area.objects.filter(parent=area).select_related("parent").order_by("name", "pk")


def with_counts(areas: QuerySet[Area]) -> QuerySet[Area]:
    """With how many areas lie under each (`parts`), and whether its boundary is here."""
    parts = Area.objects.filter(parent=OuterRef("pk")).order_by().values("parent")
    drawn = AreaBoundary.objects.filter(area=OuterRef("pk"))
    return areas.annotate(
        parts=Subquery(parts.annotate(n=Count("pk")).values("n")), is_drawn=Exists(drawn)
    )


def for_page(areas: QuerySet[Area]) -> QuerySet[Area]:
    return areas.select_related("country", "parent", "boundary")


def counts_below(country: Country) -> dict[int, int]:
    """How many areas lie under each of the widest ones."""
    first = Area.objects.filter(country=country, parent=None).order_by()
    return dict(first.annotate(n=Count("area")).values_list("pk", "n"))


def without_centre(country: Country) -> int:
    """How many of the widest areas no map can show."""
    return Area.objects.filter(country=country, parent=None, latitude=None).count()


def largest_towns(country: Country) -> QuerySet[Town]:
    towns = Town.objects.filter(country=country).select_related("country", "area")
    return towns.order_by(F("population").desc(nulls_last=True), "name", "pk")


def around(area: Area) -> list[MapArea]:
    """The area and those under it, as far as a map can show them."""
    under = dict.fromkeys(below(area).values_list("pk", flat=True), ("", None))
    return [*as_areas({area.pk: (str(area), 1)}), *as_areas(under)]


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


def points_of_entry(country_id: str) -> QuerySet[PointOfEntry]:
    """The points of entry in use in a country."""
    return PointOfEntry.objects.filter(country_id=country_id, is_open=True)


def point_of_entry(country_id: str, text: str) -> PointOfEntry | None:
    """The one that is called so, or has this code."""
    if not text.strip():
        return None
    called = Q(name__iexact=text.strip()) | Q(code__iexact=text.strip())
    return points_of_entry(country_id).filter(called).first()
