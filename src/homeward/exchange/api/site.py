"""The API as a whole: its endpoints, and how each refusal is told."""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from homeward.core.limits import Standing
from homeward.core.refusals import Refused
from homeward.exchange.api import document, offering, reading, receiving, referring, tags
from homeward.exchange.api.entry import Token, Turned


class Site(NinjaAPI):
    """Adds to each answer what its request earned: the tag, and how much of the limit is left."""

    def create_response(
        self,
        request: HttpRequest,
        data: Any,
        *,
        status: int | None = None,
        temporal_response: HttpResponse | None = None,
    ) -> HttpResponse:
        response = super().create_response(
            request, data, status=status, temporal_response=temporal_response
        )
        return _with_headers(request, response)

    def get_openapi_schema(self, **more: Any) -> Any:
        return document.completed(super().get_openapi_schema(**more), self)


def _with_headers(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    standing: Standing | None = getattr(request, "standing", None)
    if standing:
        # draft-ietf-httpapi-ratelimit-headers, version 10.
        limit = standing.limit
        response.headers["RateLimit-Policy"] = f'"{limit.name}";q={limit.most};w={limit.seconds}'
        response.headers["RateLimit"] = f'"{limit.name}";r={standing.left};t={standing.seconds}'
    if getattr(request, "is_repeated", False):
        response.headers["Idempotency-Replayed"] = "true"
    tag = getattr(request, "tag", "")
    if tag and response.status_code < HTTPStatus.MULTIPLE_CHOICES:
        response.headers["ETag"] = tag
        wanted = request.headers.get("If-None-Match", "")
        if request.method == "GET" and wanted and tags.is_among(tag, wanted):
            response.status_code, response.content = HTTPStatus.NOT_MODIFIED, b""
    return response


# No page that shows the document: it would load its program from another host.
api = Site(
    title="Homeward",
    version="1",
    description=document.ABOUT,
    urls_namespace="api",
    docs_url=None,
    auth=Token(),
)
api.add_router("", reading.router, tags=["cases and persons"])
api.add_router("", referring.router, tags=["referrals"])
api.add_router("", receiving.router, tags=["referrals"])
api.add_router("", offering.router, tags=["offers"])


def _told(
    request: HttpRequest,
    status: int,
    code: str,
    words: Any,
    reasons: list[dict[str, str]] | None = None,
) -> HttpResponse:
    """A problem (RFC 9457). `code` is for programs and stays, the words are for people."""
    status = HTTPStatus(status)
    body = {
        "type": f"urn:homeward:problem:{code}",
        "title": status.phrase,
        "status": status.value,
        "detail": str(words),
        "code": code,
        "reasons": reasons or [],
    }
    response = api.create_response(request, body, status=status)
    response.headers["Content-Type"] = "application/problem+json; charset=utf-8"
    return response


@api.exception_handler(Turned)
def turned(request: HttpRequest, error: Turned) -> HttpResponse:
    response = _told(request, error.status, error.code, error.words)
    if error.seconds:
        response.headers["Retry-After"] = str(error.seconds)
    return response


@api.exception_handler(AuthenticationError)
def unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    words = _("Send a token that is in use: Authorization: Bearer hw_…")
    response = _told(request, HTTPStatus.UNAUTHORIZED, "no_token", words)
    response.headers["WWW-Authenticate"] = "Bearer"
    return response


@api.exception_handler(Http404)
def missing(request: HttpRequest, error: Http404) -> HttpResponse:
    words = _("There is nothing at this address for you")
    return _told(request, HTTPStatus.NOT_FOUND, "not_found", words)


@api.exception_handler(PermissionDenied)
def denied(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
    return _told(request, HTTPStatus.FORBIDDEN, "no_role", _("Your role doesn’t do this."))


@api.exception_handler(Refused)
def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    reasons = [{"code": r.value, "message": str(r.label)} for r in refusal.reasons]
    words = _("This can’t be done now. What stands in the way:")
    return _told(request, HTTPStatus.CONFLICT, "refused", words, reasons)


@api.exception_handler(HttpError)
def unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    words = _("What was sent could not be read, so nothing was changed.")
    return _told(request, error.status_code, "not_understood", words)


@api.exception_handler(ValidationError)
def misunderstood(request: HttpRequest, error: ValidationError) -> HttpResponse:
    # Where it is and what is wrong; what was sent is not sent back.
    reasons = [
        {"code": ".".join(str(step) for step in fault["loc"]), "message": fault["msg"]}
        for fault in error.errors
    ]
    words = _("What was sent could not be read, so nothing was changed.")
    return _told(request, HTTPStatus.UNPROCESSABLE_ENTITY, "not_understood", words, reasons)
