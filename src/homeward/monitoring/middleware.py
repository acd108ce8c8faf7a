"""Around each request: its number, a line in the log, its measurements, and a count if refused."""

import hashlib
import hmac
import logging
import re
import time
import uuid
from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, HttpResponse

from homeward.access.models import User
from homeward.core import logs

log = logging.getLogger("homeward.requests")
faults = logging.getLogger("homeward.faults")

# A proxy's own number for a request: letters of a UUID or a trace, and nothing that says more.
NUMBER = re.compile(r"[0-9a-fA-F-]{16,64}")
REFUSED = frozenset({403, 404})
PROBES = frozenset({"monitoring:healthz", "monitoring:readyz", "monitoring:metrics"})


class Watched:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        begun = time.perf_counter()
        with logs.beginning(logs.Work(request=number_of(request))) as work:
            response = self.get_response(request)
            seconds = time.perf_counter() - begun
            work.view, work.method = view_of(request), str(request.method)
            work.status, work.ms = response.status_code, round(1000 * seconds)
            response.headers["X-Request-ID"] = work.request
            if user := who(request):
                work.actor = work.actor or "user"
                work.organisation = work.organisation or user.organisation_id
                if response.status_code in REFUSED:
                    count_refusal(user)
            if work.view not in PROBES:
                log.info("request answered")
            if settings.METRICS_ON:
                observe(work.view, work.method, response.status_code, seconds)
        return response

    def process_view(self, request: HttpRequest, *_view: object) -> None:
        """Known from here on, so that a fault's line bears it too."""
        if work := logs.current():
            work.view, work.method = view_of(request), str(request.method)


def observe(view: str, method: str, status: int, seconds: float) -> None:
    from homeward.monitoring import metrics  # noqa: PLC0415 - only where they are switched on

    metrics.observe(view, method, status, seconds)


def number_of(request: HttpRequest) -> str:
    told = request.headers.get("X-Request-ID", "") if settings.BEHIND_PROXY else ""
    return told if NUMBER.fullmatch(told) else uuid.uuid4().hex


def view_of(request: HttpRequest) -> str:
    """The name in the table of addresses: never the address, which holds ids and tokens."""
    match = request.resolver_match
    return (match.view_name or "unnamed") if match else "none"


def who(request: HttpRequest) -> User | None:
    """Who was found to be signed in, without asking for a session that nobody has read."""
    said = request.__dict__.get("_cached_user") or request.__dict__.get("user")
    return said if type(said) is User else None


def count_refusal(user: User) -> None:
    """By a digest: bursts are seen, and nobody is named."""
    digest = hmac.new(settings.SECRET_KEY.encode(), f"refused|{user.pk}".encode(), hashlib.sha256)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "select monitoring_refused(%s, %s)",
                [digest.hexdigest(), user.organisation_id or 0],
            )
    except DatabaseError as error:
        faults.warning("a refusal could not be counted", exc_info=error)
