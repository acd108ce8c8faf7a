"""How often an address may try a token, and a token be used. Counted in the database, in one
statement, so that two processes at once count two.

Links and API tokens are guessed from outside, without a sign-in; sign-in has its own limits.
"""

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from homeward.core.models import Attempt

TOO_MANY = 429
NOT_FOUND = 404


@dataclass(frozen=True)
class Limit:
    name: str
    most: int
    seconds: int


PER_TOKEN = Limit("token", 120, 60)
PER_ADDRESS = Limit("address", 600, 60)
# Who mistypes a link does so a few times; who guesses needs millions.
FAILED = Limit("failed", 20, 15 * 60)

COUNT = """
insert into core_attempt as held (key, count, ends_at)
values (%(key)s, %(step)s, clock_timestamp() + %(window)s)
on conflict (key) do update set
    count = case when held.ends_at <= clock_timestamp() then 0 else held.count end + %(step)s,
    ends_at = case when held.ends_at <= clock_timestamp() then excluded.ends_at
        else held.ends_at end
returning count, ends_at
"""


def _key(limit: Limit, who: str) -> str:
    said = f"{limit.name}|{who}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), said, hashlib.sha256).hexdigest()


@dataclass(frozen=True)
class Standing:
    """How somebody stands with a limit: what was counted in this window, and when it ends."""

    limit: Limit
    count: int
    ends_at: datetime

    @property
    def left(self) -> int:
        return max(0, self.limit.most - self.count)

    @property
    def seconds(self) -> int:
        """Until the window ends; at least one."""
        return max(1, ceil((self.ends_at - timezone.now()).total_seconds()))


def count(limit: Limit, who: str, *, step: int = 1) -> Standing:
    """Counts one attempt; `step=0` only asks."""
    window = timedelta(seconds=limit.seconds)
    given: dict[str, Any] = {"key": _key(limit, who), "step": step, "window": window}
    with connection.cursor() as cursor:
        cursor.execute(COUNT, given)
        row: tuple[int, datetime] = cursor.fetchone()
    return Standing(limit, *row)


def wait(limit: Limit, who: str, *, step: int = 1) -> int:
    """Counts one attempt; the seconds to wait, or 0 where it is allowed. `step=0` only asks."""
    standing = count(limit, who, step=step)
    # One that asks is told by what was counted before.
    return 0 if standing.count + (1 - step) <= limit.most else standing.seconds


def forget(limit: Limit, who: str) -> None:
    """As if nothing had been counted."""
    Attempt.objects.filter(key=_key(limit, who)).delete()


def forget_old(*, before: datetime) -> None:
    Attempt.objects.filter(ends_at__lt=before).delete()


def address_of(request: HttpRequest) -> str:
    """Whom to count; a network of IPv6, since one customer has a whole one."""
    told = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        # The last one was written by our own proxy, the ones before by anybody.
        told = request.META.get("HTTP_X_FORWARDED_FOR", told).rpartition(",")[2].strip()
    try:
        address = ip_address(told)
    except ValueError:
        return "unknown"
    if isinstance(address, IPv6Address):
        return str(ip_network((address, 64), strict=False))
    return str(address)


def wait_for_token(request: HttpRequest, token: str) -> int:
    """Before a token is looked up: the seconds to wait, or 0."""
    address = address_of(request)
    return max(wait(FAILED, address, step=0), wait(PER_ADDRESS, address), wait(PER_TOKEN, token))


def count_failure(request: HttpRequest) -> None:
    """A token was looked up and not found."""
    wait(FAILED, address_of(request))


def too_many(request: HttpRequest, seconds: int) -> HttpResponse:
    context = {"minutes": ceil(seconds / 60)}
    response = render(request, "429.html", context, status=TOO_MANY)
    response.headers["Retry-After"] = str(seconds)
    return response


def token_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page that a token opens, `token` in its address: counted, and slowed down when guessed.

    A 404 is a token that was not found.
    """

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, token: str, **kwargs: Any) -> HttpResponse:
        if seconds := wait_for_token(request, token):
            return too_many(request, seconds)
        response = view(request, *args, token=token, **kwargs)
        if response.status_code == NOT_FOUND:
            count_failure(request)
        return response

    return opened
