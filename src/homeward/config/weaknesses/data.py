"""The database servers: whether they lose, show or log what they hold."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from homeward.config import database

LOCAL = ("", "localhost", "127.0.0.1", "::1", "/")
# Setting -> what it must be, and why.
MUST_BE = {
    "fsync": ("on", "a power cut can lose or break everything"),
    "full_page_writes": ("on", "a power cut can break pages of the data"),
    "synchronous_commit": ("on", "what was answered as saved can be lost"),
    "data_checksums": ("on", "a disk that goes bad is not noticed; pg_checksums --enable"),
}
# What a statement's text and values are: personal data, in the server's own log.
TELLING = {
    "log_statement": ("none", "each statement is written into the server's log"),
    "log_min_duration_statement": ("-1", "slow statements are logged with their values"),
    "log_parameter_max_length_on_error": ("0", "values of failed statements are logged"),
    "log_min_error_statement": ("panic", "failed statements are logged whole"),
    "log_error_verbosity": ("terse", "the values of a broken constraint are logged"),
    "log_min_messages": ("log", "the first line of an error may repeat a value"),
}
WORKER_SILENT_FOR = timedelta(minutes=10)


def _rows(query: str, *values: Any) -> list[tuple[Any, ...]]:
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute(query, list(values))
        return list(cursor.fetchall())


def _durability() -> Iterator[str]:
    for name, said, (wanted, why) in _settings(MUST_BE):
        if said != wanted:
            yield f"The database server has {name} = {said}: {why}. It must be {wanted}."


def _server_log() -> Iterator[str]:
    said = {name: value for name, value, _ in _settings(TELLING)}
    if said.get("log_parameter_max_length") == "0":
        del said["log_min_duration_statement"]
    for name, value in said.items():
        wanted, why = TELLING[name]
        if value != wanted:
            yield (
                f"The database server has {name} = {value}: {why}, and those hold personal data."
                f" Set it to {wanted}."
            )


def _settings(of: dict[str, tuple[str, str]]) -> list[tuple[str, str, tuple[str, str]]]:
    rows = _rows(
        "select name, setting from pg_settings where name = any (%s) order by name", list(of)
    )
    return [(name, setting, of[name]) for name, setting in rows]


def _way() -> Iterator[str]:
    from django.conf import settings  # noqa: PLC0415

    from homeward.access.keys import link  # noqa: PLC0415

    said = settings.DATABASES["default"]["HOST"]
    for name, host, is_tls in (
        ("database", said, bool(_rows("select ssl from pg_stat_ssl where pid = pg_backend_pid()")
                                [0][0])),
        ("key store", settings.KEY_STORE["app"]["host"],
         bool(link.ask("select ssl from pg_stat_ssl where pid = pg_backend_pid()")[0][0])),
    ):  # fmt: skip
        if not host.startswith("/") and host not in LOCAL and not is_tls:
            yield (
                f"The {name} at {host} is reached without TLS. End its URL with"
                " ?sslmode=verify-full and give the server a certificate."
            )


def _keys_apart() -> Iterator[str]:
    from django.conf import settings  # noqa: PLC0415

    store, where = settings.KEY_STORE["app"], settings.DATABASES["default"]
    if (store["host"], store["port"]) == (where["HOST"], where["PORT"]):
        yield (
            "The persons' keys lie on the same server as what they open, so one stolen disk or"
            " backup holds both, and an erased person comes back with an old backup. Give"
            " HOMEWARD_KEYS_URL a server of its own."
        )


def _owner() -> Iterator[str]:
    if database.is_embedded():
        yield (
            "The embedded database server is meant for a trial or one small office. For a country,"
            " name PostgreSQL servers with DATABASE_URL and HOMEWARD_KEYS_URL."
        )
        return
    for name, is_super in _rows(
        "select r.rolname, r.rolsuper from pg_class c join pg_roles r on r.oid = c.relowner"
        " where c.oid = 'access_user'::regclass"
    ):
        if is_super:
            yield (
                f"The owner of the tables, {name}, is a superuser: whoever has its password has the"
                f" whole server. `alter role {name} nosuperuser createrole`."
            )


def _worker() -> Iterator[str]:
    if not _rows(
        "select 1 from procrastinate_workers where last_heartbeat > now() - %s limit 1",
        WORKER_SILENT_FOR,
    ):
        yield (
            "No worker has said for ten minutes that it lives: no message goes out, no deadline is"
            " watched, no anchor is written. Start `homeward worker`."
        )


def _vocabularies() -> Iterator[str]:
    for what, table, how in (
        ("administrative areas", "places_area", "`homeward import pcodes` or `homeward configure`"),
        ("sectors", "programmes_sector", "`homeward import codelists`"),
        ("occupations", "occupations_occupation", "`homeward import esco`"),
    ):
        if not _rows(f"select 1 from {table} limit 1"):  # noqa: S608 - names of our own
            yield f"No {what} are known here. {how} brings them."


ASKED = [_durability, _server_log, _way, _keys_apart, _owner, _worker, _vocabularies]
