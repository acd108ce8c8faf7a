"""The facets beside the list: each option with how many services it would leave."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from homeward.places.models import Area
from homeward.places.names import country_name, language_name
from homeward.programmes.choices import Category
from homeward.programmes.models import TargetGroup
from homeward.services.choices import Access, Cost, Entitlement
from homeward.services.filters import YES, Filter
from homeward.services.queries import NOBODY_SAID, Found

# So many options are shown at once; the rest open on demand.
SHOWN = 7


@dataclass(frozen=True)
class Option:
    label: Any
    count: int
    url: str
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """Choosing the chosen option again takes it away. `is_open`: shown without being asked for."""

    name: str
    title: Any
    options: list[Option]
    more: list[Option]
    is_open: bool

    @property
    def is_chosen(self) -> bool:
        return any(option.is_chosen for option in [*self.options, *self.more])


def facets(asked: Filter, found: Found) -> list[Facet]:
    """Those that part what is found; one way to go is no choice."""
    counts = found.counts
    made = [
        _facet(asked, "category", _("Kind of help"), Category.choices, counts),
        _facet(asked, "open", _("Open now"), _opening(), counts, orders=True),
        _facet(asked, "places", _("Places"), _places(), counts, orders=True),
        _facet(asked, "side", _("Side of the journey"), _sides(), counts, orders=True),
        _facet(asked, "country", _("Country"), _countries(counts), counts, clears=("area",)),
        _facet(asked, "area", _("Area"), _areas(asked, counts), counts),
        _facet(asked, "group", _("Who it is for"), _groups(), counts),
        _facet(asked, "language", _("Language spoken"), _languages(counts), counts),
        _facet(asked, "cost", _("Cost"), _with_unknown(Cost.choices), counts, orders=True),
        _facet(
            asked,
            "entitlement",
            _("Entitlement or aid"),
            _with_unknown(Entitlement.choices),
            counts,
            orders=True,
        ),
        _facet(asked, "access", _("Accessibility"), Access.choices, counts),
        _facet(asked, "specialist", _("Specialists"), [(YES, _("Specialist services"))], counts),
        _facet(asked, "fresh", _("Last confirmed"), [(YES, _("Within 90 days"))], counts),
    ]
    return [facet for facet in made if _parts(facet)]


def _parts(facet: Facet) -> bool:
    # What is good to know even where it finds nothing.
    if facet.name in {"open", "places", "fresh", "specialist"}:
        return bool(facet.options)
    return facet.is_chosen or len(facet.options) > 1


OPEN_ONES = frozenset({"category", "open", "places", "country", "area", "fresh"})


def _facet(
    asked: Filter,
    name: str,
    title: str,
    pairs: Iterable[tuple[str, Any]],
    counts: dict[str, dict[str, int]],
    *,
    clears: tuple[str, ...] = (),
    orders: bool = False,
) -> Facet:
    """`orders`: the options come as they are given; else those with most services come first."""
    counted = counts.get(name, {})
    base = asked.without(*clears)
    options = [
        Option(
            label=label,
            count=counted.get(value, 0),
            url=base.toggled(name, value).url(),
            is_chosen=asked.has(name, value),
        )
        for value, label in pairs
        if counted.get(value) or asked.has(name, value)
    ]
    if not orders:
        options.sort(key=lambda option: (not option.is_chosen, -option.count, str(option.label)))
    kept = max(SHOWN, sum(option.is_chosen for option in options))
    shown, more = options[:kept], options[kept:]
    is_open = name in OPEN_ONES or any(option.is_chosen for option in options)
    return Facet(name, title, shown, more, is_open)


def _with_unknown(choices: Iterable[tuple[str, Any]]) -> list[tuple[str, Any]]:
    return [*choices, (NOBODY_SAID, _("Unknown"))]


def _opening() -> list[tuple[str, Any]]:
    return [("open", _("Open now")), ("closed", _("Closed now")), ("unknown", _("Hours unknown"))]


def _places() -> list[tuple[str, Any]]:
    return [
        ("free", _("With free places")),
        ("none", _("Full")),
        ("unknown", _("Unknown")),
    ]


def _sides() -> list[tuple[str, Any]]:
    return [("host", _("Before departure")), ("origin", _("After return"))]


def _countries(counts: dict[str, dict[str, int]]) -> list[tuple[str, Any]]:
    return [(code, country_name(code)) for code in counts.get("country", {})]


def _languages(counts: dict[str, dict[str, int]]) -> list[tuple[str, Any]]:
    return [(code, language_name(code)) for code in counts.get("language", {})]


def _groups() -> list[tuple[str, Any]]:
    named = [(group.code, str(group)) for group in TargetGroup.objects.all()]
    return [*named, (NOBODY_SAID, _("Everybody"))]


def _areas(asked: Filter, counts: dict[str, dict[str, int]]) -> list[tuple[str, Any]]:
    """The widest areas, and those that lie in a chosen one."""
    keys = {int(pk) for pk in counts.get("area", {})} | {int(pk) for pk in asked.area}
    areas = Area.objects.only("name", "names", "parent").filter(pk__in=keys)
    chosen = {int(pk) for pk in asked.area}
    return [
        (str(area.pk), area)
        for area in areas
        if area.parent_id not in keys or area.parent_id in chosen or area.pk in chosen
    ]
