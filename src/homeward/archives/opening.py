"""The archive's other end: opened, and held to its own manifest before a row of it is believed."""

import csv
import hashlib
import io
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from homeward.archives import sealing
from homeward.archives.packing import FORMAT, file_name, unspelled
from homeward.archives.tables import FILES, Table, tables
from homeward.core.foreign import json_of

PIECE = 1 << 20
# A cell may hold a long note or a questionnaire.
LONGEST_CELL = 64 << 20
# A ZIP says how large what it holds will be; more than this many times its own size is no archive.
MOST_TIMES = 200


# What a ZIP or a table in it raises that somebody has put together by hand.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    csv.Error,
    UnicodeDecodeError,
    EOFError,
    # Packed in a way that is not known here.
    NotImplementedError,
)


class Altered(Exception):
    """It is not what its manifest says, or of another form: the words say where."""


@dataclass(frozen=True)
class Archive:
    packed: zipfile.ZipFile
    manifest: dict[str, Any]

    @property
    def tables(self) -> list[Table]:
        """Those that are in it, in the order in which they are written."""
        return [table for table in tables().values() if table.name in self.manifest["tables"]]

    def rows(self, table: Table) -> Iterator[list[str | None]]:
        with self.packed.open(f"tables/{table.name}.csv") as file:
            lines = csv.reader(io.TextIOWrapper(file, "utf-8", newline=""), strict=True)
            next(lines)
            for line in lines:
                yield [unspelled(cell) for cell in line]

    def file(self, table: Table, key: str, column: str) -> bytes:
        name = file_name(table, key, column)
        return self.packed.read(name) if name in self.manifest["files"] else b""

    def files(self, table: Table, cells: Sequence[str | None]) -> dict[str, bytes]:
        """The bytes that a row names by their digests."""
        return {
            column.name: self.file(table, str(cells[0]), column.name) if cells[place] else b""
            for place, column in enumerate(table.columns)
            if column.kind in FILES and cells[place] is not None
        }


@contextmanager
def opened(sealed: Sequence[Path], passphrase: str) -> Iterator[Archive]:
    """Opens its parts as one, into a folder that nobody else reads and that is gone afterwards.

    Raises sealing.NotOpened, Altered.
    """
    csv.field_size_limit(LONGEST_CELL)
    with tempfile.TemporaryDirectory(prefix="homeward-archive-") as name:
        folder = Path(name)
        whole = sealed[0] if len(sealed) == 1 else _joined(sealed, folder / "sealed")
        clear = folder / "clear.zip"
        sealing.open_to(whole, clear, passphrase)
        with clear.open("rb") as file, as_archive(file, clear.stat().st_size) as archive:
            yield archive


@contextmanager
def as_archive(clear: BinaryIO, size: int) -> Iterator[Archive]:
    """The archive in clear, of so many bytes, held to its manifest. Raises Altered."""
    try:
        with zipfile.ZipFile(clear) as packed:
            archive = Archive(packed, _manifest(packed, size))
            _check(archive)
            yield archive
    except BROKEN as error:
        raise Altered(str(error)) from error


def _joined(parts: Sequence[Path], whole: Path) -> Path:
    with whole.open("wb") as out:
        for part in parts:
            with part.open("rb") as source:
                while piece := source.read(PIECE):
                    out.write(piece)
    return whole


def _manifest(packed: zipfile.ZipFile, size: int) -> dict[str, Any]:
    if sum(entry.file_size for entry in packed.infolist()) > max(size, PIECE) * MOST_TIMES:
        raise Altered("it would unpack to far more than it is")
    try:
        found = json_of(packed.read("manifest.json"))
        if found["format"] != FORMAT:
            raise Altered(f"its form is {found['format']}, and not {FORMAT}")
        found["id"], found["organisation"]["name"], found["tables"].items(), found["files"].items()
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Altered("its manifest is not to be read") from error
    return dict(found)


def _check(archive: Archive) -> None:
    """Each file by its hash, none too many, each table with the columns that are known here."""
    told = archive.manifest["files"]
    present = set(archive.packed.namelist()) - {"manifest.json"}
    if missing := sorted(told.keys() ^ present):
        raise Altered(f"{missing[0]} is missing, or is not in the manifest")
    for name, digest in told.items():
        if _hash(archive.packed, name) != digest:
            raise Altered(f"{name} is not what its manifest says")
    known = {table.name: table for table in tables().values()}
    for name in archive.manifest["tables"]:
        if name not in known:
            raise Altered(f"the table {name} is not known to this version")
        if f"tables/{name}.csv" not in told:
            raise Altered(f"the table {name} is not in it")
        expected = [column.name for column in known[name].columns]
        with archive.packed.open(f"tables/{name}.csv") as file:
            found = next(csv.reader(io.TextIOWrapper(file, "utf-8", newline="")), [])
        if found != expected:
            other = sorted(set(found) ^ set(expected)) or ["their order"]
            raise Altered(f"{name} has other columns than this version: {', '.join(other)}")


def _hash(packed: zipfile.ZipFile, name: str) -> str:
    found = hashlib.sha256()
    with packed.open(name) as file:
        while piece := file.read(PIECE):
            found.update(piece)
    return found.hexdigest()
