"""The map: `{% load maps %}`, then `{% map label=... points=... %}`."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.translation import gettext as _

from homeward.places.maps import MapArea, MapPoint, drawing

register = template.Library()


@register.inclusion_tag("places/parts/map.html", name="map")
def show_map(
    label: Any,
    points: Iterable[MapPoint] = (),
    areas: Iterable[MapArea] = (),
    countries: Iterable[str] = (),
    legend: Iterable[tuple[int, Any]] = (),
    rest: Iterable[tuple[Any, int]] = (),
    listed: bool = True,
    name: str = "map",
) -> dict[str, Any]:
    """A map of counts, without tiles and without another host; its list is the content.

    {% load maps %}{% translate "Services in each area" as label %}
    {% map label=label points=points countries=codes %}                 bubbles with counts
    {% map label=label areas=areas legend=legend listed=False %}        a gap map beside its table

    `points` are places.maps.MapPoint (name, latitude, longitude, count, url); where they would
    cover each other they are drawn as one with the sum. `areas` are MapArea; `text` is written on
    each, `step` 1 to 4 gives its pattern, 0 is unknown, None draws an outline. An area without a
    boundary becomes a bubble. places.queries has `as_points` and `as_areas` to make both from
    {area id: count}. `countries` are ISO codes that fill the view. `legend` names steps:
    [(1, _("none")), ...]. `rest` is what has no place on the map, as (words, count), told in the
    list alone. `listed=False` where the page has its own list or table of the same figures.
    `name` is the element's id; two maps on one page need two. `label` says what the map shows and
    names the region for screen readers. Without JavaScript only the list is there.
    """
    shown, measured = list(points), list(areas)
    return {
        "name": name,
        "data_name": f"{name}-data",
        "label": label,
        "points": shown,
        "areas": [area for area in measured if area.text],
        "rest": list(rest),
        "listed": listed,
        "legend": list(legend),
        "drawing": drawing(points=shown, areas=measured, countries=list(countries)),
        "words": {
            "in": _("Zoom in"),
            "out": _("Zoom out"),
            "together": _("%(count)s in %(places)s places. Zoom in to part them."),
        },
    }
