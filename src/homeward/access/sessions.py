"""How long somebody stays signed in: in all, and at desks that several use, without doing anything.

Django's own age of a session counts from its last writing; these count from the sign-in and from
the last request, in whole minutes.
"""

import time
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout, signals
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

BEGAN, SEEN = "signed_in_minute", "seen_minute"
# What was being written when the time was up is still taken, so that nothing typed is lost.
GRACE = 60


def has_ended(request: HttpRequest) -> bool:
    """Signs somebody out whose time is up, and has the next page say why."""
    now, session = _minute(), request.session
    # Without it the session is of an earlier version: it begins now.
    began = session.setdefault(BEGAN, now)
    grace = GRACE if request.method == "POST" else 0
    idle = settings.IDLE_MINUTES
    if now - began >= settings.SESSION_HOURS * 60 + grace:
        return _end(
            request,
            ngettext(
                "You were signed out: it was %(hours)s hour since you signed in.",
                "You were signed out: it was %(hours)s hours since you signed in.",
                settings.SESSION_HOURS,
            )
            % {"hours": settings.SESSION_HOURS},
        )
    if idle and now - session.get(SEEN, now) >= idle:
        words = _("You were signed out: nothing was done here for %(minutes)s minutes.")
        return _end(request, words % {"minutes": idle})
    # At most one writing a minute, and none where no time-out is set.
    if idle and session.get(SEEN) != now:
        session[SEEN] = now
    return False


def _end(request: HttpRequest, words: str) -> bool:
    logout(request)
    messages.info(request, words)
    return True


def _minute() -> int:
    return int(time.time() // 60)


def _note_beginning(sender: Any, request: HttpRequest, **kwargs: Any) -> None:
    request.session[BEGAN] = _minute()


def connect() -> None:
    signals.user_logged_in.connect(_note_beginning, dispatch_uid="homeward.sessions")
