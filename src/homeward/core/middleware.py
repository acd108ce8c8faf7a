"""What every answer has in common: its headers, and a page for what a rule refused.

No page loads anything from another host.
"""

from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from homeward.core import faults
from homeward.core.digits import are_digits
from homeward.core.refusals import Refused

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " font-src 'self'; connect-src 'self'; object-src 'none'; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Permissions-Policy": "geolocation=(), camera=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "X-Permitted-Cross-Domain-Policies": "none",
}


MULTIPART = "multipart/form-data"
NUL = "\x00"


class RefusalPage:
    """A rule's "no" that a page did not show itself: 409 with every reason, nothing written. And
    what the database can't do for the moment (core/faults.py).

    The exception has left the page's transaction by then, so all of it was rolled back.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Refused):
            return render(request, "409.html", {"reasons": error.reasons}, status=409)
        return faults.answer_to(request, error)


class RequestSize:
    """What is larger than anything we take is refused by its announced size, before it is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self._size(request) > self._most(request):
            status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
            return render(request, "413.html", status=status)
        return self.get_response(request)

    @staticmethod
    def _size(request: HttpRequest) -> int:
        announced = request.META.get("CONTENT_LENGTH") or "0"
        return int(announced) if are_digits(announced) else 0

    @staticmethod
    def _most(request: HttpRequest) -> int:
        if request.content_type == MULTIPART:
            return int(settings.MOST_REQUEST_BYTES)
        return int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0)


class ReadableText:
    """The database keeps no NUL in a text and nobody can type one: refused wherever it stands."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._refusal(request) if NUL in request.path else self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        if getattr(view, "reads_any_text", False):
            return None
        if any(NUL in word for word in _words(request.GET)):
            return self._refusal(request)
        # A door for machines takes what comes, and leaves a NUL out: no message is lost by it.
        if getattr(view, "csrf_exempt", False):
            return None
        if any(NUL in word for word in _words(request.POST)):
            return self._refusal(request)
        return None

    @staticmethod
    def _refusal(request: HttpRequest) -> HttpResponse:
        return render(request, "400.html", status=HTTPStatus.BAD_REQUEST)


def _words(of: QueryDict) -> Iterator[str]:
    for name, values in of.lists():
        yield name
        yield from map(str, values)


class SecurityHeaders:
    """On every answer: pages, faults, static files, downloads, the API."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if response.headers.get("Content-Type", "").startswith(("text/html", "application/json")):
            # A file must not stay readable behind the back button of a shared desk.
            response.headers.setdefault("Cache-Control", "no-store")
        return response
