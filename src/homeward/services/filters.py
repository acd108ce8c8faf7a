"""What the directory's address asks for. What it can't mean is left out, not refused."""

from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import cached_property

from homeward.core.digits import are_digits
from homeward.programmes.choices import Category
from homeward.services import queries
from homeward.services.choices import Access, Cost, Entitlement
from homeward.services.queries import NOBODY_SAID, Asked
from homeward.services.queries.near import Near

YES = "1"
LONGEST, MOST = 200, 30
RADII = (10, 25, 50, 100, 200)
LARGEST_KEY = 2**63 - 1
# Filters with options that are known beforehand; of others any value may be asked for.
KNOWN: dict[str, frozenset[str]] = {
    "category": frozenset(Category.values),
    "open": frozenset({"open", "closed", "unknown"}),
    "places": frozenset({"free", "none", "unknown"}),
    "cost": frozenset({*Cost.values, NOBODY_SAID}),
    "entitlement": frozenset({*Entitlement.values, NOBODY_SAID}),
    "access": frozenset(Access.values),
    "side": frozenset({"host", "origin"}),
    "specialist": frozenset({YES}),
    "fresh": frozenset({YES}),
}


@dataclass(frozen=True)
class Filter:
    q: str = ""
    category: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    area: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    cost: tuple[str, ...] = ()
    entitlement: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    side: tuple[str, ...] = ()
    specialist: tuple[str, ...] = ()
    fresh: tuple[str, ...] = ()
    near: str = ""
    km: str = ""
    order: str = ""

    @classmethod
    def from_query(cls, query: QueryDict) -> "Filter":
        given: dict[str, Any] = {}
        for part in fields(cls):
            if part.name in ONE_VALUE:
                given[part.name] = _clean(query.get(part.name, ""))
            else:
                given[part.name] = _options(part.name, query.getlist(part.name))
        if given["km"] not in {str(radius) for radius in RADII}:
            given["km"] = ""
        if given["order"] not in {"near", "places"} or (given["order"] and not given["near"]):
            given["order"] = given["order"] if given["order"] == "places" else ""
        return cls(**given)

    @cached_property
    def place(self) -> Near | None:
        """The place that `near` names; None where none of that name is known."""
        return queries.near.find(self.near, self.country) if self.near else None

    def asked(self, *, published: bool = False) -> Asked:
        place = self.place
        return Asked(
            text=self.q,
            category=self.category,
            country=self.country,
            area=tuple(int(pk) for pk in self.area),
            language=self.language,
            group=self.group,
            open=self.open,
            places=self.places,
            cost=self.cost,
            entitlement=self.entitlement,
            access=self.access,
            side=self.side,
            specialist=bool(self.specialist),
            fresh=bool(self.fresh),
            published=published,
            near=place.point if place else None,
            within_km=float(self.km) if place and self.km else None,
        )

    @property
    def by(self) -> queries.Order:
        if self.order == "places":
            return "places"
        return "near" if self.place else "confirmed"

    def without(self, *names: str) -> "Filter":
        nothing: dict[str, Any] = {name: "" if name in ONE_VALUE else () for name in names}
        return replace(self, **nothing)

    def toggled(self, name: str, value: str) -> "Filter":
        """With the option chosen, or with it taken away where it was."""
        values = getattr(self, name)
        kept = tuple(v for v in values if v != value)
        changed: dict[str, Any] = {name: kept if value in values else (*values, value)}
        return replace(self, **changed)

    def has(self, name: str, value: str) -> bool:
        return value in getattr(self, name)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """As the address has them."""
        found = []
        for name in _names():
            value = getattr(self, name)
            values = (value,) if isinstance(value, str) else value
            found += [(name, each) for each in values if each]
        return found

    @property
    def query(self) -> str:
        return urlencode(self.pairs)

    def url(self) -> str:
        return f"?{self.query}"

    @property
    def is_narrowed(self) -> bool:
        return bool(self.pairs)

    @property
    def narrowed_by(self) -> int:
        return sum(name not in {"q", "km", "order"} for name, _value in self.pairs)

    @property
    def hidden_beside_words(self) -> list[tuple[str, str]]:
        """What a new search for words keeps."""
        return [pair for pair in self.pairs if pair[0] != "q"]

    @property
    def hidden_beside_place(self) -> list[tuple[str, str]]:
        """What a new search near a place keeps."""
        return [pair for pair in self.pairs if pair[0] not in {"near", "km"}]


ONE_VALUE = frozenset({"q", "near", "km", "order"})


def _clean(text: str) -> str:
    return text[:LONGEST].replace("\x00", "").strip()


def _options(name: str, given: list[str]) -> tuple[str, ...]:
    values = list(dict.fromkeys(_clean(value) for value in given[:MOST]))
    if name == "area":
        return tuple(v for v in values if are_digits(v) and int(v) <= LARGEST_KEY)
    known = KNOWN.get(name)
    return tuple(v for v in values if v and (known is None or v in known))


@cache
def _names() -> tuple[str, ...]:
    """Asked for some hundred times a page."""
    return tuple(part.name for part in fields(Filter))
