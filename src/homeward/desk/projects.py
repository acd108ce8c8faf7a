"""Returnees' projects on a map: businesses by area, group projects at their place.

A business is never shown where somebody lives or sells: areas are counted as far as the reader's
gate goes, and small counts are told to their owner alone.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from homeward.access.models import User
from homeward.access.permissions import can
from homeward.alignment.choices import Setting
from homeward.alignment.queries.thresholds import threshold
from homeward.alignment.rules import territory
from homeward.alignment.rules.territory import Count
from homeward.business import queries as businesses
from homeward.collectives import queries as collectives
from homeward.collectives.models import Project
from homeward.collectives.queries import Figures
from homeward.places import queries as places
from homeward.places.maps import MapPoint
from homeward.places.models import Area
from homeward.programmes.choices import Category

BUSINESS, GROUPS = "business", "groups"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the map's address asks for; empty is all."""

    what: str = ""
    sector: str = ""
    country: str = ""


@dataclass(frozen=True)
class AreaRow:
    """Businesses that run in an area, as they may be told."""

    area: Area | None
    sectors: Sequence[Any]
    text: str
    count: Count


@dataclass(frozen=True)
class Shown:
    areas: Sequence[AreaRow]
    projects: Sequence[tuple[Project, Figures]]
    points: Sequence[MapPoint]
    rest: Sequence[tuple[Any, int]]
    countries: Sequence[str]


def on_map(asked: Asked, *, by: User, on: date) -> Shown:
    areas = _areas(asked, by, on) if asked.what != GROUPS and can(by, "business.read") else []
    projects = (
        _projects(asked, by) if asked.what != BUSINESS and can(by, "collectives.read") else []
    )
    drawn = [p for p, _figures in projects if p.latitude is not None]
    points = [*_area_points(areas), *[_point(p) for p in drawn]]
    countries = {p.country_id for p, _figures in projects}
    countries |= {row.area.country_id for row in areas if row.area}
    return Shown(areas, projects, points, _rest(areas, projects), sorted(countries))


def _areas(asked: Asked, by: User, on: date) -> list[AreaRow]:
    smallest = threshold(Setting.SMALLEST_COUNT, on).value
    counts: dict[int | None, Count] = defaultdict(lambda: Count(all=0, own=0))
    sectors: dict[int | None, set[str]] = defaultdict(set)
    for area, sector, everything, own in businesses.running_by_area(by.organisation_id):
        if asked.sector and sector != asked.sector:
            continue
        before = counts[area]
        counts[area] = Count(all=before.all + everything, own=before.own + own)
        sectors[area].add(sector)
    known = {a.pk: a for a in Area.objects.filter(pk__in=[pk for pk in counts if pk])}
    rows = [
        AreaRow(
            known.get(pk) if pk else None,
            [Category(s).label for s in sorted(sectors[pk]) if s],
            territory.shown(count, smallest=smallest),
            count,
        )
        for pk, count in counts.items()
    ]
    if asked.country:
        rows = [row for row in rows if row.area and row.area.country_id == asked.country]
    return sorted(rows, key=lambda row: (row.area is None, -row.count.all, str(row.area)))


def _projects(asked: Asked, by: User) -> list[tuple[Project, Figures]]:
    found = collectives.listed(collectives.Asked(sector=asked.sector, country=asked.country))
    rows = list(found)
    counted = collectives.figures(rows, by)
    return [(project, counted[project.pk]) for project in rows]


def _area_points(areas: Sequence[AreaRow]) -> list[MapPoint]:
    """Only counts that may be told are drawn: a bubble would tell what the table hides."""
    told = {row.area.pk: row.count.all for row in areas if row.area and row.text.isdigit()}
    return places.as_points(told)


def _point(project: Project) -> MapPoint:
    return MapPoint(
        name=project.name,
        latitude=project.latitude or 0,
        longitude=project.longitude or 0,
        url=reverse("collectives:project", args=[project.pk]),
    )


def _rest(
    areas: Sequence[AreaRow], projects: Sequence[tuple[Project, Figures]]
) -> list[tuple[Any, int]]:
    """What is on the list and not on the map, where that number may be told."""
    without = sum(1 for project, _figures in projects if project.latitude is None)
    return [(_("Projects without a point"), without)] if without else []
