"""What the floors above put on a country's page: they add their links, countries knows none.

An entry is a label, a url name, the query parameter that takes the country's code, and the action
that decides who sees it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from homeward.access.models import User
from homeward.access.permissions import can


@dataclass(frozen=True, kw_only=True)
class Entry:
    label: Any
    url: str
    parameter: str
    action: str
    icon: str


SHELF: list[Entry] = []


def add(entry: Entry) -> None:
    if entry not in SHELF:
        SHELF.append(entry)


def links(country: str, user: User) -> Iterator[tuple[Entry, str]]:
    """Each entry that the user may open, with its address for this country."""
    for entry in SHELF:
        if can(user, entry.action):
            query = urlencode({entry.parameter: country})
            yield entry, f"{reverse(entry.url)}?{query}"
