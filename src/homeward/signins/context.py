"""The title of pages that somebody opens who came in to their own pages: a word that says nothing.

Errors, refusals and the pages of a complaint are reached from there, and a browser keeps titles.
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from homeward.access.models import User

# What the browser holds of a stay: a random token, gone with its window.
COOKIE = "__Host-own" if settings.IS_HTTPS else "homeward_own"


def word() -> str:
    """The installation's own word, or a plain one in the reader's language."""
    return str(settings.PORTAL_WORD or _("Information"))


def neutral(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    is_own = COOKIE in request.COOKIES or (isinstance(user, User) and user.is_returnee)
    return {"own_title": word()} if is_own else {}
