"""Reads of users and organisations for pages of every feature."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model, QuerySet

from homeward.access.models import Organisation, User


def name_users(**rows_by_field: Iterable[Any]) -> None:
    """Fills in the users that rows name, with their organisations, by one small query:
    `name_users(recorded_by=facts, by=confirmations)`.

    A page shows many rows and few people: joining both tables to every row costs more.
    """
    _name(User.objects.select_related("organisation"), rows_by_field)


def name_organisations(**rows_by_field: Iterable[Any]) -> None:
    """Likewise the organisations that rows name."""
    _name(Organisation.objects.all(), rows_by_field)


def _name(of: QuerySet[Any, Model], rows_by_field: dict[str, Iterable[Any]]) -> None:
    named = [(row, field) for field, rows in rows_by_field.items() for row in rows]
    wanted = {getattr(row, f"{field}_id") for row, field in named} - {None}
    found = of.in_bulk(wanted) if wanted else {}
    for row, field in named:
        setattr(row, field, found.get(getattr(row, f"{field}_id")))
