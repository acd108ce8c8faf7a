"""`homeward check`: what this installation lacks, in words.

Everything is asked as the app role, the one that the web and the jobs run under.
"""

import os
from collections.abc import Iterator

from homeward.config import database, folders

OLDEST = 150000
SHORTEST_SECRET = 32


def faults() -> list[str]:
    """One sentence per fault; none when all is well."""
    found = [*_home()]
    try:
        import django  # noqa: PLC0415 - settings may be at fault themselves

        django.setup()
    except Exception as error:
        return [*found, f"The settings can't be read: {error}"]
    found += _secrets()
    from django.db import DatabaseError, connection  # noqa: PLC0415

    try:
        connection.ensure_connection()
    except DatabaseError as error:
        return [*found, _no_connection(str(error).strip())]
    for ask in (_server, _role, _migrations, _guarded, _functions, _views, _seal, _keys):
        try:
            found += ask()
        except DatabaseError as error:
            connection.rollback()
            found.append(f"A question to the database was refused: {str(error).strip()}")
    return found


def _no_connection(why: str) -> str:
    return (
        f"The database doesn't let the role {database.APP_ROLE} in: {why}. "
        "`homeward migrate` makes the role; the server must be reachable."
    )


def _home() -> Iterator[str]:
    folder = folders.home()
    if not folder.is_dir():
        yield f"The folder {folder} is missing. HOMEWARD_HOME names it."
    elif not os.access(folder, os.W_OK):
        yield f"The folder {folder} can't be written to."


def _secrets() -> Iterator[str]:
    from django.conf import settings  # noqa: PLC0415

    from homeward.access.keys import WrongMasterKey, master  # noqa: PLC0415

    if len(settings.SECRET_KEY) < SHORTEST_SECRET:
        yield f"HOMEWARD_SECRET_KEY is shorter than {SHORTEST_SECRET} characters."
    try:
        masters = master.secrets()
    except WrongMasterKey as error:
        yield str(error)
        return
    for number, secret in masters.items():
        if len(secret) < SHORTEST_SECRET:
            yield (
                f"Master key {number} of HOMEWARD_MASTER_KEY is shorter than"
                f" {SHORTEST_SECRET} characters."
            )
    if settings.SECRET_KEY in masters.values():
        yield "HOMEWARD_SECRET_KEY and HOMEWARD_MASTER_KEY are the same; each must be its own."


def _rows(query: str, *values: list[str]) -> list[tuple[object, ...]]:
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute(query, list(values))
        return list(cursor.fetchall())


def _names(query: str, *values: list[str]) -> str:
    return ", ".join(str(row[0]) for row in _rows(query, *values))


def _server() -> Iterator[str]:
    ((version, words, encoding),) = _rows(
        "select current_setting('server_version_num')::int, current_setting('server_version'),"
        " current_setting('server_encoding')"
    )
    if int(str(version)) < OLDEST:
        yield f"The server is PostgreSQL {words}; 15 or newer is needed."
    if encoding != "UTF8":
        yield f"The database's encoding is {encoding}; it must be UTF8."


def _role() -> Iterator[str]:
    ((name, is_super, bypasses),) = _rows(
        "select rolname, rolsuper, rolbypassrls from pg_roles where rolname = current_user"
    )
    if is_super or bypasses:
        yield f"The role {name} passes by the row policies; it must be nosuperuser nobypassrls."
    owned = _names(
        "select relname from pg_class where relowner = (select oid from pg_roles"
        " where rolname = current_user) and relkind in ('r', 'p', 'v', 'm') order by 1"
    )
    if owned:
        yield f"The role {name} owns tables, and so passes by their policies: {owned}."
    ((reads_seal,),) = _rows(
        "select coalesce(bool_or(has_table_privilege(oid, 'select')), false)"
        " from pg_class where relname = 'access_seal'"
    )
    if reads_seal:
        yield f"The role {name} may read the keys of the seal (access_seal)."


def _migrations() -> Iterator[str]:
    from django.db import connection  # noqa: PLC0415
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        yield f"{len(waiting)} migrations are waiting. `homeward migrate` runs them."


def _guarded() -> Iterator[str]:
    from homeward.access.person_level import RULES  # noqa: PLC0415

    tables = sorted(model._meta.db_table for model in RULES)
    found = _rows(
        "select c.relname, c.relrowsecurity, exists (select 1 from pg_policy p where"
        " p.polrelid = c.oid) from pg_class c join pg_namespace n on n.oid = c.relnamespace"
        " where n.nspname = 'public' and c.relname = any (%s) order by 1",
        tables,
    )
    for words, names in (
        ("have row level security switched off", [row[0] for row in found if not row[1]]),
        ("have no policy", [row[0] for row in found if not row[2]]),
    ):
        if names:
            yield f"These person-level tables {words}: {', '.join(map(str, names))}."


def _functions() -> Iterator[str]:
    loose = _names(
        "select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace"
        " where n.nspname = 'public' and p.prosecdef and not exists (select 1"
        " from unnest(p.proconfig) setting where setting like 'search_path=%%') order by 1"
    )
    if loose:
        yield f"These definer functions have no search_path of their own: {loose}."


def _views() -> Iterator[str]:
    open_views = _names(
        "select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
        " where n.nspname = 'public' and (c.relkind = 'm' or (c.relkind = 'v'"
        " and not coalesce(c.reloptions @> '{security_invoker=true}', false))) order by 1"
    )
    if open_views:
        yield f"These views pass by the row policies: {open_views}."


def _seal() -> Iterator[str]:
    from django.db import DatabaseError  # noqa: PLC0415

    from homeward.access import gate  # noqa: PLC0415
    from homeward.access.choices import ActorKind, Purpose  # noqa: PLC0415

    try:
        with gate.acting(ActorKind.ANONYMOUS, "0", Purpose.CASEWORK):
            sealed = _rows("select gate_kind()")
    except DatabaseError:
        yield (
            "The database doesn't know this HOMEWARD_SECRET_KEY, so nobody can work. "
            "`homeward migrate` tells it the new one."
        )
        return
    if sealed != [("anonymous",)]:
        yield "The seal of the acting user doesn't hold."


def _keys() -> Iterator[str]:
    from homeward.access.keys import health  # noqa: PLC0415

    yield from health.faults()
