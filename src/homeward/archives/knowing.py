"""What of an archive is known here already, and which number each row will have here.

Names that are the same everywhere (UUIDs, codes) stay. Numbers are given anew. A row of reference
that stands here under the same natural key is used as it stands; where words must mean the same,
another wording is a conflict.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from homeward.archives.classes import OF_HERE
from homeward.archives.opening import Archive
from homeward.archives.reading import BATCH, AsOwner, Reader, names_in
from homeward.archives.tables import FILES, Column, Table, is_closed, tables
from homeward.core.digits import are_digits

Cells = list[str | None]
SHOWN = 50


@dataclass(frozen=True)
class Conflict:
    table: str
    row: str
    column: str
    why: str

    def __str__(self) -> str:
        at = f"{self.table}.{self.column}" if self.column else self.table
        return f"{at}, row {self.row}: {self.why}"


@dataclass
class Known:
    """By table: what a row's name becomes, and which of them stand here already."""

    names: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    here: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    conflicts: list[Conflict] = field(default_factory=list)
    # Rows of reference that say something else here, by table and column.
    otherwise: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def told(self, table: Table, column: Column, cell: str | None) -> str | None:
        """A cell as it will stand here."""
        if column is table.pk and not column.to:
            return self.names[table.label].get(str(cell), cell)
        if not column.to or cell is None:
            return cell
        return _renamed(column, cell, self.names[column.to])

    def row(self, table: Table, cells: Sequence[str | None]) -> Cells:
        return [self.told(table, c, cell) for c, cell in zip(table.columns, cells, strict=True)]

    def back(self) -> "Known":
        """The other way round: from the names here to those in the archive."""
        back = Known()
        for label, names in self.names.items():
            back.names[label] = {here: there for there, here in names.items()}
        return back


def _renamed(column: Column, cell: str, names: dict[str, str]) -> str:
    if column.kind != "array":
        return names.get(cell, cell)
    found = [names.get(one, one) for one in names_in(column, cell)]
    return json.dumps(
        [int(one) if are_digits(one) else one for one in found], separators=(",", ":")
    )


def know(archive: Archive) -> Known:
    known = Known()
    for table in archive.tables:
        rows = {str(cells[0]): cells for cells in archive.rows(table)}
        if is_closed(table):
            _refuse_present(known, table, list(rows))
        else:
            _recognise(known, table, rows)
        if table.is_numbered:
            new = [key for key in rows if key not in known.here[table.label]]
            numbers = _numbers(table, len(new))
            known.names[table.label] |= dict(zip(new, numbers, strict=True))
        if len(known.conflicts) > SHOWN:
            break
    return known


def _refuse_present(known: Known, table: Table, keys: Sequence[str]) -> None:
    """Of what belongs to somebody: a row that is here already is not written a second time."""
    if table.is_numbered:
        return
    for key in _present(table, keys):
        why = "it stands here already"
        known.conflicts.append(Conflict(table.name, key, table.pk.name, why))


def _present(table: Table, keys: Sequence[str]) -> Iterator[str]:
    for start in range(0, len(keys), BATCH):
        yield from _column_of(
            f'select t."{table.pk.name}"::text from "{table.name}" t'  # noqa: S608
            f' where t."{table.pk.name}" = any(%s::text[]::{table.pk.type}[])',
            [list(keys[start : start + BATCH])],
        )


def _column_of(statement: str, values: Sequence[Any] = ()) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
        return [str(row[0]) for row in cursor.fetchall()]


def _numbers(table: Table, count: int) -> list[str]:
    return _column_of(
        "select nextval(pg_get_serial_sequence(%s, %s)) from generate_series(1, %s)",
        [f'public."{table.name}"', table.pk.name, count],
    )


def _recognise(known: Known, table: Table, rows: dict[str, Cells]) -> None:
    """Finds rows of reference that stand here, by their name and then by their natural key."""
    found: dict[str, str] = {}
    if not table.is_numbered:
        # A row whose name is another's (a capacity is its actor's) has that one's here.
        names = {str(known.told(table, table.pk, key)): key for key in rows}
        found = {names[here]: here for here in _present(table, list(names))}
        known.names[table.label] |= {key: here for here, key in names.items() if here != key}
    places = [n for n, c in enumerate(table.columns) if c.name in table.known_by]
    by_key: dict[tuple[str | None, ...], list[str]] = {}
    for key in rows.keys() - found.keys():
        cells = known.row(table, rows[key])
        by_key.setdefault(tuple(cells[n] for n in places), []).append(key)
    if by_key and places != [0]:
        for here, natural in _by_natural_key(table, places, list(by_key)):
            waiting = by_key.get(natural, [])
            if waiting:
                found[waiting.pop()] = here
    known.names[table.label] |= found
    known.here[table.label] |= found.keys()
    _compare(known, table, rows, found)


def _by_natural_key(
    table: Table, places: list[int], wanted: list[tuple[str | None, ...]]
) -> Iterator[tuple[str, tuple[str | None, ...]]]:
    columns = [table.columns[n] for n in places]
    first = columns[0]
    keys = sorted({str(natural[0]) for natural in wanted if natural[0] is not None})
    said = ", ".join(c.read() for c in [table.pk, *columns])
    statement = (
        f'select array[{said}]::text[] from "{table.name}" t'  # noqa: S608
        f" where {first.read()} = any(%s::text[]) or {first.read()} is null"
        f' order by t."{table.pk.name}"'
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [keys])
        for (cells,) in cursor.fetchall():
            yield str(cells[0]), tuple(cells[1:])


def _compare(known: Known, table: Table, rows: dict[str, Cells], found: dict[str, str]) -> None:
    """What stands here of these rows, read as the archive has it."""
    reader, back = Reader(AsOwner(0)), known.back()
    theirs = {here: key for key, here in found.items()}
    for row in reader.rows(table, list(theirs), {}):
        said = rows[theirs[str(row.cells[0])]]
        here = back.row(table, row.cells)
        for column, one, other in zip(table.columns[1:], said[1:], here[1:], strict=True):
            if one == other or column.kind in FILES:
                continue
            if table.is_meant_alike and not _is_of_here(table, column):
                why = "it stands here with other words under the same name"
                known.conflicts.append(Conflict(table.name, str(said[0]), column.name, why))
            else:
                known.otherwise[f"{table.name}.{column.name}"] += 1


def _is_of_here(table: Table, column: Column) -> bool:
    """The moment when an installation took something in is no word of it."""
    return column.kind == "datetime" or f"{table.name}.{column.name}" in OF_HERE


def pointers_kept(table: Table) -> list[Column]:
    """Columns whose rows must be among those that are written or that stand here."""
    return [column for column in table.pointers if column.held and column.to in tables()]
