"""What the page shell shows on every page."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from homeward.access import demo
from homeward.access.models import User
from homeward.access.permissions import can
from homeward.core import banners
from homeward.core.navigation import NAVIGATION, Item


def shell(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        if not settings.DEMO:
            return {}
        return {"demo": True, "demo_sign_ins": demo.sign_ins, "demo_password": demo.PASSWORD}
    groups = [
        (title, [item for item in items if can(user, item.action)]) for title, items in NAVIGATION
    ]
    # A page that runs as nobody (sign-in, a refusal) has nothing to count.
    counted = getattr(request, "has_actor", False)
    return {
        "demo": settings.DEMO,
        "banners": banners.of(user) if counted else [],
        "navigation": [
            (title, [(item, _count(item, user) if counted else 0) for item in items])
            for title, items in groups
            if items
        ],
    }


MOST = 99


def _count(item: Item, user: User) -> int | str:
    waiting = item.count(user) if item.count else 0
    return f"{MOST}+" if waiting > MOST else waiting
