"""What stands before every endpoint: the token or the password, the user's verb; then the actor.

The token stands in the address, as ODK's own server has it for its app users, or comes as the
password of Basic beside the user's e-mail, over HTTPS alone. The account's own password opens
nothing here: a device that is lost must not open the account.
"""

import base64
import binascii
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from homeward.access import pages
from homeward.access.choices import ActorKind, Purpose
from homeward.access.models import User
from homeward.access.permissions import can
from homeward.core import limits
from homeward.core.refusals import Refused
from homeward.forms.instances import NotAnInstance
from homeward.openrosa import answers, bodies, queries
from homeward.openrosa.choices import Reason
from homeward.openrosa.models import Device
from homeward.openrosa.queries import Caller

View = Callable[..., HttpResponse]
STATUS = {
    Reason.UNKNOWN_FORM: HTTPStatus.NOT_FOUND,
    Reason.NOT_THEIRS: HTTPStatus.FORBIDDEN,
    Reason.NO_INSTANCE_ID: HTTPStatus.BAD_REQUEST,
    Reason.NOT_A_FORM: HTTPStatus.BAD_REQUEST,
    Reason.BAD_FILE_NAME: HTTPStatus.BAD_REQUEST,
    Reason.FILE_TOO_LARGE: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
}


class DeviceRequest(HttpRequest):
    """A request that passed `endpoint`."""

    user: User
    device_id: Any


def endpoint(*methods: str) -> Callable[[View], View]:
    """Declares an endpoint. The view gets the device, inside the transaction of its user."""

    def declare(view: View) -> View:
        @csrf_exempt
        @wraps(view)
        def checked(
            request: HttpRequest, *args: Any, token: str = "", **kwargs: Any
        ) -> HttpResponse:
            if request.method not in methods:
                response = answers.fault(
                    _("This is not done here."), status=HTTPStatus.METHOD_NOT_ALLOWED
                )
                response.headers["Allow"] = ", ".join(methods)
                return response
            return _turned_away(request) or _let_in(view, request, token, args, kwargs)

        checked.action = "openrosa.send"  # type: ignore[attr-defined]
        return checked

    return declare


def _turned_away(request: HttpRequest) -> HttpResponse | None:
    """A body that is not whole, before anybody is asked for."""
    found = request.META.get(bodies.FAULT)
    if found == bodies.TOO_LARGE:
        words = _("This is larger than what is taken: 8 MB at once.")
        return answers.fault(words, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    if found == bodies.CUT:
        return answers.fault(_("It did not arrive whole. Send it again."), status=400)
    return None


def _let_in(
    view: View, request: HttpRequest, token: str, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> HttpResponse:
    in_address = bool(token)
    email = ""
    if not in_address:
        email, token = _basic(request)
    if token and (seconds := limits.wait_for_token(request, token)):
        response = answers.fault(_("Too many requests. Wait, and try again."), status=429)
        response.headers["Retry-After"] = str(seconds)
        return response
    caller = queries.caller_of(token) if token else None
    if caller and not in_address and caller.user.email.lower() != email.lower():
        caller = None
    if caller is None:
        return _unknown(request, in_address=in_address, was_tried=bool(token))
    if not can(caller.user, "openrosa.send"):
        return answers.fault(_("Your role holds no interviews."), status=HTTPStatus.FORBIDDEN)
    try:
        # The body is read before a transaction is open: networks in the field are slow.
        request.FILES  # noqa: B018 - reading it is what is asked for
    except (UnreadablePostError, MultiPartParserError):
        return answers.fault(_("It did not arrive whole. Send it again."), status=400)
    return _run(view, request, caller, args, kwargs)


def _unknown(request: HttpRequest, *, in_address: bool, was_tried: bool) -> HttpResponse:
    if was_tried:
        limits.count_failure(request)
    if in_address:
        words = _("This code has ended or was revoked. Ask for a new one.")
        return answers.fault(words, status=HTTPStatus.NOT_FOUND)
    if not request.is_secure():
        return answers.fault(_("A password is taken over HTTPS alone."), status=403)
    return answers.fault(_("Sign in."), status=HTTPStatus.UNAUTHORIZED)


def _basic(request: HttpRequest) -> tuple[str, str]:
    kind, _space, said = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "basic" or not request.is_secure():
        return "", ""
    try:
        name, _colon, password = base64.b64decode(said, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    return name, password


def _run(
    view: View,
    request: HttpRequest,
    caller: Caller,
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
) -> HttpResponse:
    request.user = caller.user

    def act(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        device = Device.objects.select_related("user", "programme").get(pk=caller.device_id)
        return view(request, device, *args, **kwargs)

    try:
        return pages.answer(
            act, "openrosa.send", request, ActorKind.USER, caller.user.pk, Purpose.CASEWORK,
            args, kwargs,
        )  # fmt: skip
    except Refused as refused:
        words = " ".join(str(reason.label) for reason in refused.reasons)
        first = refused.reasons[0]
        known = STATUS.get(first) if isinstance(first, Reason) else None
        return answers.fault(words, status=known or HTTPStatus.CONFLICT)
    except NotAnInstance:
        return answers.fault(str(Reason.NOT_A_FORM.label), status=HTTPStatus.BAD_REQUEST)
    except PermissionDenied:
        return answers.fault(_("You may not do this with this form."), status=403)
