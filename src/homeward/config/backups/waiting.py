"""Nobody is served from a restored database before what was closed since is closed in it again.

The restored database itself says that it waits, in its comment, which its owner may write without
being a superuser; and the app role may not connect to it: whatever web or worker finds it is
refused. `homeward migrate` makes it true and opens it.
"""

from typing import Any

import psycopg
from psycopg import sql

from homeward.config.database import APP_ROLE

MARK = "homeward.restored"
WORDS = (
    "This database was restored and is closed: what was erased and withdrawn since is not yet"
    " closed in it. `homeward migrate` does that, and opens it."
)


def begin(connection: psycopg.Connection[Any], name: str, point: str) -> None:
    """As its owner, right after it came back. `point` says to when."""
    ((public, known),) = connection.execute(
        "select has_database_privilege('public', %s, 'connect'),"
        " exists (select 1 from pg_roles where rolname = %s)",
        [name, APP_ROLE],
    ).fetchall()
    database = sql.Identifier(name)
    # Whether everybody might connect before is said too, so that it is so again.
    said = sql.Literal(f"{MARK} {point}|{'public' if public else 'closed'}")
    connection.execute(sql.SQL("comment on database {} is {}").format(database, said))
    connection.execute(sql.SQL("revoke connect on database {} from public").format(database))
    if known:
        connection.execute(
            sql.SQL("revoke connect on database {} from {}").format(
                database, sql.Identifier(APP_ROLE)
            )
        )


def mark(cursor: Any) -> str:
    """To when the database was restored, where it still waits; empty where it does not."""
    cursor.execute(
        "select coalesce(shobj_description(oid, 'pg_database'), '') from pg_database"
        " where datname = current_database()"
    )
    said = str(cursor.fetchone()[0])
    return said.removeprefix(f"{MARK} ") if said.startswith(f"{MARK} ") else ""


def end(cursor: Any) -> None:
    """As its owner, when everything is true again. Whoever was signed in signs in anew."""
    said = mark(cursor)
    cursor.execute("select current_database()")
    database = sql.Identifier(cursor.fetchone()[0])
    cursor.execute("select to_regclass('django_session') is not null")
    if cursor.fetchone()[0]:
        cursor.execute("delete from django_session")
    whom = [sql.Identifier(APP_ROLE)]
    if said.endswith("|public"):
        whom.append(sql.SQL("public"))  # type: ignore[arg-type]
    cursor.execute(
        sql.SQL("grant connect on database {} to {}").format(database, sql.SQL(", ").join(whom))
    )
    cursor.execute(sql.SQL("comment on database {} is null").format(database))


def refuses(way: dict[str, Any]) -> bool:
    """Is the app role kept out? Asked by what is about to serve, before it does."""
    words = {key: value for key, value in way.items() if value not in ("", None)}
    try:
        psycopg.connect(**words, connect_timeout=5).close()
    except psycopg.OperationalError as error:
        return "permission denied for database" in str(error)
    return False
