"""The tabs of the pages on messages; features above add theirs in their urls.py."""

from dataclasses import dataclass
from typing import Any

from homeward.access.models import User
from homeward.access.permissions import can


@dataclass(frozen=True)
class Tab:
    label: Any
    url: str
    icon: str
    action: str
    key: str
    place: int


TABS: list[Tab] = []


def add(*tabs: Tab) -> None:
    TABS.extend(tab for tab in tabs if tab not in TABS)


def shown_to(user: User) -> list[Tab]:
    return sorted((tab for tab in TABS if can(user, tab.action)), key=lambda tab: tab.place)
