"""A scenario on a committee's agenda and in its decisions: what was shared, and nothing else."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from homeward.access.models import User
from homeward.access.permissions import can
from homeward.committees.subjects import MOST_OFFERED, Shown
from homeward.scenarios import queries

ACTION = "scenarios.read"


def resolve(key: str, user: User) -> Shown | None:
    try:
        pk = UUID(key)
    except ValueError:
        return None
    row = queries.shared().filter(pk=pk).first() if can(user, ACTION) else None
    return Shown(row.name, row.get_absolute_url()) if row else None


def offer(user: User) -> Iterable[tuple[Any, str]]:
    if not can(user, ACTION):
        return []
    return [(row.pk, row.name) for row in queries.shared()[:MOST_OFFERED]]
