"""The API as a whole: its endpoints, and how each refusal is told."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError

from homeward.core.refusals import Refused
from homeward.exchange.api import reading, referring
from homeward.exchange.api.entry import Token, Turned

# No page that shows the document: it would load its program from another host.
api = NinjaAPI(
    title="Homeward",
    version="1",
    description="The pages' rows and verbs for programs. A row that the token's user may not see"
    " is a 404, as one that does not exist.",
    urls_namespace="api",
    docs_url=None,
    auth=Token(),
)
api.add_router("", reading.router, tags=["cases and persons"])
api.add_router("", referring.router, tags=["referrals"])


def _told(request: HttpRequest, status: int, code: str, words: Any, **more: Any) -> HttpResponse:
    body = {"code": code, "message": str(words), "reasons": [], **more}
    return api.create_response(request, body, status=status)


@api.exception_handler(Turned)
def turned(request: HttpRequest, error: Turned) -> HttpResponse:
    response = _told(request, error.status, error.code, error.words)
    if error.seconds:
        response.headers["Retry-After"] = str(error.seconds)
    return response


@api.exception_handler(AuthenticationError)
def unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    words = _("Send a token that is in use: Authorization: Bearer hw_…")
    response = _told(request, 401, "no_token", words)
    response.headers["WWW-Authenticate"] = "Bearer"
    return response


@api.exception_handler(Http404)
def missing(request: HttpRequest, error: Http404) -> HttpResponse:
    return _told(request, 404, "not_found", _("There is nothing at this address for you"))


@api.exception_handler(PermissionDenied)
def denied(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
    return _told(request, 403, "no_role", _("Your role doesn’t do this."))


@api.exception_handler(Refused)
def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    reasons = [{"code": r.value, "message": str(r.label)} for r in refusal.reasons]
    words = _("This can’t be done now. What stands in the way:")
    return _told(request, 409, "refused", words, reasons=reasons)


@api.exception_handler(ValidationError)
def misunderstood(request: HttpRequest, error: ValidationError) -> HttpResponse:
    # Where it is and what is wrong; what was sent is not sent back.
    reasons = [
        {"code": ".".join(str(step) for step in fault["loc"]), "message": fault["msg"]}
        for fault in error.errors
    ]
    words = _("What was sent could not be read, so nothing was changed.")
    return _told(request, 422, "not_understood", words, reasons=reasons)
