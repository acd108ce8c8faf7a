"""An archive comes in: all of it or nothing, and only if what stands here then says the same.

Runs as the database's owner, since it writes past the row policies. Triggers that would do once
more what was done (open a wait, book a reservation) rest meanwhile; what is folded from other rows
is folded anew at the end. Readers go on; writers wait.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection, transaction

from homeward.access import unit
from homeward.access.choices import ActorKind, Purpose
from homeward.access.keys import ring
from homeward.access.models import Guarded
from homeward.archives.knowing import Conflict, Known, know
from homeward.archives.measuring import Measured, with_digests
from homeward.archives.models import Arrival
from homeward.archives.opening import Archive, opened
from homeward.archives.reading import AsOwner, Reader, place_of, stand_in
from homeward.archives.tables import Column, Table, tables
from homeward.persons import indexing

BATCH = 500
Progress = Callable[[str, int], object]
# What a row gets that its archive does not say.
FOLDED = {"shared_with": "'{}'", "shared_until": "'9999-12-31'", "sealed": "false"}
INVITED = {"password": "'!'", "is_active": "false", "session_stamp": "gen_random_uuid()"}


class NotTaken(Exception):
    """Nothing was written, for these reasons."""

    def __init__(self, conflicts: Sequence[Conflict]) -> None:
        super().__init__("; ".join(str(one) for one in conflicts))
        self.conflicts = list(conflicts)


class KnownAlready(Exception):
    """The same archive came before."""


class _Rehearsed(Exception):
    """Ends a dry run's transaction."""


@dataclass
class Report:
    """By table: what the archive says, what stands here, and whether they are the same."""

    tables: dict[str, dict[str, Any]] = field(default_factory=dict)
    otherwise: dict[str, int] = field(default_factory=dict)
    suspended: list[str] = field(default_factory=list)
    organisation: int = 0
    rows: int = 0

    @property
    def is_equal(self) -> bool:
        return all(told["equal"] for told in self.tables.values())

    def as_json(self) -> dict[str, Any]:
        return {
            "tables": self.tables, "otherwise": self.otherwise, "suspended": self.suspended,
            "equal": self.is_equal,
        }  # fmt: skip


def arrive(
    files: Sequence[Path],
    passphrase: str,
    *,
    at: datetime,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Raises NotOpened, Altered, KnownAlready or NotTaken; then nothing was written."""
    with opened(files, passphrase) as archive:
        report = Report()
        try:
            with transaction.atomic():
                _bring_in(archive, report, _sha256(files), at=at, progress=progress)
                if dry_run:
                    raise _Rehearsed
        except _Rehearsed:
            return report
    indexing.reindex()
    return report


def _sha256(files: Sequence[Path]) -> str:
    found = hashlib.sha256()
    for path in files:
        with path.open("rb") as source:
            while piece := source.read(1 << 20):
                found.update(piece)
    return found.hexdigest()


def _bring_in(
    archive: Archive, report: Report, sha256: str, *, at: datetime, progress: Progress | None
) -> None:
    with connection.cursor() as cursor:
        # Two that come at once: the second finds the first's rows.
        cursor.execute("select pg_advisory_xact_lock(hashtext('homeward archive'))")
    if Arrival.objects.filter(pk=archive.manifest["id"]).exists():
        raise KnownAlready
    known = know(archive)
    if known.conflicts:
        raise NotTaken(known.conflicts)
    with _triggers_resting(archive.tables):
        for table in archive.tables:
            _write(archive, table, known)
            if progress:
                progress(table.name, archive.manifest["tables"][table.name]["rows"])
    _fold(archive.tables, known)
    report.otherwise = dict(sorted(known.otherwise.items()))
    _measure(archive, known, report)
    report.suspended = _suspend(known)
    org = archive.manifest["organisation"]
    report.organisation = int(known.names["access.Organisation"][str(org["id"])])
    report.rows = sum(told["rows"] for told in report.tables.values())
    Arrival.objects.create(
        id=archive.manifest["id"], organisation_id=report.organisation,
        made_at=datetime.fromisoformat(archive.manifest["made_at"]), arrived_at=at, sha256=sha256,
        row_count=report.rows, report=report.as_json(),
    )  # fmt: skip


@contextmanager
def _triggers_resting(written: Sequence[Table]) -> Iterator[None]:
    """Foreign keys and every other constraint hold all the same."""
    with connection.cursor() as cursor:
        for table in written:
            cursor.execute(f'alter table "{table.name}" disable trigger user')
        yield
        try:
            cursor.execute("set constraints all immediate")
        except DatabaseError as error:
            raise NotTaken([_of_database("", error)]) from error
        for table in written:
            cursor.execute(f'alter table "{table.name}" enable trigger user')
        cursor.execute("set constraints all deferred")


def _of_database(table: str, error: DatabaseError) -> Conflict:
    """A constraint's own words: they name the column and never a text that is sealed."""
    told = getattr(error.__cause__, "diag", None)
    if told is None:
        return Conflict(table, "", "", str(error))
    why = f"{told.constraint_name or ''} {told.message_detail or told.message_primary or ''}"
    return Conflict(told.table_name or table, "", told.column_name or "", why.strip())


def _write(archive: Archive, table: Table, known: Known) -> None:
    here = known.here[table.label]
    columns = ", ".join(column.quoted for column in table.columns)
    staged = _staged(table)
    more = _more(table)
    with connection.cursor() as cursor:
        cursor.execute(
            f'create temp table "{staged}" on commit drop as'  # noqa: S608
            f' select {columns} from "{table.name}" limit 0'
        )
        with cursor.copy(f'copy "{staged}" ({columns}) from stdin') as copy:
            for rows in _batches(archive, table, here):
                for ready in _ready(archive, table, known, rows):
                    copy.write_row(ready)
        _refuse_double(table, staged)
        names = "".join(f', "{name}"' for name in more)
        values = "".join(f", {value}" for value in more.values())
        try:
            with transaction.atomic():
                cursor.execute(
                    f'insert into "{table.name}" ({columns}{names})'  # noqa: S608
                    f' select {columns}{values} from "{staged}"'
                )
        except DatabaseError as error:
            raise NotTaken([_of_database(table.name, error)]) from error


def _staged(table: Table) -> str:
    return f"arriving_{table.name}"[:60]


def _more(table: Table) -> dict[str, str]:
    if table.label == "access.User":
        return INVITED
    return FOLDED if issubclass(table.model, Guarded) else {}


def _batches(archive: Archive, table: Table, here: set[str]) -> Iterator[list[list[str | None]]]:
    held: list[list[str | None]] = []
    for cells in archive.rows(table):
        if str(cells[0]) in here:
            continue
        held.append(cells)
        if len(held) == BATCH:
            yield held
            held = []
    if held:
        yield held


def _ready(
    archive: Archive, table: Table, known: Known, rows: list[list[str | None]]
) -> Iterator[list[Any]]:
    """The rows as they will stand here: named anew, and sealed under keys of this installation."""
    with unit.beginning(ActorKind.JOB, "archive", Purpose.CASEWORK):
        if any(column.kind.startswith("sealed") for column in table.columns):
            place = place_of(table, table.person_column) if table.person_column else None
            if place is not None:
                ring.make_ready({UUID(str(cells[place])) for cells in rows if cells[place]})
        for cells in rows:
            files = archive.files(table, cells)
            named = known.row(table, cells)
            yield [
                _value(table, named, column, cell, files)
                for column, cell in zip(table.columns, named, strict=True)
            ]


def _value(
    table: Table,
    cells: list[str | None],
    column: Column,
    cell: str | None,
    files: dict[str, bytes],
) -> Any:
    if cell is None:
        return None
    if column.kind == "bytes":
        return files[column.name]
    if column.kind == "array":
        return _listed(cell)
    if column.kind.startswith("sealed"):
        value = files[column.name] if column.kind == "sealed bytes" else cell
        if not value:
            return b""
        return bytes(column.field.seal(stand_in(table, cells, column), value))
    return cell


def _listed(cell: str) -> list[Any]:
    found: list[Any] = json.loads(cell)
    return found


def _refuse_double(table: Table, staged: str) -> None:
    """Says by row and column what the unique constraints would only refuse."""
    for columns in _unique(table):
        same = " and ".join(f't."{name}" = s."{name}"' for name in columns)
        with connection.cursor() as cursor:
            cursor.execute(
                f'select s."{table.pk.name}"::text from "{staged}" s'  # noqa: S608
                f' join "{table.name}" t on {same} limit 20'
            )
            found = [str(row[0]) for row in cursor.fetchall()]
        if found:
            said = ", ".join(columns)
            why = "another row here has the same already"
            raise NotTaken([Conflict(table.name, key, said, why) for key in found])


def _unique(table: Table) -> Iterator[tuple[str, ...]]:
    meta = table.model._meta
    sealed = {column.name for column in table.columns if column.kind.startswith("sealed")}
    known = {column.name for column in table.columns} - sealed
    for column in table.columns:
        model_field = next(f for f in meta.concrete_fields if f.column == column.name)
        if model_field.unique:
            yield (column.name,)
    for rule in meta.total_unique_constraints:
        names = tuple(str(meta.get_field(name).column) for name in rule.fields)  # type: ignore[union-attr]
        if set(names) <= known:
            yield names


def _fold(written: Sequence[Table], known: Known) -> None:
    """What the gate keeps in each row from consents, blocks and seals; what agreements open."""
    with connection.cursor() as cursor:
        cursor.execute("update agreements_agreement set number = number where false")
        for table in written:
            if not issubclass(table.model, Guarded):
                continue
            cursor.execute(
                f'update "{table.name}" set shared_until = shared_until'  # noqa: S608
                f' where "{table.pk.name}" in'
                f' (select "{table.pk.name}" from "{_staged(table)}")'
            )
            cursor.execute(
                f'select t."{table.pk.name}"::text from "{table.name}" t'  # noqa: S608
                f' join "{_staged(table)}" s on s."{table.pk.name}" = t."{table.pk.name}"'
                " where t.data_class = 7"
                f' and gate_asylum_barred_to(t."{table.person_column}", t.owner_org_id) limit 20'
            )
            if barred := [str(row[0]) for row in cursor.fetchall()]:
                why = "asylum history never goes to an authority of a country of origin"
                raise NotTaken([Conflict(table.name, key, "owner_org_id", why) for key in barred])


def _measure(archive: Archive, known: Known, report: Report) -> None:
    """Reads back what stands here, opened by the new keys and named as the archive names it."""
    back, reader = known.back(), Reader(AsOwner(0))
    for table in archive.tables:
        there, here, stood = Measured(table), Measured(table), known.here[table.label]
        names = []
        for cells in archive.rows(table):
            if str(cells[0]) not in stood:
                there.add(cells)
                names.append(str(known.told(table, table.pk, cells[0])))
        for row in reader.rows(table, names, {}):
            here.add(with_digests(table, back.row(table, row.cells), row.files))
        told = archive.manifest["tables"][table.name]
        # Where none of its rows stood here before, the archive's own fingerprint is asked for.
        before = there.told() if stood else {name: told[name] for name in there.told()}
        after = here.told()
        report.tables[table.name] = {
            "rows": told["rows"],
            "stood_here": len(stood),
            "before": before,
            "after": after,
            "equal": before == after and told["rows"] == after["rows"] + len(stood),
        }
    unequal = [name for name, told in report.tables.items() if not told["equal"]]
    if unequal:
        why = "what stands here afterwards is not what the archive says"
        raise NotTaken([Conflict(name, "", "", why) for name in unequal])


def _suspend(known: Known) -> list[str]:
    """An agreement that would open rows of somebody who works here already waits for their word.

    Otherwise whoever makes an archive could sign in another's name.
    """
    label = "agreements.Agreement"
    table, organisation = tables()[label], tables()["access.Organisation"]
    stood = [known.names[organisation.label][key] for key in known.here[organisation.label]]
    new = [here for there, here in known.names[label].items() if there not in known.here[label]]
    with connection.cursor() as cursor:
        cursor.execute(
            f"update \"{table.name}\" a set status = 'suspended'"  # noqa: S608
            " where a.id = any(%s::text[]::bigint[]) and a.status = 'in_force' and exists ("
            "select 1 from agreements_clause c where c.agreement_id = a.id"
            " and c.from_org_id = any(%s::text[]::bigint[])) returning a.number",
            [new, stood],
        )
        return sorted(str(row[0]) for row in cursor.fetchall())
