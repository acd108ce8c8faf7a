"""What every answer under /portal/ has in common: nothing is kept, and a fault tells nothing."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.cache import add_never_cache_headers

from homeward.core.refusals import Refused

PREFIX = "/portal/"
# The mark of the portal's own frame: such a page says by itself what is wrong.
FRAME = b'data-frame="own"'
HEAD = 800


class OwnPages:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.path.startswith(PREFIX):
            return response
        if response.status_code >= HTTPStatus.BAD_REQUEST and not _is_ours(response):
            response = _told(request, response)
        _with_few_icons(response)
        add_never_cache_headers(response)
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A rule's "no" that the page did not show itself, with every reason."""
        if request.path.startswith(PREFIX) and isinstance(error, Refused):
            return render(request, "portal/fault.html", {"reasons": error.reasons}, status=409)
        return None


def _with_few_icons(response: HttpResponse) -> None:
    """The sheet of the portal's own icons in the place of the house's, four times its size."""
    if response.headers.get("Content-Type", "").startswith("text/html"):
        response.content = response.content.replace(
            static("core/icons.svg").encode(), static("portal/icons.svg").encode()
        )
        if "Content-Length" in response.headers:
            # Counted before: a longer page would be cut off at its end.
            response.headers["Content-Length"] = str(len(response.content))


def _is_ours(response: HttpResponse) -> bool:
    if not response.headers.get("Content-Type", "").startswith("text/html"):
        return True
    return FRAME in response.content[:HEAD]


def _told(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    context = {"status": response.status_code}
    told = render(request, "portal/fault.html", context, status=response.status_code)
    for name in ("Retry-After", "Allow"):
        if name in response.headers:
            told.headers[name] = response.headers[name]
    return told
