"""The navigation: the four stages of the field's operational framework, and what comes first.

A feature's urls.py adds its items with `add`; a place is there only once its page is. What a
role works with every day stands open (`choose`); the rest of a stage is folded below it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, kw_only=True)
class Item:
    """`url` is a url name; `action` decides who sees it; `section` marks the current page.

    `count` tells how much waits there for a user; it is asked once a page, under the actor, for
    what stands open alone.
    """

    label: Any
    url: str
    icon: str
    action: str
    section: str
    count: Callable[[Any], int] | None = None


FIRST: list[Item] = []
PRE_DESIGN: list[Item] = []
DESIGN: list[Item] = []
IMPLEMENTATION: list[Item] = []
MONITORING: list[Item] = []

NAVIGATION: list[tuple[Any, list[Item]]] = [
    ("", FIRST),
    (_("1 Pre-design"), PRE_DESIGN),
    (_("2 Design"), DESIGN),
    (_("3 Implementation"), IMPLEMENTATION),
    (_("4 Monitoring"), MONITORING),
]


# The one page that lists every page, stage by stage.
WHOLE: list[Item] = []

DAILY: dict[str, tuple[str, ...]] = {}


def choose(role: str, urls: tuple[str, ...]) -> None:
    """The url names that `role` finds without unfolding anything, in this order."""
    DAILY[role] = urls


def add(group: list[Item], item: Item) -> None:
    if item not in group:
        group.append(item)
