"""Every answer to a client of OpenRosa has its headers, and faults are told as it can show them."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from homeward.openrosa import answers


class OpenRosaAnswers:
    """Also for what is turned away before a view sees it: too large, not found, a fault of ours."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.path.startswith(answers.PREFIX):
            return response
        if response.status_code >= HTTPStatus.BAD_REQUEST and not _is_xml(response):
            told = answers.fault(_words(response.status_code), status=response.status_code)
            for name in ("Allow", "Retry-After"):
                if name in response.headers:
                    told.headers[name] = response.headers[name]
            response = told
        return answers.with_headers(response)


def _is_xml(response: HttpResponse) -> bool:
    return response.headers.get("Content-Type", "").startswith("text/xml")


def _words(status: int) -> str:
    known = {
        HTTPStatus.FORBIDDEN: _("You may not do this with this form."),
        HTTPStatus.NOT_FOUND: _("There is nothing here. Ask for a new code to set up the device."),
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE: _("This is larger than what is taken: 8 MB at once."),
        HTTPStatus.TOO_MANY_REQUESTS: _("Too many requests. Wait, and try again."),
    }
    said = known.get(HTTPStatus(status))
    return said or _("It could not be taken in. Keep it on the device, and try again later.")
