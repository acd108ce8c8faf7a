"""The read log's own role, and what the app role may not do with log and history.

Made anew after each migration, as access.roles does for the rest.
"""

from typing import Any

from django.conf import settings
from django.db import connections
from psycopg import sql

TABLE = "audit_readlog"
# What the log's role owns besides its table: the functions that touch it.
FUNCTIONS = (
    "audit_append(text, text, jsonb)",
    "audit_faults()",
    "audit_heads()",
    "audit_entries(integer[], bigint[])",
    "audit_for_officer(timestamptz, timestamptz)",
    "audit_reads(timestamptz, timestamptz, uuid[], text, text, integer, integer, integer)",
    "audit_review(timestamptz, text)",
    "audit_of_person(uuid)",
)


def prepare(sender: Any, using: str, **kwargs: Any) -> None:
    with connections[using].cursor() as cursor:
        cursor.execute("select to_regprocedure('audit_append(text, text, jsonb)') is not null")
        if cursor.fetchone()[0]:
            hand_over(cursor)
            harden_history(cursor)


def hand_over(cursor: Any) -> None:
    """Gives the log to its role. The migrating owner stays a member, to migrate it again."""
    role = sql.Identifier(settings.LOG_ROLE)
    cursor.execute("select 1 from pg_roles where rolname = %s", [settings.LOG_ROLE])
    if not cursor.fetchone():
        cursor.execute(sql.SQL("create role {} nologin nobypassrls").format(role))
    cursor.execute("select rolsuper from pg_roles where rolname = current_user")
    if not cursor.fetchone()[0]:
        cursor.execute(sql.SQL("grant {} to current_user").format(role))
    # An owner must be allowed to create where its things stand; only for this moment.
    cursor.execute(sql.SQL("grant usage, create on schema public to {}").format(role))
    cursor.execute(sql.SQL("alter table {} owner to {}").format(sql.Identifier(TABLE), role))
    for function in FUNCTIONS:
        cursor.execute(sql.SQL("alter function {} owner to {}").format(sql.SQL(function), role))
    cursor.execute(sql.SQL("revoke create on schema public from {}").format(role))
    _close_to_app(cursor)


def harden_history(cursor: Any) -> None:
    """The history's triggers write as their owner, since the app role may not; and the setting by
    which pgtrigger lets anybody skip them is not asked."""
    cursor.execute(
        "select p.oid::regprocedure::text from pg_proc p"
        " where p.pronamespace = 'public'::regnamespace and p.prorettype = 'trigger'::regtype"
        " and starts_with(p.proname, 'pgtrigger_') and not p.prosecdef"
    )
    for (function,) in cursor.fetchall():
        cursor.execute(
            sql.SQL(
                "alter function {} security definer set search_path = pg_catalog, public, pg_temp"
            ).format(sql.SQL(function))
        )
    cursor.execute(
        "create or replace function public._pgtrigger_should_ignore(trigger_name name)"
        " returns boolean language sql immutable as 'select false'"
    )


def _close_to_app(cursor: Any) -> None:
    app = sql.Identifier(settings.APP_ROLE)
    cursor.execute("select 1 from pg_roles where rolname = %s", [settings.APP_ROLE])
    if not cursor.fetchone():
        return  # before the first migration is done; access.roles makes it, and this runs again
    cursor.execute(sql.SQL("revoke all on {} from {}").format(sql.Identifier(TABLE), app))
