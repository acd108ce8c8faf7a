"""The published services of a country: what is asked for, what is found, how it could be narrowed.

One read of a few columns gives the list, every facet's counts and the points of the map. Nothing
of a confidential place is among them: neither its area in a count nor its words in a search.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.core.digits import are_digits
from homeward.core.search import Lexemes
from homeward.core.words import search_words, tsquery
from homeward.places.maps import MapPoint
from homeward.places.models import Area
from homeward.places.names import language, language_name
from homeward.programmes.choices import Category
from homeward.programmes.models import TargetGroup
from homeward.services import queries
from homeward.services.choices import Cost
from homeward.services.models import Service, ServiceAtLocation

LONGEST = 200
FRESH_DAYS = 90
YES = "1"
SHOWN = 12


@dataclass(frozen=True)
class Filter:
    """What the address asks for. What it can't mean is left out, not refused."""

    q: str = ""
    need: str = ""
    area: str = ""
    group: str = ""
    language: str = ""
    places: str = ""
    cost: str = ""
    fresh: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> "Filter":
        given = {part.name: query.get(part.name, "") for part in fields(cls)}
        clean = {n: v.replace("\x00", "").strip()[:LONGEST] for n, v in given.items()}
        if not (clean["area"].isascii() and are_digits(clean["area"])):
            clean["area"] = ""
        if clean["need"] not in Category.values:
            clean["need"] = ""
        return cls(**clean)

    def url(self, **changed: str) -> str:
        kept = {n: v for n, v in vars(replace(self, **changed)).items() if v}
        return f"?{urlencode(kept)}"

    @property
    def is_narrowed(self) -> bool:
        return any(vars(self).values())

    @property
    def narrowed_by(self) -> int:
        return sum(bool(value) for name, value in vars(self).items() if name != "q")

    @property
    def hidden(self) -> list[tuple[str, str]]:
        return [(name, value) for name, value in vars(self).items() if value and name != "q"]


@dataclass(frozen=True)
class Row:
    """Of one service, what it is filtered and counted by."""

    pk: UUID
    need: str
    groups: tuple[str, ...]
    languages: tuple[str, ...]
    places: str
    cost: str
    is_fresh: bool
    # Each place's area and those above it; empty where nobody may know.
    areas: frozenset[int] = frozenset()

    def values(self, name: str) -> Iterable[str]:
        plain: dict[str, Callable[[], Iterable[str]]] = {
            "need": lambda: [self.need],
            "area": lambda: [str(area) for area in self.areas],
            "group": lambda: self.groups,
            "language": lambda: self.languages,
            "places": lambda: [self.places],
            "cost": lambda: [self.cost],
            "fresh": lambda: [YES] if self.is_fresh else [],
        }
        return plain[name]()


FACETS = ("need", "places", "area", "group", "language", "cost", "fresh")


@dataclass
class Option:
    label: Any
    count: int
    url: str
    is_chosen: bool


@dataclass
class Facet:
    name: str
    title: Any
    options: list[Option]


@dataclass
class Found:
    """What a filter finds, in the list's order."""

    asked: Filter
    rows: list[Row]
    all: list[Row]
    spots: dict[UUID, list["Spot"]]
    confidential: set[UUID] = field(default_factory=set)

    @property
    def pks(self) -> list[UUID]:
        return [row.pk for row in self.rows]

    def facets(self) -> list[Facet]:
        made = [self._facet(name) for name in FACETS]
        # One way to go is no choice.
        return [
            facet
            for facet in made
            if len(facet.options) > 1 or any(option.is_chosen for option in facet.options)
        ]

    def _facet(self, name: str) -> Facet:
        """Counted within what the other filters leave."""
        left = [row for row in self.all if _holds(row, self.asked, but=name)]
        counts = Counter(value for row in left for value in set(row.values(name)) if value)
        chosen = getattr(self.asked, name)
        title, label = _names(name, counts)
        options = [
            Option(
                label=label(value),
                count=count,
                url=self.asked.url(**{name: "" if value == chosen else value}),
                is_chosen=value == chosen,
            )
            for value, count in counts.most_common()
            if label(value)
        ]
        options.sort(key=lambda option: not option.is_chosen)
        return Facet(name, title, options[:SHOWN])

    def points(self) -> list[MapPoint]:
        """One point an area, in the middle of its places."""
        by_area: dict[Any, list[Spot]] = defaultdict(list)
        for row in self.rows:
            for spot in {s.area or s.name: s for s in self.spots.get(row.pk, [])}.values():
                if spot.latitude is not None and spot.longitude is not None:
                    by_area[spot.area or spot.name].append(spot)
        areas = Area.objects.in_bulk([key for key in by_area if isinstance(key, int)])
        return [
            MapPoint(
                name=str(areas.get(key, key)),
                latitude=sum(s.latitude or 0 for s in spots) / len(spots),
                longitude=sum(s.longitude or 0 for s in spots) / len(spots),
                count=len(spots),
                url=self.asked.url(area=str(key)) if isinstance(key, int) else "",
            )
            for key, spots in sorted(by_area.items(), key=lambda pair: -len(pair[1]))
        ]

    def hidden(self) -> int:
        return sum(row.pk in self.confidential for row in self.rows)


@dataclass(frozen=True)
class Spot:
    """A place that may be shown."""

    area: int | None
    name: str
    latitude: float | None
    longitude: float | None


def published() -> QuerySet[Service]:
    return Service.objects.filter(queries.is_published())


def countries() -> dict[str, int]:
    """Each country that has published services, with how many."""
    counts: Counter[str] = Counter()
    rows = published().values_list("countries", "organisation__country")
    for codes, own in rows:
        counts.update(set(codes) or {own})
    return dict(counts.most_common())


def in_country(code: str) -> QuerySet[Service]:
    here = Q(countries__contains=[code]) | Q(countries=[], organisation__country=code)
    return published().filter(here)


def find(code: str, asked: Filter) -> Found:
    services = in_country(code)
    spots, confidential = _spots(services)
    if query := tsquery(asked.q):
        services = services.filter(search=Lexemes(query))
    rows = _rows(services, spots)
    if asked.q:
        rows = _without_told_by_place(rows, confidential, search_words(asked.q))
    left = [row for row in rows if _holds(row, asked)]
    return Found(asked=asked, rows=left, all=rows, spots=spots, confidential=confidential)


def _spots(services: QuerySet[Service]) -> tuple[dict[UUID, list[Spot]], set[UUID]]:
    spots: dict[UUID, list[Spot]] = defaultdict(list)
    confidential: set[UUID] = set()
    here = language()
    links = ServiceAtLocation.objects.filter(service__in=services.order_by())
    for service, is_hidden, area, name, names, latitude, longitude in links.values_list(
        "service_id",
        "location__is_confidential",
        "location__area_id",
        "location__name",
        "location__names",
        "location__latitude",
        "location__longitude",
    ):
        if is_hidden:
            confidential.add(service)
        else:
            spots[service].append(Spot(area, str(names.get(here, name)), latitude, longitude))
    return dict(spots), confidential


def _rows(services: QuerySet[Service], spots: dict[UUID, list[Spot]]) -> list[Row]:
    oldest = timezone.localdate() - timedelta(days=FRESH_DAYS)
    above = _above({s.area for told in spots.values() for s in told if s.area})
    order = F("last_confirmed_on").desc(nulls_last=True), "name", "pk"
    columns = (
        "pk",
        "category",
        "groups",
        "languages",
        "places_free",
        "cost",
        "last_confirmed_on",
    )
    return [
        Row(
            pk=pk,
            need=need,
            groups=tuple(groups),
            languages=tuple(languages),
            places=_places(free),
            cost=cost,
            is_fresh=_is_fresh(on, oldest),
            areas=frozenset().union(*(above.get(s.area, ()) for s in spots.get(pk, []) if s.area)),
        )
        for pk, need, groups, languages, free, cost, on in services.order_by(*order).values_list(
            *columns
        )
    ]


def _above(areas: set[int]) -> dict[int, set[int]]:
    """Each area with itself and all above it."""
    parents: dict[int, int | None] = {}
    ask = set(areas)
    while ask:
        rows = Area.objects.filter(pk__in=ask).values_list("pk", "parent_id")
        parents.update(rows)
        ask = {parent for _pk, parent in rows if parent and parent not in parents}
    found = {}
    for area in areas:
        chain, here = set(), area
        while here and here not in chain:
            chain.add(here)
            here = parents.get(here) or 0
        found[area] = chain
    return found


def _places(free: int | None) -> str:
    return "unknown" if free is None else "free" if free else "full"


def _is_fresh(on: date | None, oldest: date) -> bool:
    return on is not None and on >= oldest


def _without_told_by_place(rows: list[Row], confidential: set[UUID], words: list[str]) -> list[Row]:
    """A service at a confidential place is found by its own words alone."""
    asked = [row.pk for row in rows if row.pk in confidential]
    told = {
        service.pk: _own_words(service)
        for service in queries.for_pages(Service.objects.filter(pk__in=asked))
    }
    return [
        row
        for row in rows
        if row.pk not in told
        or all(any(own.startswith(word) for own in told[row.pk]) for word in words)
    ]


def _own_words(service: Service) -> list[str]:
    texts = [service.organisation.name, service.organisation.short_name, service.programme_name]
    for words in (service, *service.texts.all()):
        texts += [words.name, words.alternate_name, words.description, words.eligibility]
    return search_words(" ".join(texts))


def _holds(row: Row, asked: Filter, *, but: str = "") -> bool:
    return all(
        getattr(asked, name) in row.values(name)
        for name in FACETS
        if name != but and getattr(asked, name)
    )


def _names(name: str, counts: Counter[str]) -> tuple[Any, Callable[[str], Any]]:
    """A facet's title, and what each of its values is called."""
    if name == "area":
        areas = Area.objects.in_bulk([int(key) for key in counts])
        return _("Place"), lambda value: str(areas.get(int(value), ""))
    places = {"free": _("With free places"), "full": _("Full"), "unknown": _("Unknown")}
    known: dict[str, tuple[Any, Callable[[str], Any]]] = {
        "need": (_("Kind of help"), dict(Category.choices).get),
        "group": (_("Who it is for"), group_names().get if name == "group" else str),
        "language": (_("Language spoken"), language_name),
        "places": (_("Places"), places.get),
        "cost": (_("Cost"), dict(Cost.choices).get),
        "fresh": (_("Last confirmed"), lambda _value: _("Within 90 days")),
    }
    return known[name]


def group_names() -> dict[str, str]:
    return {group.code: str(group) for group in TargetGroup.objects.all()}
