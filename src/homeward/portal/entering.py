"""The door: coming in by a code, going out at once, and what else there is."""

from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from homeward.access.models import User
from homeward.access.pages import Request, public_page
from homeward.core import limits
from homeward.portal import pages
from homeward.portal.pages import own_page
from homeward.signins import actions, codes
from homeward.signins import demo as shown_codes
from homeward.signins.choices import Part, Reason
from homeward.signins.context import COOKIE

# Wrong codes: of one address, and of codes that begin alike, from wherever they come.
PER_ADDRESS = limits.Limit("code-address", 10, 15 * 60)
PER_PREFIX = limits.Limit("code-prefix", 10, 60 * 60)
LONGEST = 60


@public_page
def enter(request: HttpRequest) -> HttpResponse:
    """A GET changes nothing: links are opened by machines first."""
    if request.method != "POST":
        return _door(request, typed=request.GET.get("code", "")[:LONGEST])
    typed = request.POST.get("code", "")[:LONGEST]
    if seconds := _wait(request, typed, step=0):
        return limits.too_many(request, seconds)
    token = actions.enter(typed, at=timezone.now())
    if token is None:
        _wait(request, typed, step=1)
        return _door(request, typed=typed, reasons=[Reason.WRONG_CODE], status=403)
    if isinstance(getattr(request, "user", None), User):
        # Who comes in by a code is nobody else here, whoever was signed in before.
        logout(request)
    response = redirect("portal:home")
    pages.remember(response, token)
    return response


def _wait(request: HttpRequest, typed: str, *, step: int) -> int:
    prefix = codes.as_typed(typed)[: codes.GROUP]
    return max(
        limits.wait(PER_ADDRESS, limits.address_of(request), step=step),
        limits.wait(PER_PREFIX, prefix, step=step),
    )


def _door(
    request: HttpRequest, *, typed: str = "", reasons: Any = None, status: int = 200
) -> HttpResponse:
    context = {
        "typed": typed,
        "reasons": reasons,
        "demo_codes": shown_codes.codes() if settings.DEMO else [],
    }
    return render(request, "portal/enter.html", context, status=status)


@csrf_exempt
@public_page
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Ends whatever is open here, and shows a page for everybody in its place.

    Without a token against forgery: who is made to leave loses nothing, and who must leave at once
    isn't asked twice.
    """
    token = request.COOKIES.get(COOKIE, "")
    if token:
        actions.leave(token, at=timezone.now())
    logout(request)
    language = (translation.get_language() or "en").split("-")[0]
    response = HttpResponseRedirect(reverse("public:countries", args=[language]))
    pages.forget(response)
    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
        response.delete_cookie(name, samesite="Lax")
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


@own_page("portal.read", helped=True)
def more(request: Request) -> HttpResponse:
    """What does not stand at the thumb."""
    here = pages.came(request)
    is_helper = here is not None and here.is_helper
    places = [
        ("portal:payments", "coins", _("Your payments"), "", Part.PAYMENTS),
        ("portal:find", "search", _("Services where you return to"), "", False),
        ("portal:work", "briefcase", _("Your skills and work"), "", False),
        ("portal:country", "map", _("Where you return to"), _("Good to know there"), True),
        ("portal:consents", "eye", _("Who may see your information"),
         _("Read it, take it back"), False),
        ("portal:people", "users", _("Who came in"), _("Codes and helpers"), False),
        ("portal:my_data", "id", _("My information"),
         _("A copy, put right, erased"), False),
        ("portal:messages", "messages", _("Messages"), _("Read and write"), False),
        ("portal:complain_where", "message-report", _("Complain or praise"), "", False),
    ]  # fmt: skip
    shown = [
        (reverse(url), mark, label, note)
        for url, mark, label, note, part in places
        if not is_helper or part is True or (isinstance(part, Part) and pages.sees(request, part))
    ]
    return render(request, "portal/more.html", {"places": shown})
