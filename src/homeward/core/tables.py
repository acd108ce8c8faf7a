"""Tables as text files for the file tools: read as they come, written whole or not at all."""

import csv
import os
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from _csv import Reader

DELIMITERS = ",;\t|"
BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


class FileRefused(Exception):
    """A file can't be read as what it should be; nothing is written. `faults` says why."""

    def __init__(self, *faults: str) -> None:
        self.faults = list(faults)
        super().__init__("; ".join(faults))


@dataclass(frozen=True)
class RowFault:
    """`row` counts as a spreadsheet does: the header is row 1."""

    row: int
    column: str
    text: str


def opened(source: Path, encoding: str | None) -> TextIOWrapper:
    """The file as text: in the encoding named, or told by its mark, or UTF-8."""
    with source.open("rb") as file:
        start = file.read(3)
    known = next((name for bom, name in BOMS.items() if start.startswith(bom)), "utf-8")
    try:
        return source.open(encoding=encoding or known, newline="")
    except LookupError as error:
        raise FileRefused(f"{encoding} is no encoding that is known here.") from error


def delimiter_of(file: TextIOWrapper, names: Collection[str]) -> str:
    """The one that parts the header into the most of `names`. Leaves the file at its beginning."""
    line = file.readline().strip("\r\n")
    file.seek(0)
    wanted = set(names)
    return max(
        DELIMITERS, key=lambda mark: len(wanted & {cell.strip(' "') for cell in line.split(mark)})
    )


@contextmanager
def reading(
    source: Path, names: Collection[str], encoding: str | None = None
) -> Iterator[tuple[TextIOWrapper, "Reader"]]:
    """A table's file and its rows, the header among them; what isn't text or CSV is refused."""
    with opened(source, encoding) as file:
        try:
            reader = csv.reader(file, delimiter=delimiter_of(file, names), strict=True)
            yield file, reader
        except csv.Error as error:
            raise FileRefused(f"line {reader.line_num}: {error}") from error
        except UnicodeError as error:
            raise FileRefused(
                f"It is not {file.encoding} text: save it as UTF-8, or name its encoding"
                " with --encoding."
            ) from error


@contextmanager
def replacing(target: Path) -> Iterator[IO[str]]:
    """A file that takes its name when the block has ended well, and leaves nothing otherwise."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o666 & ~_umask())
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
