"""What the page shell shows on every page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from unicodedata import normalize

from django.conf import settings
from django.http import HttpRequest

from homeward.access import demo
from homeward.access.models import User
from homeward.access.permissions import can
from homeward.core import banners
from homeward.core.navigation import DAILY, NAVIGATION, WHOLE, Item


@dataclass(frozen=True)
class Group:
    """One stage of the navigation: what stands open, and what is folded below it."""

    title: Any
    daily: Sequence[tuple[Item, int | str]]
    more: Sequence[Item]
    folded: frozenset[str]
    number: int = 0
    whole: Item | None = None


def shell(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        if not settings.DEMO:
            return {}
        return {"demo": True, "demo_sign_ins": demo.sign_ins, "demo_password": demo.PASSWORD}
    # A page that runs as nobody (sign-in, a refusal) has nothing to count.
    counted = getattr(request, "has_actor", False)
    return {
        "demo": settings.DEMO,
        "banners": banners.of(user) if counted else [],
        "navigation": _groups(user, counted=counted),
    }


def _groups(user: User, *, counted: bool) -> list[Group]:
    daily = list(dict.fromkeys(url for role in user.roles for url in DAILY.get(role, ())))
    whole = next((item for item in WHOLE if can(user, item.action)), None)
    groups = []
    for number, (title, items) in enumerate(NAVIGATION):
        own = [item for item in items if can(user, item.action)]
        first = sorted((i for i in own if i.url in daily), key=lambda i: daily.index(i.url))
        more = sorted((i for i in own if i.url not in daily), key=_by_name)
        groups.append(
            Group(
                title,
                [(item, _count(item, user) if counted else 0) for item in first],
                more,
                frozenset(item.section for item in more),
                number,
                whole if number else None,
            )
        )
    return [group for group in groups if group.daily or group.more]


def _by_name(item: Item) -> str:
    """As its reader's language sorts it, near enough: accents don't move a name."""
    return normalize("NFKD", str(item.label)).casefold()


MOST = 99


def _count(item: Item, user: User) -> int | str:
    waiting = item.count(user) if item.count else 0
    return f"{MOST}+" if waiting > MOST else waiting
