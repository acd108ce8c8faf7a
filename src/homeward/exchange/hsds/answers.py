"""How an answer leaves: JSON or lines of it, for any site, kept by caches, counted per address."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from homeward.access import replica
from homeward.access.pages import public_page
from homeward.core import limits
from homeward.exchange.hsds.asked import Misunderstood

PER_ADDRESS = limits.Limit("hsds", 300, 60)
SECONDS = 300
METHODS = ("GET", "HEAD", "OPTIONS")
OPEN = {
    # Whatever is told here is public, so any site may read it.
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Retry-After",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
View = Callable[..., Any]


def endpoint(view: View) -> View:
    """A public address of the interface: to be read by anybody, at a limited rate."""

    @public_page
    @csrf_exempt
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        response = _answer(view, request, *args, **kwargs)
        for name, value in OPEN.items():
            response.headers[name] = value
        return response

    # What can't be meant is refused by the name of its parameter (asked.py).
    answered.reads_any_text = True  # type: ignore[attr-defined]
    return answered


def _answer(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
    methods = ", ".join(METHODS)
    if request.method == "OPTIONS":
        allowed = {"Allow": methods, "Access-Control-Allow-Methods": methods}
        allowed |= {"Access-Control-Allow-Headers": "If-None-Match", "Content-Length": "0"}
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers=allowed)
    if request.method not in METHODS:
        words = _("This interface is for reading: send GET.")
        response = refusal(HTTPStatus.METHOD_NOT_ALLOWED, "read_only", words)
        response.headers["Allow"] = methods
        return response
    if seconds := limits.wait(PER_ADDRESS, limits.address_of(request)):
        response = refusal(limits.TOO_MANY, "too_many", _("Too many requests; wait a little."))
        response.headers["Retry-After"] = str(seconds)
        return response
    try:
        return replica.answer(request, lambda: view(request, *args, **kwargs))
    except Misunderstood as error:
        words = _("What was asked could not be read.")
        reasons = [{"parameter": name, "message": text} for name, text in error.faults.items()]
        return refusal(HTTPStatus.BAD_REQUEST, "not_understood", words, reasons)
    except Http404:
        return refusal(HTTPStatus.NOT_FOUND, "not_found", _("Nothing published has this address."))


def refusal(
    status: int, code: str, message: str, reasons: Iterable[dict[str, str]] = ()
) -> HttpResponse:
    response = _json({"code": code, "message": message, "reasons": list(reasons)})
    response.status_code = status
    response.headers["Cache-Control"] = "no-store"
    return response


def tell(request: HttpRequest, value: Any) -> HttpResponse:
    """The value, or that it is the same as the one the caller has."""
    response = _json(value)
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response.headers["ETag"] = etag
    found = get_conditional_response(request, etag=etag, response=response) or response
    found.headers["Cache-Control"] = f"public, max-age={SECONDS}"
    return found


def lines(values: Iterator[Any]) -> StreamingHttpResponse:
    """One object a line, as they are read; nothing of it is held."""
    told = (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n" for value in values)
    response = StreamingHttpResponse(told, content_type="application/x-ndjson; charset=utf-8")
    response.headers["Cache-Control"] = f"public, max-age={SECONDS}"
    return response


def _json(value: Any) -> HttpResponse:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return HttpResponse(text, content_type="application/json")
