"""Which rows go along with an organisation, and each of them in plain text.

First every row that is its own, by name alone; then what those point at, until nothing is pointed
at that is not there. A row of its own that can't stand without somebody else's row of a person is
left behind, and counted: it is told in the manifest, never silently lost.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, Protocol
from uuid import UUID

from django.db import connection

from homeward.access import unit
from homeward.access.choices import ActorKind, Purpose
from homeward.access.fields import Erased
from homeward.archives.tables import Column, Table, is_closed, own_where, parent, tables

BATCH = 1_000
Cells = list[str | None]


class Source(Protocol):
    """Where rows come from: the database's owner, or the approved request's function."""

    def own(self, table: Table) -> Iterator[Cells]: ...
    def named(self, table: Table, column: str, keys: Sequence[str]) -> Iterator[Cells]: ...
    def whole(self, table: Table, keys: Sequence[str]) -> Iterator[Cells]: ...


def light(table: Table) -> str:
    """A row's own name and the names of what it points at."""
    return "array[" + ", ".join(c.read() for c in [table.pk, *table.pointers]) + "]::text[]"


def full(table: Table) -> str:
    return "array[" + ", ".join(c.read() for c in table.columns) + "]::text[]"


@dataclass(frozen=True)
class AsOwner:
    """Reads past the row policies, as the command of whoever keeps the database."""

    organisation: int

    def own(self, table: Table) -> Iterator[Cells]:
        where = own_where(table).format(org=self.organisation)
        yield from _asked(f'select {light(table)} from "{table.name}" t where {where}')  # noqa: S608

    def named(self, table: Table, column: str, keys: Sequence[str]) -> Iterator[Cells]:
        of = next(c for c in table.columns if c.name == column)
        yield from _asked(
            f'select {light(table)} from "{table.name}" t'  # noqa: S608
            f' where t."{column}" = any(%s::text[]::{of.type}[])',
            [list(keys)],
        )

    def whole(self, table: Table, keys: Sequence[str]) -> Iterator[Cells]:
        yield from _asked(
            f'select {full(table)} from "{table.name}" t'  # noqa: S608
            f' where t."{table.pk.name}" = any(%s::text[]::{table.pk.type}[])',
            [list(keys)],
        )


def _asked(statement: str, values: Sequence[Any] = ()) -> Iterator[Cells]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
        while rows := cursor.fetchmany(BATCH):
            for (cells,) in rows:
                yield cells


@dataclass
class Picked:
    """The names of all rows that go, and what is told of those that don't."""

    rows: dict[str, dict[str, Cells]] = field(default_factory=dict)
    # Rows of its own that stay since somebody else's row would be missing: by table.
    left: Counter[str] = field(default_factory=Counter)
    # Pointers that were emptied, by table and column.
    emptied: Counter[tuple[str, str]] = field(default_factory=Counter)
    gone: dict[str, dict[str, set[str]]] = field(default_factory=lambda: defaultdict(dict))
    # Rows whose name others may read by a pointer; the organisation's own.
    own: dict[str, set[str]] = field(default_factory=dict)


def names_in(column: Column, cell: str | None) -> list[str]:
    """The rows that a cell names. 0 stands for none of them."""
    if cell is None or cell == "0":
        return []
    if column.kind == "array":
        inside = cell.strip("[]")
        return [one.strip().strip('"') for one in inside.split(",")] if inside else []
    return [cell]


def pick(source: Source) -> Picked:
    picked = Picked()
    for table in tables().values():
        rows = source.own(table) if own_where(table) else iter(())
        picked.rows[table.label] = {str(cells[0]): cells for cells in rows}
        picked.own[table.label] = set(picked.rows[table.label])
    _follow(source, picked)
    while _leave_behind(picked):
        pass
    return picked


def _follow(source: Source, picked: Picked) -> None:
    """Brings what is pointed at, and the parts of what was brought, until all is there."""
    new = {label: list(rows.values()) for label, rows in picked.rows.items()}
    asked: dict[str, set[str]] = defaultdict(set)
    while any(new.values()):
        wanted = _wanted(new, picked, asked)
        came: dict[str, list[Cells]] = defaultdict(list)
        for label, keys in wanted.items():
            table = tables()[label]
            for some in _batches(sorted(keys)):
                _take(picked, table, source.named(table, table.pk.name, some), came)
        for table in tables().values():
            whole = parent(table)
            if whole is None or is_closed(table) or getattr(table.klass, "own_only", False):
                continue
            wholes = [str(c[0]) for c in came.get(whole.label, [])]
            for some in _batches(wholes):
                _take(picked, table, source.named(table, table.part_column, some), came)
        new = came


def _wanted(
    new: dict[str, list[Cells]], picked: Picked, asked: dict[str, set[str]]
) -> dict[str, set[str]]:
    wanted: dict[str, set[str]] = defaultdict(set)
    for label, rows in new.items():
        for place, column in enumerate(tables()[label].pointers, 1):
            to = tables().get(column.to)
            if to is None or is_closed(to):
                continue
            here, before = picked.rows[to.label], asked[to.label]
            for cells in rows:
                for key in names_in(column, cells[place]):
                    if key not in here and key not in before:
                        wanted[to.label].add(key)
                        before.add(key)
    return wanted


def _take(
    picked: Picked, table: Table, rows: Iterator[Cells], came: dict[str, list[Cells]]
) -> None:
    held = picked.rows[table.label]
    for cells in rows:
        if str(cells[0]) not in held:
            held[str(cells[0])] = cells
            came[table.label].append(cells)


def _leave_behind(picked: Picked) -> int:
    """Takes out what points at a row that does not go; true while something was taken out."""
    removed = 0
    for label, rows in picked.rows.items():
        table = tables()[label]
        pointers = [
            (place, column)
            for place, column in enumerate(table.pointers, 1)
            if column.kind != "array" and (column.held or column.type != "uuid")
        ]
        for key in [key for key, cells in rows.items() if _misses(picked, table, cells, pointers)]:
            del rows[key]
            picked.left[label] += 1
            removed += 1
    return removed


def _misses(picked: Picked, table: Table, cells: Cells, pointers: list[tuple[int, Column]]) -> bool:
    for place, column in pointers:
        for key in names_in(column, cells[place]):
            if key in picked.rows.get(column.to, {}):
                continue
            if not column.null:
                return True
            cells[place] = None
            picked.emptied[table.label, column.name] += 1
            picked.gone[table.label].setdefault(str(cells[0]), set()).add(column.name)
    return False


def _batches(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(keys), BATCH):
        yield keys[start : start + BATCH]


@dataclass
class Reader:
    """Reads the rows that were picked, opened: each cell in plain text, bytes apart."""

    source: Source
    # Where the reads of health, protection, asylum and legal rows are noted for the log.
    noted: unit.Unit | None = None
    erased: Counter[str] = field(default_factory=Counter)

    def rows(self, table: Table, keys: Sequence[str], gone: dict[str, set[str]]) -> Iterator["Row"]:
        emptied = {column.name: place for place, column in enumerate(table.columns)}
        for some in _batches(sorted(keys)):
            # One unit of work a batch: its keys are forgotten with it.
            with unit.beginning(ActorKind.JOB, "archive", Purpose.CASEWORK) as held:
                found = sorted(self.source.whole(table, some), key=lambda cells: str(cells[0]))
                held.persons |= set(_persons(table, found))
                self._note(table, found)
                for cells in found:
                    for name in gone.get(str(cells[0]), ()):
                        cells[emptied[name]] = None
                    yield self._opened(table, cells)

    def _note(self, table: Table, rows: list[Cells]) -> None:
        places = [place_of(table, n) for n in ("data_class", table.person_column, "owner_org_id")]
        if self.noted is None or None in places:
            return
        for cells in rows:
            data_class, person, owner = (cells[place or 0] for place in places)
            if person and int(data_class or 0) in unit.LOGGED:
                read = unit.Read(
                    table.name, str(cells[0]), int(data_class or 0), person, int(owner or 0)
                )
                self.noted.reads[read] = None

    def _opened(self, table: Table, cells: Cells) -> "Row":
        row = Row(cells, {})
        for place, column in enumerate(table.columns):
            cell = cells[place]
            if cell is None:
                continue
            if column.kind == "bytes":
                row.files[column.name] = bytes.fromhex(cell)
            elif column.kind.startswith("sealed") and cell:
                value = column.field.open(stand_in(table, cells, column), bytes.fromhex(cell))
                if isinstance(value, Erased) or (value == b"" and cell):
                    self.erased[table.label] += 1
                    value = column.field.nothing
                if column.kind == "sealed":
                    cells[place] = value
                else:
                    row.files[column.name] = value
            elif column.kind == "sealed bytes":
                row.files[column.name] = b""
        return row


@dataclass
class Row:
    cells: Cells
    files: dict[str, bytes]


def _persons(table: Table, rows: list[Cells]) -> Iterator[UUID]:
    place = place_of(table, table.person_column)
    if place is not None:
        yield from (UUID(cells[place]) for cells in rows if cells[place])


def place_of(table: Table, name: str) -> int | None:
    return next((n for n, column in enumerate(table.columns) if column.name == name), None)


def stand_in(table: Table, cells: Cells, column: Column) -> Any:
    """What a sealed field asks of its row: the name that the value is bound to, and whose it is."""
    bound = cells[place_of(table, column.bound_to) or 0]
    row = SimpleNamespace(pk=_typed(table, column, bound))
    name = column.field._person_field
    if name:
        place = place_of(table, "id" if name == "pk" else name)
        person = cells[place] if place is not None else None
        if name != "pk":
            setattr(row, name, UUID(person) if person else None)
    return row


def _typed(table: Table, column: Column, bound: str | None) -> Any:
    """As the row itself has it: a value is bound to 16 bytes or to the number's digits."""
    kind = column.field.model._meta.pk
    while kind.is_relation:
        kind = kind.target_field
    return UUID(bound) if kind.get_internal_type() == "UUIDField" else bound
