"""Pages that a streaming standby may answer: how fresh it is, and when the primary answers instead.

A page declares that it may lag (`access.pages.page(..., may_lag=True)`). Its whole unit of work,
the gate included, then runs on the standby, where nothing can be written. Whatever can't be done
there is done once more on the primary before a byte leaves: a write, a read that must be logged, a
row that is not there yet, a standby that is away.

How old the standby's data is needs no clock of a server: this process notes from time to time how
far the primary had written, and asks the standby how far it has replayed.
"""

import logging
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Lock

from django.conf import settings
from django.db import DatabaseError, connection, connections
from django.http import HttpRequest, HttpResponse

logger = logging.getLogger("homeward.replica")

ALIAS = "replica"
# Set on whoever wrote: until it lapses, the primary answers, so that nobody misses their own write.
WROTE = "wrote"
SAFE = frozenset({"GET", "HEAD"})
# A standby that failed is left alone for so many seconds.
LEFT_ALONE = 10
HEADER = "Homeward-As-Of"
_on_standby: ContextVar[bool] = ContextVar("homeward_on_standby", default=False)


class OnPrimary(Exception):
    """What was begun on the standby has to be done on the primary."""


@dataclass(frozen=True)
class Sample:
    """So far had the primary written at this moment."""

    clock: float
    at: datetime
    lsn: int


@dataclass
class Freshness:
    """What one process knows of how far behind the standby is."""

    samples: deque[Sample] = field(default_factory=lambda: deque(maxlen=64))
    left_alone_until: float = 0.0
    lock: Lock = field(default_factory=Lock)

    def look(self, *, every: float) -> None:
        """Notes how far the primary is, where the latest note is older than that."""
        with self.lock:
            now = time.monotonic()
            if self.samples and now - self.samples[-1].clock < every:
                return
            # The moment is taken first: what is committed by then lies before the position.
            at = datetime.now(UTC)
            lsn = _ask("select (pg_current_wal_flush_lsn() - '0/0'::pg_lsn)::bigint")
            if lsn is None:
                return
            if self.samples and lsn < self.samples[-1].lsn:
                self.samples.clear()  # another server is the primary now
            self.samples.append(Sample(now, at, lsn))

    def as_of(self, replayed: int, *, most: float) -> datetime | None:
        """The latest moment whose writes have all arrived; None where that is too long ago."""
        oldest = time.monotonic() - most
        with self.lock:
            for sample in reversed(self.samples):
                if sample.clock < oldest:
                    return None
                if sample.lsn <= replayed:
                    return sample.at
        return None

    def leave_alone(self) -> None:
        self.left_alone_until = time.monotonic() + LEFT_ALONE

    @property
    def is_left_alone(self) -> bool:
        return time.monotonic() < self.left_alone_until


freshness = Freshness()


def is_reading() -> bool:
    """Does the running unit of work read from the standby?"""
    return _on_standby.get()


def _ask(query: str) -> int | None:
    with connection.cursor() as cursor:
        cursor.execute(query)
        row = cursor.fetchone()
    return None if row is None or row[0] is None else int(row[0])


@contextmanager
def _reading() -> Iterator[None]:
    """All that this thread asks of the database goes to the standby, however it is asked.

    The connection itself is exchanged and no router set: many questions are plain SQL on
    `django.db.connection`, and one that missed a router would be asked without an actor.
    """
    primary, token = connections["default"], _on_standby.set(True)
    connections["default"] = connections[ALIAS]
    try:
        yield
    finally:
        connections["default"] = primary
        _on_standby.reset(token)


def _replayed() -> int | None:
    """How far the standby is; None where it is none any more, since it was made the primary."""
    return _ask(
        "select case when pg_is_in_recovery()"
        " then (pg_last_wal_replay_lsn() - '0/0'::pg_lsn)::bigint end"
    )


def as_of() -> datetime | None:
    """How fresh the standby is at this moment; None where it can't be used."""
    most = settings.REPLICA_LAG
    if ALIAS not in connections or freshness.is_left_alone:
        return None
    freshness.look(every=min(1.0, most / 4))
    try:
        with _reading():
            replayed = _replayed()
    except DatabaseError as error:
        logger.warning("the replica can't be asked, the primary answers: %s", type(error).__name__)
        freshness.leave_alone()
        connections[ALIAS].close()
        return None
    return None if replayed is None else freshness.as_of(replayed, most=most)


def answer(request: HttpRequest, view: Callable[[], HttpResponse]) -> HttpResponse:
    """The view's answer from the standby where it is fresh enough, else from the primary."""
    if request.method not in SAFE or WROTE in request.COOKIES or not (at := as_of()):
        return view()
    request.as_of = at  # type: ignore[attr-defined]
    try:
        with _reading():
            response = view()
        if response.status_code < 400:  # noqa: PLR2004
            response.headers[HEADER] = at.isoformat(timespec="seconds")
            return response
    except Exception as error:
        # Whatever it was, a write or a row that is not there yet: the primary's answer counts.
        # The fault itself, should it be one, comes again there.
        logger.info("the replica could not answer, the primary does: %s", type(error).__name__)
        if isinstance(error, DatabaseError):
            connections[ALIAS].close()
    request.as_of = None  # type: ignore[attr-defined]
    return view()


class AfterWrites:
    """Whoever wrote reads from the primary until the standby has it for certain.

    Nobody without a session is given a cookie: the public pages set none.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_known = settings.SESSION_COOKIE_NAME in request.COOKIES
        if is_known and request.method not in SAFE and ALIAS in connections:
            response.set_cookie(
                WROTE,
                "1",
                max_age=int(settings.REPLICA_LAG) + 1,
                httponly=True,
                samesite="Lax",
                secure=settings.IS_HTTPS,
            )
        return response


def faults() -> Iterator[str]:
    """For `homeward check`: a replica that nobody can read from, in words."""
    if ALIAS not in connections:
        return
    freshness.left_alone_until = 0.0
    try:
        with _reading():
            replayed = _replayed()
    except DatabaseError as error:
        yield f"The replica (HOMEWARD_REPLICA_URL) can't be reached: {str(error).strip()}"
        return
    if replayed is None:
        yield "The server of HOMEWARD_REPLICA_URL is no standby. Name one that follows the primary."
    elif as_of() is None:
        deadline = time.monotonic() + settings.REPLICA_LAG
        while as_of() is None:
            if time.monotonic() > deadline:
                yield (
                    f"The replica is more than {settings.REPLICA_LAG:g} seconds"
                    " behind (HOMEWARD_REPLICA_LAG), so that the primary answers every page."
                )
                return
            time.sleep(0.1)
