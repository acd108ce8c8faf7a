"""The database's app role, its rights, and the keys of the seal; made anew after each migration."""

import os
from typing import Any

from django.conf import settings
from django.db import connections, transaction
from psycopg import sql

from homeward.access import gate, jobs
from homeward.access.app_role import make_app_role

# What the app role must not touch, whatever it may do elsewhere.
CLOSED = [
    "access_seal",
    "persons_searchtokens",
    "persons_tokenfrequency",
    "persons_tokenchange",
    "persons_searchstate",
]
READ_ONLY = [
    "access_guarded",
    "access_clearance",
    "access_job",
    "django_migrations",
    # An address written here by an injection would receive somebody's link for a new password.
    "account_emailaddress",
    "account_emailconfirmation",
    # The office's sign-in keeps nothing here (access/oidc.py), and finds nobody by it.
    "socialaccount_socialaccount",
    "socialaccount_socialapp",
    "socialaccount_socialtoken",
    # Written by the functions of users/policies.sql alone.
    "users_invitation",
    "users_approval",
    "users_change",
]
# Tables of which the app role writes these columns and no other: who may do what, and where, is
# not among them.
COLUMNS = {
    "access_user": ("", "password, last_login, language, session_stamp"),
    "access_organisation": ("insert", "name, short_name, email, phone, kind, country_id"),
}


def prepare(sender: Any, using: str, **kwargs: Any) -> None:
    connection = connections[using]
    # Together, or between granting all and taking back there would be a gap.
    with transaction.atomic(using=using), connection.cursor() as cursor:
        cursor.execute("select to_regclass('access_job') is not null")
        if not cursor.fetchone()[0]:
            return
        make_app_role(cursor, settings.APP_ROLE_PASSWORD)
        _rights(cursor)
        cursor.execute(
            "insert into access_seal (token_key, seal_key, job_key) values (%s, %s, %s)"
            " on conflict (one) do update set token_key = excluded.token_key,"
            " job_key = excluded.job_key",
            [gate.token_key(), os.urandom(32), gate.job_key()],
        )
        _jobs(cursor)


def _jobs(cursor: Any) -> None:
    """The jobs that this version declares, and no other."""
    cursor.execute("delete from access_job where name <> all (%s)", [list(jobs.JOBS)])
    for name, declared in jobs.JOBS.items():
        cursor.execute(
            "insert into access_job (name, classes, purpose, across_owners)"
            " values (%s, %s, %s, %s) on conflict (name) do update set"
            " classes = excluded.classes, purpose = excluded.purpose,"
            " across_owners = excluded.across_owners",
            [name, sorted(declared.classes), declared.purpose, declared.across_owners],
        )


def _rights(cursor: Any) -> None:
    role = sql.Identifier(settings.APP_ROLE)
    cursor.execute(
        "select current_database(), pg_has_role(current_user, datdba, 'usage')"
        " from pg_database where datname = current_database()"
    )
    name, is_owned = cursor.fetchone()
    if is_owned:
        # A server whose databases are closed to everybody lets the app role into this one.
        cursor.execute(
            sql.SQL("grant connect on database {} to {}").format(sql.Identifier(name), role)
        )
    for statement in (
        "grant usage on schema public to {}",
        "grant select, insert, update, delete on all tables in schema public to {}",
        "grant usage, select on all sequences in schema public to {}",
    ):
        cursor.execute(sql.SQL(statement).format(role))
    for name in CLOSED + READ_ONLY:
        verbs = "all" if name in CLOSED else "insert, update, delete"
        cursor.execute("select to_regclass(%s) is not null", [name])
        if cursor.fetchone()[0]:
            cursor.execute(
                sql.SQL(f"revoke {verbs} on {{}} from {{}}").format(sql.Identifier(name), role)
            )
    for name, (verb, columns) in COLUMNS.items():
        table = sql.Identifier(name)
        cursor.execute(sql.SQL("revoke insert, update, delete on {} from {}").format(table, role))
        cursor.execute(sql.SQL(f"grant update ({columns}) on {{}} to {{}}").format(table, role))
        if verb:
            cursor.execute(sql.SQL(f"grant {verb} on {{}} to {{}}").format(table, role))
