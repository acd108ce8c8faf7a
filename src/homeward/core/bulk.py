"""Many rows of a reference table at once: compared in memory, new ones written by COPY."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet
from psycopg import sql

from homeward.core.changes import Change, Did

Row = tuple[Any, ...]


@dataclass
class Outcome:
    """What was done with the rows of one kind; `changed` names the fields, `gone` the keys."""

    kind: str
    counts: Counter[str] = field(default_factory=Counter)
    changed: list[Change] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """The rows of one table as a file says them.

    `rows` maps the values of `key` to those of `columns`. `derived` gives the columns that follow
    from a row (its search words, say) and are written with it, but not compared; `defaults` are
    those of a new row alone.
    """

    kind: str
    key: Sequence[str]
    columns: Sequence[str]
    rows: Mapping[Row, Row]
    derived_columns: Sequence[str] = ()
    derived: Callable[[Row], Row] = lambda _row: ()
    defaults: Mapping[str, Any] = field(default_factory=dict)


def put(sheet: Sheet, among: QuerySet[Any]) -> Outcome:
    """Writes what is new or differs among the rows of `among`; what is gone stays and is told."""
    outcome = Outcome(sheet.kind)
    width = len(sheet.key)
    known = {row[1 : width + 1]: row for row in _known(sheet, among)}
    defaults = tuple(sheet.defaults.values())
    new, updates = [], []
    for key, values in sheet.rows.items():
        old = known.get(key)
        if old is None:
            new.append((*key, *values, *sheet.derived(values), *defaults))
            outcome.counts[Did.NEW] += 1
        elif old[width + 1 :] != values:
            fields = _differing(sheet.columns, old[width + 1 :], values)
            updates.append((*values, *sheet.derived(values), old[0]))
            outcome.changed.append(
                Change(
                    kind=sheet.kind, source_id=_said(key), name="", did=Did.CHANGED, fields=fields
                )
            )
            outcome.counts[Did.CHANGED] += 1
        else:
            outcome.counts[Did.UNCHANGED] += 1
    outcome.gone = [_said(key) for key in known if key not in sheet.rows]
    written = [*sheet.columns, *sheet.derived_columns]
    copy_in(among.model, [*sheet.key, *written, *sheet.defaults], new)
    _update(among.model, written, updates)
    return outcome


def _known(sheet: Sheet, among: QuerySet[Any]) -> Iterable[Row]:
    found: Iterable[Row] = among.values_list("pk", *sheet.key, *sheet.columns).iterator(10_000)
    return found


def _differing(columns: Sequence[str], old: Row, new: Row) -> tuple[str, ...]:
    return tuple(name for name, was, now in zip(columns, old, new, strict=True) if was != now)


def _said(key: Row) -> str:
    return "/".join(str(part) for part in key)


def copy_in(model: type[Model], columns: Sequence[str], rows: Iterable[Row]) -> None:
    """COPY into the model's table; columns are named as the model's attributes (`country_id`)."""
    statement = sql.SQL("copy {} ({}) from stdin").format(
        sql.Identifier(model._meta.db_table),
        sql.SQL(", ").join(_column(model, name) for name in columns),
    )
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def _update(model: type[Model], columns: Sequence[str], rows: Sequence[Row]) -> None:
    if not rows:
        return
    settings = sql.SQL(", ").join(
        sql.SQL("{} = %s").format(_column(model, name)) for name in columns
    )
    statement = sql.SQL("update {} set {} where {} = %s").format(
        sql.Identifier(model._meta.db_table), settings, _column(model, model._meta.pk.attname)
    )
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)


def _column(model: type[Model], name: str) -> sql.Identifier:
    found = next(f for f in model._meta.concrete_fields if name in {f.attname, f.name})
    return sql.Identifier(str(found.column))
