"""How a page of the portal is opened: by a one-time code, or by a sign-in with a password.

Who came in by a code is signed in to nothing else: every other page sees a visitor. A helper runs
as an actor of its own, which reads a few classes of rows and writes none (access/sql/gate.sql).
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.choices import ActorKind, Purpose
from homeward.access.models import User
from homeward.access.pages import Request, answer, page
from homeward.access.permissions import can
from homeward.core import limits
from homeward.signins import queries
from homeward.signins.choices import Part
from homeward.signins.context import COOKIE
from homeward.signins.queries import Came

# A form sent again within this is known again.
SENT = limits.Limit("portal-sent", 1, 2 * 24 * 60 * 60)
READING = {"GET", "HEAD"}


def came(request: HttpRequest) -> Came | None:
    return getattr(request, "came", None)


def own_page(
    action: str, *, part: Part | None = None, helped: bool = False, back: str = "portal:home"
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Declares a page of the portal: its action, and what of it a helper may be shown.

    `part`: a helper to whom the person showed it reads the page; `helped`: each helper does.
    `back`: where somebody is led whose form has arrived already.
    """

    def declare(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        once = _once(view, back)
        signed_in = page(action)(once)

        @wraps(view)
        def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            here = queries.came_by(request.COOKIES.get(COOKIE, ""), at=timezone.now())
            if here is None:
                if isinstance(request.user, User):
                    return signed_in(request, *args, **kwargs)
                return redirect("portal:enter")
            request.came, request.user = here, here.user  # type: ignore[attr-defined]
            if not can(here.user, action):
                raise PermissionDenied(action)
            actor: object
            if not here.is_helper:
                kind, actor = ActorKind.PERSON, here.user.pk
            elif request.method in READING and (helped or part in here.parts):
                kind, actor = ActorKind.HELPER, here.stay
            else:
                raise PermissionDenied("not shown to a helper")
            return answer(once, action, request, kind, actor, Purpose.CASEWORK, args, kwargs)

        opened.action = action  # type: ignore[attr-defined]
        return opened

    return declare


def _once(view: Callable[..., HttpResponse], back: str) -> Callable[..., HttpResponse]:
    """A form that is sent again, since its answer got lost on the way, does nothing again.

    The form's key is counted in the view's own transaction: of two at once the second waits. What
    was refused was not kept, so its key is free again; what failed was rolled back with its key.
    """

    @wraps(view)
    def kept(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        key = request.POST.get("once", "") if request.method == "POST" else ""
        if not key:
            return view(request, *args, **kwargs)
        who = f"{request.user.pk}|{request.path}|{key[:64]}"
        if limits.count(SENT, who).count > 1:
            messages.info(request, _("This has arrived already."))
            return redirect(back)
        response = view(request, *args, **kwargs)
        if not isinstance(response, HttpResponseRedirect):
            limits.forget(SENT, who)
        return response

    return kept


def new_key() -> UUID:
    return uuid4()


def remember(response: HttpResponse, token: str) -> None:
    """For as long as the browser's window is open, in this browser alone."""
    response.set_cookie(
        COOKIE, token, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
    )


def forget(response: HttpResponse) -> None:
    response.delete_cookie(COOKIE, samesite="Lax")


def sees(request: HttpRequest, part: Part) -> bool:
    """Is this part of the pages shown? To the person all of them."""
    here = came(request)
    return here is None or not here.is_helper or part in here.parts


def home_url() -> str:
    return reverse("portal:home")
