"""The facets beside the list: each option with how many services it would leave."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from homeward.places.names import country_name, language_name
from homeward.services import queries
from homeward.services.choices import Category
from homeward.services.forms import YES, Filter


@dataclass(frozen=True)
class Option:
    label: Any
    count: int
    url: str
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """`name` is the parameter; choosing the chosen option again takes it away."""

    name: str
    title: Any
    options: list[Option]


def facets(asked: Filter) -> list[Facet]:
    made = [_category(asked), _country(asked), _area(asked), _language(asked), _places(asked)]
    # One way to go is no choice.
    return [
        f
        for f in made
        if len(f.options) > 1 or any(o.is_chosen or f.name == "places" for o in f.options)
    ]


def _category(asked: Filter) -> Facet:
    counts = queries.count_by_category(asked.without("category").services())
    pairs = [(code, label) for code, label in Category.choices if code in counts]
    return _facet(asked, "category", _("Kind of help"), pairs, counts)


def _country(asked: Filter) -> Facet:
    counts = queries.count_by_country(asked.without("country", "area").services())
    pairs = sorted(((code, country_name(code)) for code in counts), key=lambda pair: pair[1])
    return _facet(asked, "country", _("Country"), pairs, counts, clears=("area",))


def _area(asked: Filter) -> Facet:
    counts = {
        str(pk): count
        for pk, count in queries.count_by_area(asked.without("area").services()).items()
    }
    found = queries.areas(int(pk) for pk in counts)
    pairs = sorted(((str(area.pk), str(area)) for area in found), key=lambda pair: pair[1])
    return _facet(asked, "area", _("Place"), pairs, counts)


def _language(asked: Filter) -> Facet:
    counts = queries.count_by_language(asked.without("language").services())
    pairs = sorted(((code, language_name(code)) for code in counts), key=lambda pair: pair[1])
    return _facet(asked, "language", _("Language spoken"), pairs, counts)


def _places(asked: Filter) -> Facet:
    counts = {YES: asked.without("places").services().filter(places_free__gt=0).count()}
    return _facet(asked, "places", _("Places"), [(YES, _("With free places"))], counts)


def _facet(
    asked: Filter,
    name: str,
    title: str,
    pairs: Iterable[tuple[str, Any]],
    counts: dict[str, int],
    *,
    clears: tuple[str, ...] = (),
) -> Facet:
    chosen = getattr(asked, name)
    base = asked.without(*clears)
    options = [
        Option(
            label=label,
            count=counts[value],
            url=base.url(**{name: "" if value == chosen else value}),
            is_chosen=value == chosen,
        )
        for value, label in pairs
    ]
    return Facet(name, title, options)
