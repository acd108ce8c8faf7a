"""Reads of users and organisations for pages of every feature."""

from collections.abc import Iterable
from typing import Any

from homeward.access.models import User


def name_users(**rows_by_field: Iterable[Any]) -> None:
    """Fills in the users that rows name, with their organisations, by one small query:
    `name_users(recorded_by=facts, by=confirmations)`.

    A page shows many rows and few people: joining both tables to every row costs more.
    """
    named = [(row, field) for field, rows in rows_by_field.items() for row in rows]
    wanted = {getattr(row, f"{field}_id") for row, field in named} - {None}
    users = User.objects.select_related("organisation").in_bulk(wanted) if wanted else {}
    for row, field in named:
        setattr(row, field, users.get(getattr(row, f"{field}_id")))
