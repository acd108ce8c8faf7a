"""Pages for everybody: no session, no cookie, kept by caches, and sent small."""

import hashlib
import re
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.views.decorators.gzip import gzip_page

from homeward.access import replica
from homeward.access.pages import public_page
from homeward.core import limits

PER_ADDRESS = limits.Limit("public", 240, 60)
SECONDS = 300
AS_OF = re.compile(r"<p class=\"hw-as-of.*?</p>", re.DOTALL)
CODES = [code for code, _name in settings.LANGUAGES]
View = Callable[..., HttpResponse]


def page(view: View) -> View:
    """A public page in the language that its address names; the view gets no user and no session.

    It may be packed: there is nothing secret on it that a packed length could tell.
    """

    @public_page
    @gzip_page
    @wraps(view)
    def answered(request: HttpRequest, lang: str, *args: Any, **kwargs: Any) -> HttpResponse:
        if lang not in CODES:
            raise Http404("no such language")
        if seconds := limits.wait(PER_ADDRESS, limits.address_of(request)):
            return limits.too_many(request, seconds)
        with translation.override(lang):
            response = replica.answer(request, lambda: view(request, *args, **kwargs))
        response.headers["Content-Language"] = lang
        return response

    return answered


def show(
    request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """The page, or that it is the one the reader has. Without the request's own context: that
    would ask for a user, and so for a session."""
    plain = {"lang": translation.get_language(), "others": _others(request), **context}
    plain |= {"is_rtl": translation.get_language_bidi(), "request": request}
    text = render_to_string(template, plain)
    response = HttpResponse(text, status=status)
    if status != 200 or request.method != "GET":  # noqa: PLR2004
        response.headers["Cache-Control"] = "no-store"
        return response
    etag = f'W/"{hashlib.sha256(_undated(text).encode()).hexdigest()[:32]}"'
    response.headers["ETag"] = etag
    found = get_conditional_response(request, etag=etag, response=response) or response
    found.headers["Cache-Control"] = f"public, max-age={SECONDS}"
    return found


def _undated(text: str) -> str:
    """The page without the moment that a standby's data are of: it alone makes no new page."""
    return AS_OF.sub("", text)


def _others(request: HttpRequest) -> list[tuple[str, str, str]]:
    """This very page in each language: code, the language's own name, absolute address."""
    here = translation.get_language() or "en"
    rest = request.path.removeprefix(f"/public/{here}/")
    query = f"?{urlencode(list(request.GET.lists()), doseq=True)}" if request.GET else ""
    return [
        (code, str(name), request.build_absolute_uri(f"/public/{code}/{rest}{query}"))
        for code, name in settings.LANGUAGES
    ]
