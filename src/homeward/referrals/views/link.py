"""The receiver's page without an account: a link, and before it a PIN where its sender chose one.

A GET changes nothing: mail is opened by machines first. Who has the link and not the PIN sees
nothing, not even whose referral it is.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from homeward.access.pages import link_page, public_page
from homeward.core import once
from homeward.core.limits import count_failure, token_page
from homeward.referrals import actions, queries
from homeward.referrals.forms import PinForm
from homeward.referrals.queries import HeldLink
from homeward.referrals.views import letters, receiving

COOKIE = "homeward_link"
SALT = "homeward.referrals.link"
# Who answers from a phone does so within this; afterwards the PIN is asked again.
OPEN_SECONDS = 30 * 60
NOT_FOUND, FORBIDDEN = 404, 403


@public_page
@token_page
def link(request: HttpRequest, token: str) -> HttpResponse:
    """The same page as with an account. An ended link looks like one that never was."""
    return _behind_pin(request, token, lambda held: _by_link(request, held.referral, token))


@public_page
@token_page
def letter(request: HttpRequest, token: str, letter: str) -> HttpResponse:
    return _behind_pin(request, token, lambda held: _letter(request, held.referral, letter))


@link_page
def _by_link(request: HttpRequest, token: str) -> HttpResponse:
    # A link's actor sees one referral: its own.
    referral = queries.of_link()
    context = {
        "base": "core/light.html",
        "link_ends_at": queries.end_of_link(token),
        "token": token,
    }
    return receiving.respond(request, referral, by=None, context=context)


@link_page
def _letter(request: HttpRequest, letter: str) -> HttpResponse:
    return letters.answer(queries.of_link(), letter)


def _behind_pin(
    request: HttpRequest, token: str, show: Callable[[HeldLink], HttpResponse]
) -> HttpResponse:
    held = queries.link_of_token(token)
    if held is None:
        return render(request, "referrals/link_ended.html", status=NOT_FOUND)
    if held.is_locked:
        return render(request, "referrals/link_locked.html", status=FORBIDDEN)
    if not held.asks_pin or _has_passed(request, held):
        if request.method == "GET":
            actions.note_opening(token, at=timezone.now())
        return show(held)
    if "pin" not in request.POST:
        return _ask(request, PinForm())
    return _try(request, token, held, show)


def _try(
    request: HttpRequest, token: str, held: HeldLink, show: Callable[[HeldLink], HttpResponse]
) -> HttpResponse:
    form = PinForm(request.POST)
    if not form.is_valid():
        return _ask(request, form)
    tried = actions.try_pin(token, form.cleaned_data["pin"], at=timezone.now())
    if tried.is_right:
        # An answer that was typed when the PIN had run out goes on with it.
        response = show(held) if _carried(request) else redirect(request.path)
        _remember(response, token, held)
        return response
    count_failure(request)
    if tried.is_locked:
        return render(request, "referrals/link_locked.html", {"just_now": True}, status=FORBIDDEN)
    form.refuse(tried.left)
    return _ask(request, form)


def _ask(request: HttpRequest, form: PinForm) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "carried": _carried(request)}
    status = FORBIDDEN if request.method == "POST" else 200
    return render(request, "referrals/pin.html", context, status=status)


def _carried(request: HttpRequest) -> list[tuple[str, str]]:
    """What else was posted: it is kept on the page that asks for the PIN again."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name not in {"pin", "csrfmiddlewaretoken", once.FIELD}
        for value in values
    ]


def _has_passed(request: HttpRequest, held: HeldLink) -> bool:
    try:
        said = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=OPEN_SECONDS)
    except signing.BadSignature:
        return False
    return bool(said == str(held.link))


def _remember(response: HttpResponse, token: str, held: HeldLink) -> None:
    """In the browser alone, for this link alone, for half an hour."""
    response.set_cookie(
        COOKIE,
        signing.dumps(str(held.link), salt=SALT),
        max_age=OPEN_SECONDS,
        path=reverse("referrals:link", args=[token]),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
