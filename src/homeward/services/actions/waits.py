"""Waits of the directory, opened and closed by the database: see policies.sql."""

from datetime import datetime
from uuid import UUID

from django.db import connection

from homeward.services.models import Service
from homeward.tasks.choices import TaskKind


def begin(
    kind: TaskKind, subject: UUID, service: Service, *, waiter: int | None, at: datetime
) -> None:
    """Held by whoever keeps the entry. Without a waiter (a visitor), the keeper waits too."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select services_begin_wait(%s, %s, %s, %s::bigint, %s)",
            [kind.value, subject, service.pk, waiter, at],
        )


def end(kind: TaskKind, subject: UUID, *, at: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select services_end_wait(%s, %s, %s)", [kind.value, subject, at])
