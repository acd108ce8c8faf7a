"""HSDS 3 as tables: every file form of it is brought to rows by table and id."""

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from django.utils.translation import gettext as _

from homeward.exchange.readers import texts
from homeward.exchange.readers.hsds_columns import COLUMNS, NESTED, OWN, REQUIRED, table_named
from homeward.exchange.readings import Cells, Reading

# What a file unpacks to at most, so that a small archive can't fill the memory.
MOST_BYTES = 200_000_000
MOST_RATIO = 200
MOST_PARTS = 500
CHUNK = 256 * 1024
ENCRYPTED = 0x1
ENDINGS = (".csv", ".json")
PACKAGE = "datapackage.json"


@dataclass
class Tables:
    """Rows by table and id, in the order in which they were read."""

    reading: Reading
    rows: dict[str, dict[str, Cells]] = field(default_factory=dict)
    indexes: dict[tuple[str, str], dict[str, list[tuple[str, Cells]]]] = field(default_factory=dict)

    def of(self, table: str) -> dict[str, Cells]:
        return self.rows.get(table, {})

    def where(self, table: str, column: str, value: str) -> list[tuple[str, Cells]]:
        """The ids and rows of a table with that value. For when all rows have been read."""
        if (table, column) not in self.indexes:
            index = self.indexes[table, column] = {}
            for key, cells in self.of(table).items():
                index.setdefault(cells.text(column), []).append((key, cells))
        return self.indexes[table, column].get(value, [])

    def add(self, table: str, cells: Cells, *, is_whole: bool) -> None:
        """`is_whole`: the row is a table's own, and stands once; nested ones may repeat."""
        key = cells.text("id", required=True)
        known = self.rows.setdefault(table, {})
        if key not in known:
            if key:
                known[key] = cells
        elif is_whole:
            cells.fault("id", _("The id %(id)s is there twice.") % {"id": key})
        else:
            _merge(known[key], cells)


def _merge(known: Cells, again: Cells) -> None:
    for name, value in again.values.items():
        if known.values.get(name) in (None, ""):
            known.values[name] = value


# A folder, an archive or a file; or what was uploaded, by its name.
Source = Path | Mapping[str, bytes]


class _TooMuch(Exception):
    """An archive unpacks to more than is taken."""


def read_tables(source: Source, reading: Reading) -> Tables:
    """From a folder, an archive, or one JSON file."""
    tables = Tables(reading)
    files = _files(source, reading)
    if files is None:
        return tables
    if any(PurePosixPath(name).suffix == ".csv" for name in files):
        _read_package(files, tables)
    else:
        for name, data in files.items():
            _read_json(name, data, tables)
    if not tables.rows and not reading.faults:
        reading.fault(_name(source), _("Nothing of HSDS was found here."))
    return tables


def _name(source: Source) -> str:
    return source.name if isinstance(source, Path) else ", ".join(source)


def _files(source: Source, reading: Reading) -> dict[str, bytes] | None:
    if isinstance(source, Path):
        if source.is_dir():
            names = sorted(p for p in source.iterdir() if p.suffix in ENDINGS)
            return {p.name: p.read_bytes() for p in names if p.is_file()}
        source = {source.name: source.read_bytes()}
    found: dict[str, bytes] = {}
    for name, data in source.items():
        if not name.lower().endswith(".zip"):
            found[name] = data
        elif (unzipped := _unzipped(name, data, reading)) is None:
            return None
        else:
            found.update(unzipped)
    return found


def _unzipped(name: str, data: bytes, reading: Reading) -> dict[str, bytes] | None:
    """The tables of an archive. The sizes that it declares are not believed."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS:
                raise _TooMuch
            return _parts(archive, parts, min(MOST_BYTES, MOST_RATIO * len(data)))
    except _TooMuch:
        reading.fault(name, _("The archive unpacks to too much."))
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ) as error:
        reading.fault(name, _("The archive can't be opened: %(why)s") % {"why": error})
    return None


def _parts(
    archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], allowed: int
) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for part in parts:
        _check_name(part)
        name = PurePosixPath(part.filename).name
        if part.is_dir() or not name.lower().endswith(ENDINGS):
            continue
        if name in found:
            raise ValueError(_("two files are called %(name)s") % {"name": name})
        unpacked = b"".join(_bounded(archive, part, allowed))
        allowed -= len(unpacked)
        found[name] = unpacked
    return found


def _check_name(part: zipfile.ZipInfo) -> None:
    """Nothing is written to a disk; but an archive that tries to leave its folder isn't read."""
    plain = part.filename.replace("\\", "/")
    if plain.startswith("/") or ":" in plain or ".." in plain.split("/"):
        raise ValueError(_("the name of a file leads out of the archive"))
    if part.flag_bits & ENCRYPTED:
        raise ValueError(_("it is locked by a password"))


def _bounded(archive: zipfile.ZipFile, part: zipfile.ZipInfo, allowed: int) -> Iterator[bytes]:
    with archive.open(part) as stream:
        while chunk := stream.read(CHUNK):
            allowed -= len(chunk)
            if allowed < 0:
                raise _TooMuch
            yield chunk


def _read_package(files: dict[str, bytes], tables: Tables) -> None:
    for name, table in _resources(files, tables.reading).items():
        if name in files:
            _read_csv(name, table, files[name], tables)
        else:
            tables.reading.fault(
                PACKAGE, _("The package names %(file)s, which isn't there.") % {"file": name}
            )


def _resources(files: dict[str, bytes], reading: Reading) -> dict[str, str]:
    """File -> table, as the package says, or by the files' names."""
    data = files.get(PACKAGE)
    if data is not None and _is_pointer(data):
        reading.note(
            PACKAGE, _("Only points to another file: the tables are known by their names.")
        )
        data = None
    package = texts.json_value(data, PACKAGE, reading) if data is not None else None
    if isinstance(package, dict) and isinstance(package.get("resources"), list):
        named = {
            PurePosixPath(str(resource.get("path", ""))).name: str(resource.get("name", ""))
            for resource in package["resources"]
            if isinstance(resource, dict)
        }
    else:
        named = {n: PurePosixPath(n).stem for n in files if n.endswith(".csv")}
    found = {}
    for file, name in named.items():
        table = table_named(name)
        if table:
            found[file] = table
        else:
            reading.note(file, _("No table of HSDS has this name: left out."))
    return found


def _is_pointer(data: bytes) -> bool:
    """A symbolic link that was stored as a file holds nothing but a path."""
    return len(data) < 300 and b"{" not in data and data.strip().endswith(b".json")  # noqa: PLR2004


def _read_csv(file: str, table: str, data: bytes, tables: Tables) -> None:
    reading = tables.reading
    header, rows = texts.csv_rows(data, file, reading)
    if not header:
        return
    for missing in ("id", *REQUIRED.get(table, ())):
        if missing not in header:
            reading.fault(file, _("The column is missing."), row=1, field=missing)
            return
    for name in header:
        if not _is_known(table, name):
            note = _("The column isn't known: kept as it is, and not shown.")
            reading.note(file, note, row=1, field=name)
    for line, values in rows:
        tables.add(table, Cells(reading, file, line, dict(values)), is_whole=True)


def _is_known(table: str, name: str) -> bool:
    return name in COLUMNS[table] or name in OWN.get(table, ())


def _read_json(file: str, data: bytes, tables: Tables) -> None:
    value = texts.json_value(data, file, tables.reading)
    try:
        for number, table, record in _objects_of(value):
            if table:
                Flattener(file, number, tables).add(table, record)
            else:
                tables.reading.note(file, _("Not a record of HSDS: left out."), row=number)
    except RecursionError:
        tables.reading.fault(file, _("The file is nested too deeply."))


def _objects_of(value: Any) -> Iterator[tuple[int, str, Any]]:
    """The number, table and object of each record of a file, whatever form the file has."""
    if isinstance(value, dict) and isinstance(value.get("contents"), list):
        value = value["contents"]
    if isinstance(value, dict) and (named := _tabular(value)):
        for table, rows in named:
            for number, record in enumerate(rows, start=1):
                yield number, table if isinstance(record, dict) else "", record
    elif value is not None:
        for number, record in enumerate(value if isinstance(value, list) else [value], start=1):
            yield number, _table_of(record), record


def _tabular(value: dict[str, Any]) -> list[tuple[str, list[Any]]]:
    """One object that holds whole tables, as `{"services.csv": [...]}`."""
    named = [(table_named(n.removesuffix(".csv")), rows) for n, rows in value.items()]
    is_tabular = bool(named) and all(t and isinstance(rows, list) for t, rows in named)
    return named if is_tabular and "id" not in value else []


def _table_of(record: Any) -> str:
    """Which table an object belongs to, by the columns that only one of them has."""
    if not isinstance(record, dict) or "id" not in record:
        return ""
    signs = (
        ("location_type", "location"),
        ("taxonomy_detail", "taxonomy_term"),
        ("term_uri", "taxonomy_term"),
        ("service", "service_at_location"),
        ("status", "service"),
        ("organization", "service"),
        ("legal_status", "organization"),
        ("website", "organization"),
        ("services", "organization"),
        ("version", "taxonomy"),
    )
    return next((table for sign, table in signs if sign in record), "")


@dataclass(frozen=True)
class Flattener:
    """Takes one object of a file apart into rows, with links where one held another."""

    file: str
    number: int
    tables: Tables

    def add(self, table: str, record: dict[str, Any]) -> str:
        """Adds an object and all inside it; gives its id."""
        key = str(record.get("id", ""))
        values = {n: v for n, v in record.items() if not isinstance(v, dict | list)}
        cells = Cells(self.tables.reading, self.file, self.number, values)
        for name, inside in record.items():
            if name in NESTED:
                for child in _dicts(inside):
                    self._add_child(table, values, key, name, child)
            elif isinstance(inside, dict | list):
                cells.note(name, _("Left out: the field isn't known."))
            elif not _is_known(table, name) and not name.endswith("_id"):
                cells.note(name, _("The field isn't known: kept as it is, and not shown."))
        self.tables.add(table, cells, is_whole=False)
        return key

    def _add_child(
        self, table: str, values: dict[str, Any], key: str, name: str, child: dict[str, Any]
    ) -> None:
        child_table, back = NESTED[name]
        if back:
            self.add(child_table, {**child, back.format(table): key})
        else:
            values.setdefault(_forward(name), self.add(child_table, child))


def _forward(name: str) -> str:
    return "taxonomy_id" if name == "taxonomy_detail" else f"{name}_id"


def _dicts(value: Any) -> Iterator[dict[str, Any]]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            yield item
