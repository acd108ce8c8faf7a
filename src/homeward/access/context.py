"""What the page shell shows on every page."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from homeward.access.models import User
from homeward.access.permissions import can
from homeward.core.navigation import NAVIGATION


def shell(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {"demo": settings.DEMO}
    groups = [
        (title, [item for item in items if can(user, item.action)]) for title, items in NAVIGATION
    ]
    return {"demo": settings.DEMO, "navigation": [(t, items) for t, items in groups if items]}
