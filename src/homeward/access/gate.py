"""Python's side of the gate: begins a unit of work as an actor and proves that it may.

One unit of work is one transaction. Actors are never nested: a setting made inside a savepoint
survives its release, so a second `acting` inside a first is refused by the database.
"""

import hashlib
import hmac
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

import psycopg
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from homeward.access import reading, replica, unit
from homeward.access.choices import ActorKind, Purpose

PROOF_SECONDS = 30


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
    expires = int(time.time()) + PROOF_SECONDS
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
            with transaction.atomic():
                _begin(kind, actor_id, purpose)
                yield
                _finish(work)
        except reading.NotLogged:
            raise
        except Exception:
            # Rolled back, but the rows were seen: the reads are logged in a transaction of their
            # own, or nothing is answered. What a standby showed is never answered then.
            if work.reads and not replica.is_reading() and not connection.needs_rollback:
                with transaction.atomic():
                    _begin(kind, actor_id, purpose)
                    _finish(work)
            raise


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
