"""Which pages are open to whom, by the action that each page declares."""

from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

from homeward.access.models import User
from homeward.access.permissions import can

FOR_ALL = frozenset({"", "public", "link"})


def is_open(user: User, way: str) -> bool:
    """May the user open the page at this address? What is no page of ours is not kept from them.

    It knows the roles and no rows: whether the file behind it is theirs, the page itself says.
    """
    try:
        action = getattr(resolve(urlsplit(way).path).func, "action", "")
    except Resolver404:
        return True
    return action in FOR_ALL or can(user, action)
