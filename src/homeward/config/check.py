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
    questions = [
        *(_server, _role, _migrations, _guarded, _functions, _views, _search),
        *(_seal, _keys, _log, _history, _books, _replica),
    ]
    for ask in questions:
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


def _log() -> Iterator[str]:
    """The read log's owner, each organisation's chain, and the anchors outside the database."""
    from django.conf import settings  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from homeward.audit import queries  # noqa: PLC0415

    ((owner, may_touch),) = _rows(
        "select pg_get_userbyid(relowner), has_table_privilege(oid,"
        " 'select, insert, update, delete, truncate, trigger, references')"
        " from pg_class where oid = 'audit_readlog'::regclass"
    )
    if owner != settings.LOG_ROLE:
        yield (
            f"The read log belongs to {owner}, not to {settings.LOG_ROLE}. `homeward migrate` hands"
            " it over; its role must be allowed to create roles."
        )
    if may_touch:
        yield "The app role holds rights on the read log (audit_readlog)."
    for table in _rows(
        "select tgname from pg_trigger where tgrelid = 'audit_readlog'::regclass"
        " and tgenabled = 'D' and not tgisinternal order by 1"
    ):
        yield f"The read log's trigger {table[0]} is switched off."
    try:
        found = queries.findings(now=timezone.now())
    except (OSError, ValueError, KeyError) as error:
        yield f"The anchors in {settings.ANCHOR_FILE} can't be read: {error}"
        return
    for finding in found:
        yield (
            f"Read log of organisation {finding.organisation}, entry {finding.number}:"
            f" {finding.fault.label}."
        )


def _history() -> Iterator[str]:
    """Every tracked table has its triggers, switched on, and nobody can skip them."""
    from homeward.audit.tracking import HISTORY  # noqa: PLC0415

    tables = sorted(model._meta.db_table for model in HISTORY)
    off = _names(
        "select name from unnest(%s::text[]) name where 2 <> (select count(*) from pg_trigger t"
        " join pg_proc p on p.oid = t.tgfoid where t.tgrelid = name::regclass"
        " and starts_with(t.tgname, 'pgtrigger_') and t.tgenabled = 'O' and p.prosecdef)"
        " order by 1",
        tables,
    )
    if off:
        yield f"The change history of these tables is switched off: {off}."
    ((skipped,),) = _rows(
        "select prosrc <> 'select false' from pg_proc where proname = '_pgtrigger_should_ignore'"
    )
    if skipped:
        yield "The change history can be skipped by a setting. `homeward migrate` closes that."


def _books() -> Iterator[str]:
    """Every transaction balances, and each budget's books say what its counters say."""
    for row in _rows("select * from ledger_faults()"):
        yield f"The books' transaction {row[0]} does not balance."
    for row in _rows("select * from funds_faults()"):
        yield f"The books of the budget {row[0]} and what is reserved and paid of it differ."
    for row in _rows("select * from pools_faults()"):
        yield f"The books of the pool {row[0]} and what was promised, received and given differ."
    for row in _rows("select * from incentives_faults()"):
        yield f"The book of the incentive fund {row[0]} and its entries differ."


def _search() -> Iterator[str]:
    if not _rows("select 1 from pg_extension where extname = 'intarray'"):
        yield (
            "The database's extension intarray is missing, so nobody is found by name. "
            "It comes with PostgreSQL's contrib package; `homeward migrate` then switches it on."
        )
    elif _rows("select 1 where not persons_search_is_complete()"):
        yield "The name search's index is not complete. `homeward reindex` makes it anew."


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


def _replica() -> Iterator[str]:
    from homeward.access import replica  # noqa: PLC0415

    yield from replica.faults()


def _keys() -> Iterator[str]:
    from homeward.access.keys import health  # noqa: PLC0415

    yield from health.faults()
