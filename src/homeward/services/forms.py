from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from homeward.core.forms import BaseForm
from homeward.services import queries
from homeward.services.choices import Category
from homeward.services.models import Service

YES = "1"
LONGEST = 200


@dataclass(frozen=True)
class Filter:
    """What the directory's address asks for. What it can't mean is left out, not refused."""

    q: str = ""
    country: str = ""
    area: str = ""
    category: str = ""
    language: str = ""
    places: str = ""

    @classmethod
    def from_query(cls, query: QueryDict) -> "Filter":
        given = {part.name: query.get(part.name, "")[:LONGEST].strip() for part in fields(cls)}
        given = {name: value.replace("\x00", "") for name, value in given.items()}
        if given["area"] and not given["area"].isdecimal():
            given["area"] = ""
        if given["category"] not in Category.values:
            given["category"] = ""
        return cls(**{**given, "places": YES if given["places"] == YES else ""})

    def services(self) -> QuerySet[Service]:
        return queries.search(
            self.q,
            country=self.country or None,
            area=int(self.area) if self.area else None,
            category=self.category or None,
            language=self.language or None,
            with_places=bool(self.places),
        )

    def without(self, *names: str) -> "Filter":
        return replace(self, **dict.fromkeys(names, ""))

    def url(self, **changed: Any) -> str:
        given = replace(self, **changed)
        kept = {name: value for name, value in vars(given).items() if value}
        return f"?{urlencode(kept)}"

    @property
    def is_narrowed(self) -> bool:
        return any(value for value in vars(self).values())

    @property
    def narrowed_by(self) -> int:
        return sum(bool(value) for name, value in vars(self).items() if name != "q")

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What a new search keeps."""
        return [(name, value) for name, value in vars(self).items() if value and name != "q"]


class ConfirmForm(BaseForm):
    places = forms.IntegerField(
        label=_("Free places"),
        help_text=_("Leave it empty when nobody can say."),
        required=False,
        min_value=0,
        max_value=100_000,
    )
