"""The way to the key store: made by its owner, asked by the app role.

Not Django's: each statement commits by itself. A key without a row is harmless, a row without its
key is not; so the key is there first, whatever becomes of the transaction that needed it.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from psycopg import sql

from homeward.access import app_role
from homeward.access.keys.faults import StoreUnreachable

SCHEMA = [
    Path(__file__).with_name(name) for name in ("store.sql", "closings.sql", "restrictions.sql")
]
CONNECT_SECONDS = 5
# A store that hangs must not hold every page of the installation.
ANSWER = "-c statement_timeout=5s"
# A name that is read once a page is planned once.
PREPARE_AFTER = 2

# Open and not in use. A thread takes one for one statement, so there are never more of them than
# threads; a pool with workers of its own would cost more than the statement.
_idle: list[psycopg.Connection[Any]] = []


def ask(statement: str, values: Sequence[Any] = ()) -> list[Any]:
    """One statement as the app role. What is sent through here can be sent twice."""
    while True:
        connection, is_new = _take()
        try:
            cursor = connection.execute(statement, values, binary=True)
            rows = cursor.fetchall() if cursor.description else []
        except psycopg.OperationalError as error:
            if is_new or not connection.broken:
                connection.close()
                raise StoreUnreachable(f"The key store refuses: {_said(error)}") from error
            # It died while it was idle, with its server: another one, in the end a new one.
            connection.close()
            continue
        except BaseException:
            connection.close()
            raise
        _idle.append(connection)
        return rows


def _take() -> tuple[psycopg.Connection[Any], bool]:
    try:
        return _idle.pop(), False
    except IndexError:
        return _open("app"), True


def let_go() -> None:
    """Closes what is idle: before the store is stopped, or a process is forked."""
    while _idle:
        _idle.pop().close()


def as_owner() -> psycopg.Connection[Any]:
    """For making the store and for rotation; transactions are the caller's."""
    return _open("owner")


def _open(who: str, **other: str) -> psycopg.Connection[Any]:
    way = {"connect_timeout": str(CONNECT_SECONDS), **settings.KEY_STORE[who], **other}
    if who == "app":
        way["options"] = f"{way.get('options', '')} {ANSWER}".strip()
    try:
        connection = psycopg.connect(psycopg.conninfo.make_conninfo(**way), autocommit=True)
    except psycopg.OperationalError as error:
        raise StoreUnreachable(f"The key store can't be reached: {_said(error)}") from error
    connection.prepare_threshold = PREPARE_AFTER
    return connection


def _said(error: Exception) -> str:
    return " ".join(str(error).split())


def prepare(**_signal: Any) -> None:
    """Makes the store where it is missing, its tables and the app role's rights, as its owner."""
    with _made() as connection, connection.cursor() as cursor:
        app_role.make_app_role(cursor, settings.KEY_STORE["app"]["password"])
        for file in SCHEMA:
            cursor.execute(file.read_bytes())
        role, name = sql.Identifier(settings.APP_ROLE), sql.Identifier(connection.info.dbname)
        for statement in (
            "revoke all on database {name} from public",
            "revoke all on schema public from public",
            "revoke all on all tables in schema public from public, {role}",
            "grant connect on database {name} to {role}",
            "grant usage on schema public to {role}",
            "grant select, insert on person_key, org_secret, master_proof, closing, restriction"
            " to {role}",
            "grant execute on function destroy_person_key(uuid) to {role}",
        ):
            cursor.execute(sql.SQL(statement).format(role=role, name=name))


def _made() -> psycopg.Connection[Any]:
    try:
        return as_owner()
    except StoreUnreachable:
        name = settings.KEY_STORE["owner"]["dbname"]
        with _open("owner", dbname="postgres") as connection:
            known = connection.execute("select 1 from pg_database where datname = %s", [name])
            if known.fetchone():
                raise
            connection.execute(
                sql.SQL("create database {} template template0").format(sql.Identifier(name))
            )
        return as_owner()
