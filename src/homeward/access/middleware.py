"""Pages for what goes wrong with keys: in words, and for whoever runs the installation in the log.

The exception has left the page's transaction by then: nothing was written, nothing was shown.
"""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from homeward.access.keys import KeyDestroyed, KeyFault, StoreUnreachable
from homeward.core import faults

log = logging.getLogger("homeward.keys")


class KeyFaultPage:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, KeyFault):
            return None
        log.error("%s", error, exc_info=error)
        if isinstance(error, StoreUnreachable):
            # Its server may well be the one that knows who asks.
            faults.ask_nothing(request)
            response = render(request, "access/keys_away.html", status=503)
            response.headers["Retry-After"] = "30"
            return response
        if isinstance(error, KeyDestroyed):
            return render(request, "access/erased.html", status=409)
        return render(request, "access/unreadable.html", status=500)
