"""The directory as an HSDS data package: one CSV a table and datapackage.json, zipped.

The same directory gives the same bytes: rows are sorted by id, and no time is written. Unlike a
spreadsheet for reading (core.spreadsheets) its cells are not marked against formulas: it is read
by programs, and a phone number must stay one.
"""

import csv
import io
import json
import zipfile
from collections.abc import Iterable
from typing import Any

from homeward.exchange.readers.hsds_columns import (
    COLUMNS,
    LINKS,
    NUMBERS,
    OWN,
    REQUIRED,
    file_of,
)
from homeward.exchange.writers.hsds.rows import Row, Rows

VERSION = "3.0"
# The oldest day an archive can name; the real one would make each archive another.
EPOCH = (1980, 1, 1, 0, 0, 0)


def zipped(rows: Rows) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files(rows).items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return out.getvalue()


def files(rows: Rows) -> dict[str, str]:
    """Name -> text of each file of the package."""
    tables = [table for table in COLUMNS if rows.of(table)]
    columns = {table: _columns(table, rows.of(table).values()) for table in tables}
    described = json.dumps(_described(columns), ensure_ascii=False, indent=2)
    found = {"datapackage.json": f"{described}\n"}
    for table in tables:
        found[file_of(table)] = _csv(columns[table], rows.of(table))
    return found


def _columns(table: str, rows: Iterable[Row]) -> list[str]:
    """All of HSDS's own, and what else is told."""
    used = {name for row in rows for name in row}
    own = [name for name in OWN.get(table, ()) if name in used]
    known = {*COLUMNS[table], *own}
    return [*COLUMNS[table], *own, *sorted(used - known)]


def _csv(columns: list[str], rows: dict[str, Row]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    for key in sorted(rows):
        writer.writerow([_cell(rows[key].get(name)) for name in columns])
    return out.getvalue()


def _cell(value: Any) -> str:
    return "" if value is None else str(value)


def _described(columns: dict[str, list[str]]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-package",
        "name": "human_services_data",
        "title": "Human Services Data Specification",
        "hsds_version": VERSION,
        "resources": [_resource(table, names, columns) for table, names in columns.items()],
    }


def _resource(table: str, names: list[str], columns: dict[str, list[str]]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table,
        "path": file_of(table),
        "encoding": "utf-8",
        "schema": {
            "primaryKey": "id",
            "fields": [_field(table, name) for name in names],
            "foreignKeys": [
                {"fields": name, "reference": {"resource": LINKS[name], "fields": "id"}}
                for name in names
                if LINKS.get(name) in columns
            ],
        },
    }


def _field(table: str, name: str) -> dict[str, Any]:
    is_number = name in NUMBERS.get(table, ())
    plain: dict[str, Any] = {"name": name, "type": "number" if is_number else "string"}
    if name == "id" or name in REQUIRED.get(table, ()):
        plain["constraints"] = {"required": True}
    return plain
