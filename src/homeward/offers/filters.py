"""What a reader looks for, read from the address and written into it again."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from homeward.core.digits import are_digits
from homeward.offers.choices import Intensity, OfferKind, OfferStatus, Transport
from homeward.services.choices import Category

LONGEST = 100
LARGEST_KEY = 2**31 - 1
# The ways of an offer that are light enough for whoever wants at most this.
UP_TO = {
    Intensity.LIGHT: (Intensity.LIGHT,),
    Intensity.MEDIUM: (Intensity.LIGHT, Intensity.MEDIUM),
}
# By one's own means only is no way for whoever has none.
WITHOUT_A_CAR = (Transport.PROVIDED, Transport.PUBLIC)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Every value is text as it stands in the address; what makes no sense is left out."""

    q: str = ""
    kind: str = ""
    need: str = ""
    area: str = ""
    begins_by: str = ""
    free: str = ""
    intensity: str = ""
    child_care: str = ""
    hours: str = ""
    transport: str = ""
    language: str = ""
    status: str = ""

    @classmethod
    def from_query(cls, query: QueryDict) -> "Asked":
        given: dict[str, Any] = {f.name: _clean(query.get(f.name, "")) for f in fields(cls)}
        checked = {name: value for name, value in given.items() if value and _is_good(name, value)}
        return cls(**checked)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        found = [(f.name, getattr(self, f.name)) for f in fields(self)]
        return [(name, value) for name, value in found if value]

    @property
    def query(self) -> str:
        return urlencode(self.pairs)

    @property
    def is_narrowed(self) -> bool:
        return bool(self.pairs)

    @property
    def day(self) -> date | None:
        return date.fromisoformat(self.begins_by) if self.begins_by else None


def _clean(text: str) -> str:
    return text[:LONGEST].replace("\x00", "").strip()


def _is_good(name: str, value: str) -> bool:
    allowed: dict[str, Any] = {
        "kind": OfferKind.values,
        "need": Category.values,
        "intensity": [code.value for code in UP_TO],
        "transport": ["reachable"],
        "free": ["1"],
        "child_care": ["1"],
        "status": OfferStatus.values,
    }
    if name in allowed:
        return value in allowed[name]
    if name in {"area", "hours"}:
        return are_digits(value) and int(value) <= LARGEST_KEY
    return name != "begins_by" or _is_day(value)


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
