"""Python's side of the gate: begins a unit of work as an actor and proves that it may.

One unit of work is one transaction. Actors are never nested: a setting made inside a savepoint
survives its release, so a second `acting` inside a first is refused by the database.
"""

import hashlib
import hmac
import logging
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import lru_cache

import psycopg
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from homeward.access import reading, replica, unit
from homeward.access.choices import ActorKind, Purpose
from homeward.core.faults import NOT_ALLOWED, sqlstate

PROOF_SECONDS = 30

logger = logging.getLogger(__name__)


class Clock:
    """How far the database's clock is ahead of ours, in seconds: measured where a proof of ours was
    too old for it. Clocks of two machines part by a fault, and nobody shall be locked out by it."""

    ahead = 0.0

    def now(self) -> float:
        return time.time() + self.ahead

    def parts(self) -> bool:
        """Asks the database anew; True where what we took for now was wrong for a proof."""
        with connection.cursor() as cursor:
            cursor.execute("select extract(epoch from clock_timestamp())::float8")
            ahead: float = cursor.fetchone()[0] - time.time()
        parted = abs(ahead - self.ahead) >= PROOF_SECONDS / 2
        if parted:
            logger.error("the database's clock is %+.0f seconds from this machine's", ahead)
            self.ahead = ahead
        return parted


clock = Clock()


@lru_cache(maxsize=1)
def token_key() -> bytes:
    """The key with which Python proves itself to begin_actor, derived from SECRET_KEY."""
    return hashlib.sha256(b"homeward actor token|" + settings.SECRET_KEY.encode()).digest()


@lru_cache(maxsize=1)
def job_key() -> bytes:
    """The key with which the worker proves a job, another one than the web's.

    A web process has no HOMEWARD_JOB_KEY and refuses to derive one (config/settings.py).
    """
    if not settings.JOB_KEY:
        raise PermissionDenied("only the worker's process acts as a job")
    return hashlib.sha256(b"homeward job token|" + settings.JOB_KEY.encode()).digest()


def _begin(kind: ActorKind, actor_id: object, purpose: Purpose) -> None:
    connection.ensure_connection()
    raw = connection.connection
    expires = int(clock.now()) + PROOF_SECONDS
    said = f"{raw.info.backend_pid}|{kind.value}|{actor_id}|{purpose.value}|{expires}"
    key = job_key() if kind == ActorKind.JOB else token_key()
    token = hmac.new(key, said.encode(), hashlib.sha256).hexdigest()
    # Bound on the server: client-side binding would show the token in pg_stat_activity.
    with connection.wrap_database_errors, psycopg.Cursor(raw) as cursor:
        cursor.execute(
            "select begin_actor(%s::text, %s::text, %s::smallint, %s::bigint, %s::text)",
            [kind.value, str(actor_id), purpose.value, expires, token],
        )


def _end() -> None:
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("select end_actor()")


@contextmanager
def acting(kind: ActorKind, actor_id: object, purpose: Purpose) -> Iterator[None]:
    """Runs the block as one transaction of this actor. What it read is logged before it ends."""
    with unit.beginning(kind, actor_id, purpose) as work:
        try:
            with _begun(kind, actor_id, purpose):
                yield
                _finish(work)
        except reading.NotLogged:
            raise
        except Exception:
            # Rolled back, but the rows were seen: the reads are logged in a transaction of their
            # own, or nothing is answered. What a standby showed is never answered then.
            if work.reads and not replica.is_reading() and not connection.needs_rollback:
                with _begun(kind, actor_id, purpose):
                    _finish(work)
            raise


@contextmanager
def _begun(kind: ActorKind, actor_id: object, purpose: Purpose) -> Iterator[None]:
    """A transaction of this actor. Where it was refused since the clocks have parted, it is begun
    once more by the database's clock; nothing has been done in it by then."""
    with ExitStack() as stack:
        try:
            _enter(stack, kind, actor_id, purpose)
        except DatabaseError as error:
            if sqlstate(error) != NOT_ALLOWED or connection.needs_rollback:
                raise
            if not clock.parts():
                raise
            _enter(stack, kind, actor_id, purpose)
        yield


def _enter(stack: ExitStack, kind: ActorKind, actor_id: object, purpose: Purpose) -> None:
    with ExitStack() as opening:
        opening.enter_context(transaction.atomic())
        _begin(kind, actor_id, purpose)
        stack.push(opening.pop_all())


def _finish(work: unit.Unit) -> None:
    reading.tell(work)
    if connection.savepoint_ids:
        # Inside a longer transaction (a test) the setting would outlive the block; a block
        # that fails is rolled back, and the setting with it.
        _end()


@contextmanager
def acting_user(user_id: int, purpose: Purpose = Purpose.CASEWORK) -> Iterator[None]:
    with acting(ActorKind.USER, user_id, purpose):
        yield


@contextmanager
def looking_as(user_id: int, purpose: Purpose) -> Iterator[None]:
    """Inside a unit of work: asks the row policies as somebody else, and comes back as oneself.

    For questions such as "would they see this row?", never to show what they see. Going back to the
    savepoint restores the asker's own sealed context, and undoes whatever was written meanwhile.
    """
    savepoint = transaction.savepoint()
    try:
        _end()
        _begin(ActorKind.USER, user_id, purpose)
        yield
    finally:
        transaction.savepoint_rollback(savepoint)
