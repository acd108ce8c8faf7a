"""Reads of tokens."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from homeward.access.choices import Role
from homeward.access.models import User
from homeward.access.permissions import can
from homeward.core.tokens import hash_of
from homeward.exchange import permissions  # noqa: F401 - its table is loaded with it
from homeward.exchange.models import ApiToken, ImportDraft, ImportRun


@dataclass(frozen=True, kw_only=True)
class Caller:
    """Who calls: a token, the user as whom it acts, and what it may do."""

    token_id: UUID
    user: User
    scopes: frozenset[str]
    expires_at: datetime


def caller_of(token: str) -> Caller | None:
    """None for a token that ended, was revoked, or never was. Asked without an actor."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select token, account, scopes, ends_at from exchange_use_token(%s)", [hash_of(token)]
        )
        row = cursor.fetchone()
    if row is None:
        return None
    user = User.objects.select_related("organisation").get(pk=row[1])
    return Caller(token_id=row[0], user=user, scopes=frozenset(row[2]), expires_at=row[3])


def tokens(user: User) -> QuerySet[ApiToken]:
    """A manager is shown the organisation's, others the ones they use."""
    found = ApiToken.objects.select_related("user", "granted_by")
    return found if can(user, "exchange.grant_token") else found.filter(user=user)


def has_ended(token: ApiToken, *, at: datetime) -> bool:
    return token.revoked_at is not None or token.expires_at <= at


def possible_users(by: User) -> QuerySet[User]:
    """The active colleagues of somebody."""
    return (
        User.objects.filter(organisation=by.organisation_of_rows, is_active=True)
        .exclude(pk=by.pk)
        .exclude(roles__contains=[Role.RETURNEE.value])
        .order_by("name")
    )


def imports() -> QuerySet[ImportRun]:
    """All imports of this installation, the latest first: what they read is everybody's."""
    return ImportRun.objects.select_related("by")


def draft_of(user: User) -> ImportDraft | None:
    return ImportDraft.objects.filter(by=user).first()


def as_of() -> datetime:
    """Up to when everything that was changed can be read: the start of the oldest transaction that
    still runs, or now. What is changed from here on bears a later time, whenever it is committed.

    Asked before the rows: statements that follow see whatever was committed meanwhile.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select least(min(xact_start), clock_timestamp()) from pg_stat_activity"
            " where datname = current_database() and pid <> pg_backend_pid()"
        )
        moment: datetime = cursor.fetchone()[0]
    return moment
