"""The archive's one end: rows become a ZIP of CSV files with their description, then sealed."""

import csv
import hashlib
import json
import os
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils import translation

from homeward.access import unit
from homeward.access.models import Organisation
from homeward.archives import described, sealing
from homeward.archives.classes import Stays, class_of
from homeward.archives.measuring import Measured, with_digests
from homeward.archives.reading import Picked, Reader, Source, pick
from homeward.archives.tables import FILES, Table, tables

FORMAT = "homeward-organisation/1"
NULL = "\\N"
Progress = Callable[[str, int], object]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Whose data, when, and the archive's own number."""

    id: UUID
    organisation: Organisation
    at: datetime
    reason: str


def spelled(cell: str | None) -> str:
    """As it stands in the file: `\\N` is nothing, and a text that looks like it has one more."""
    if cell is None:
        return NULL
    return f"\\{cell}" if cell.endswith("N") and set(cell[:-1]) == {"\\"} else cell


def unspelled(text: str) -> str | None:
    if text == NULL:
        return None
    return text[1:] if text.endswith("N") and set(text[:-1]) == {"\\"} else text


def write(
    asked: Asked,
    source: Source,
    target: Path,
    passphrase: str,
    *,
    log: list[dict[str, str]],
    noted: unit.Unit | None = None,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Makes the archive and gives its manifest. The file is there whole, or not at all."""
    with _folder(target) as folder:
        clear, sealed = folder / "clear.zip", folder / "sealed"
        with zipfile.ZipFile(clear, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
            manifest = _fill(packed, asked, Reader(source, noted=noted), log, progress)
        with clear.open("rb") as content, sealed.open("wb") as out:
            sealing.seal(content, out, passphrase)
            out.flush()
            os.fsync(out.fileno())
        sealed.replace(target)
    return manifest


@contextmanager
def _folder(target: Path) -> Iterator[Path]:
    """Beside the target, so that the file is renamed and not copied; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix=".archive-", dir=target.parent) as folder:
        yield Path(folder)


def _fill(
    packed: zipfile.ZipFile,
    asked: Asked,
    reader: Reader,
    log: list[dict[str, str]],
    progress: Progress | None,
) -> dict[str, Any]:
    picked = pick(reader.source)
    told: dict[str, Any] = {}
    files: dict[str, str] = {}
    for label, rows in picked.rows.items():
        if rows:
            table = tables()[label]
            told[table.name] = _table(packed, table, picked, reader, files)
            if progress:
                progress(table.name, len(rows))
    files["read-log.csv"] = _plain(packed, "read-log.csv", described.log_of(log))
    present = [tables()[label] for label, rows in picked.rows.items() if rows]
    package = json.dumps(described.package(asked, present), ensure_ascii=False, indent=1)
    files["datapackage.json"] = _plain(packed, "datapackage.json", package)
    for name, text in described.readmes(asked.organisation.name).items():
        files[name] = _plain(packed, name, text)
    manifest = {
        "format": FORMAT,
        "id": str(asked.id),
        "made_at": asked.at.isoformat(),
        "reason": asked.reason,
        "organisation": {
            "id": asked.organisation.pk,
            "name": asked.organisation.name,
            "kind": asked.organisation.kind,
            "country": asked.organisation.country_id,
        },
        "tables": told,
        "left": _left(picked),
        "files": files,
        "stays": _in_english(),
    }
    packed.writestr("manifest.json", json.dumps(manifest, ensure_ascii=False, indent=1))
    return manifest


def _left(picked: Picked) -> dict[str, dict[str, int]]:
    """Rows that did not go, and pointers that were emptied, with how many of each."""
    name = {label: table.name for label, table in tables().items()}
    return {
        "rows": {name[label]: count for label, count in sorted(picked.left.items())},
        "pointers": {
            f"{name[label]}.{column}": count
            for (label, column), count in sorted(picked.emptied.items())
        },
    }


def _in_english() -> dict[str, str]:
    with translation.override("en"):
        return stays()


def stays() -> dict[str, str]:
    """What never leaves, and why: part of every archive, and of the page."""
    from django.apps import apps  # noqa: PLC0415 - models are loaded by then

    found = {
        model._meta.db_table: class_of(model)
        for model in apps.get_models(include_auto_created=True)
    }
    return {name: str(k.why) for name, k in sorted(found.items()) if isinstance(k, Stays)}


def _plain(packed: zipfile.ZipFile, name: str, text: str) -> str:
    packed.writestr(name, text)
    return hashlib.sha256(text.encode()).hexdigest()


class _Hashed:
    """A file in the archive that is hashed as it is written."""

    def __init__(self, file: Any) -> None:
        self._file, self.hash = file, hashlib.sha256()

    def write(self, text: str) -> None:
        content = text.encode()
        self.hash.update(content)
        self._file.write(content)


def _table(
    packed: zipfile.ZipFile, table: Table, picked: Picked, reader: Reader, files: dict[str, str]
) -> dict[str, Any]:
    measured, rows = Measured(table), picked.rows[table.label]
    before = Counter(reader.erased)
    path = f"tables/{table.name}.csv"
    with tempfile.TemporaryFile() as held:
        out = _Hashed(held)
        lines = csv.writer(out)
        lines.writerow([column.name for column in table.columns])
        for row in reader.rows(table, list(rows), picked.gone.get(table.label, {})):
            cells = with_digests(table, row.cells, row.files)
            measured.add(cells)
            lines.writerow([spelled(cell) for cell in cells])
            for column in table.columns:
                content = row.files.get(column.name) if column.kind in FILES else None
                if content:
                    name = file_name(table, str(cells[0]), column.name)
                    packed.writestr(name, content)
                    files[name] = hashlib.sha256(content).hexdigest()
        held.seek(0)
        with packed.open(path, "w", force_zip64=True) as inside:
            while piece := held.read(1 << 20):
                inside.write(piece)
    files[path] = out.hash.hexdigest()
    told = measured.told() | {"own": len(picked.own[table.label] & rows.keys())}
    if erased := reader.erased[table.label] - before[table.label]:
        told["erased_values"] = erased
    return told


def file_name(table: Table, key: str, column: str) -> str:
    return f"files/{table.name}/{key}.{column}"
