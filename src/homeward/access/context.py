"""What the page shell shows on every page."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from homeward.access import demo
from homeward.access.models import User
from homeward.access.permissions import can
from homeward.core.navigation import NAVIGATION


def shell(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        if not settings.DEMO:
            return {}
        return {"demo": True, "demo_sign_ins": demo.sign_ins, "demo_password": demo.PASSWORD}
    groups = [
        (title, [item for item in items if can(user, item.action)]) for title, items in NAVIGATION
    ]
    return {"demo": settings.DEMO, "navigation": [(t, items) for t, items in groups if items]}
