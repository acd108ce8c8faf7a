"""What a restored database must show: `measure` beside the living one, `faults` by itself.

python -m homeward.config.backups.examining      prints the faults of this installation as JSON
"""

import json
import os
from collections.abc import Iterator, Mapping
from typing import Any

import psycopg
from psycopg import sql

# What works of itself all the time: sessions, waiting jobs, counters of attempts.
MOVING = ("procrastinate_", "django_session", "access_cache")
SAMPLE = 10

Measure = dict[str, list[str]]


def measure(way: Mapping[str, str]) -> Measure:
    """Of each table its number of rows, and the sums of its amounts, at one moment."""
    with psycopg.connect(**way) as connection:  # type: ignore[arg-type]
        connection.execute("set transaction isolation level repeatable read, read only")
        tables = connection.execute(
            "select c.relname::text, coalesce(array_agg(a.attname::text order by a.attnum)"
            " filter (where a.atttypid = 'numeric'::regtype and not a.attisdropped), '{}')"
            " from pg_class c left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0"
            " where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'"
            " and c.relpersistence = 'p' group by 1 order by 1"
        ).fetchall()
        return {
            name: [str(value) for value in _row(connection, name, amounts)]
            for name, amounts in tables
            if not name.startswith(MOVING)
        }


def _row(connection: psycopg.Connection[Any], name: str, amounts: list[str]) -> tuple[Any, ...]:
    sums = [sql.SQL("sum({})").format(sql.Identifier(column)) for column in amounts]
    query = sql.SQL("select {} from {}").format(
        sql.SQL(", ").join([sql.SQL("count(*)"), *sums]), sql.Identifier(name)
    )
    return connection.execute(query).fetchone() or ()


def compared(found: Measure, before: Measure, after: Measure) -> tuple[int, int, list[str]]:
    """How many tables are exactly as they were, how many lie between, and which do neither.

    `before` and `after` were measured on the living database around the moment. A table that was
    the same in both must be the same here; one that changed meanwhile must lie between the two.
    """
    exact, between, wrong = 0, 0, []
    for name, was in before.items():
        now, here = after.get(name, was), found.get(name)
        if here in (was, now):
            exact += 1
        elif here and was != now and _lies_between(int(here[0]), int(was[0]), int(now[0])):
            between += 1
        else:
            wrong.append(f"{name}: {here}, where {was} and then {now} were measured")
    return exact, between, wrong


def _lies_between(here: int, was: int, now: int) -> bool:
    return min(was, now) <= here <= max(was, now)


def faults() -> Iterator[str]:
    """Of the installation whose settings these are, asked as its owner."""
    from django.utils import timezone  # noqa: PLC0415

    from homeward.audit import queries as audit  # noqa: PLC0415
    from homeward.audit.choices import Fault  # noqa: PLC0415
    from homeward.config import again, check  # noqa: PLC0415
    from homeward.persons import actions as persons  # noqa: PLC0415
    from homeward.rights import actions as rights  # noqa: PLC0415

    for finding in audit.findings(now=timezone.now()):
        # What was read between the last anchor and the backup waits for its own.
        if finding.fault != Fault.UNANCHORED:
            yield f"Read log of organisation {finding.organisation}, entry {finding.number}."
    yield from check._books()
    yield from _unreadable()
    if rights.replay():
        yield "Persons who were erased were there."
    if persons.replay(at=timezone.now()).closed:
        yield "What was withdrawn or blocked was open."
    for what, count in again.restrict(at=timezone.now()).items():
        if count:
            yield f"{count} {what} that were shut were open."


def _unreadable() -> Iterator[str]:
    """Some rows of each table that holds anything sealed, opened with the keys of today."""
    from django.apps import apps  # noqa: PLC0415

    from homeward.access import unit  # noqa: PLC0415
    from homeward.access.choices import ActorKind, Purpose  # noqa: PLC0415
    from homeward.access.fields import EncryptedTextField  # noqa: PLC0415
    from homeward.access.keys import KeyFault  # noqa: PLC0415

    for model in apps.get_models():
        names = [f.name for f in model._meta.concrete_fields if isinstance(f, EncryptedTextField)]
        if not names:
            continue
        with unit.beginning(ActorKind.JOB, "drill", Purpose.CASEWORK):
            for row in model._base_manager.order_by("?")[:SAMPLE]:
                try:
                    for name in names:
                        getattr(row, name)
                except KeyFault as fault:
                    yield f"{model._meta.db_table}: {fault}"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "homeward.config.settings")
    os.environ["HOMEWARD_DB_AS"] = "owner"
    import django

    django.setup()
    print(json.dumps(list(faults())))  # noqa: T201
