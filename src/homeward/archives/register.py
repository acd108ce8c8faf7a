"""Tells the database which tables travel and how their rows read, after every migration."""

from typing import Any

from django.db import connection

from homeward.archives.reading import full, light
from homeward.archives.tables import Table, is_closed, own_where, tables


def write(using: str = "default", **_signal: Any) -> None:
    rows = [_row(table) for table in tables().values()]
    with connection.cursor() as cursor:
        cursor.execute("select to_regclass('public.archives_declared') is not null")
        if not cursor.fetchone()[0]:
            return
        cursor.execute("delete from archives_declared")
        cursor.executemany(
            "insert into archives_declared"
            " (name, own_where, light, whole, pk, pk_type, part, part_type, is_open)"
            " values (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
            rows,
        )


def _row(table: Table) -> tuple[Any, ...]:
    part = next((c for c in table.columns if c.name == table.part_column), None)
    return (
        table.name, own_where(table), light(table), full(table), table.pk.name, table.pk.type,
        part.name if part else "", part.type if part else "", not is_closed(table),
    )  # fmt: skip
