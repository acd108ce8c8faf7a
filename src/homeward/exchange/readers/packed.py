"""Opens a file that may be packed. What it unpacks to is bounded: a small archive can be a bomb."""

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from django.utils.translation import gettext as _

from homeward.exchange.readings import Reading

# The largest official file, GeoNames' dump of all countries, is cities500: 40 MB unpacked.
MOST_BYTES = 200_000_000
BROKEN = (
    zipfile.BadZipFile,
    io.UnsupportedOperation,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    zlib.error,
)


def single(path: Path, reading: Reading, *, suffixes: tuple[str, ...]) -> bytes | None:
    """The content of a plain or gzipped file, or of the only fitting one of an archive."""
    if path.suffix == ".zip":
        files = members(path, reading, lambda name: name.endswith(suffixes))
        if files is not None and len(files) != 1:
            reading.fault(path.name, _("The archive must hold one file of this kind."))
            return None
        return next(iter(files.values())) if files else None
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except BROKEN as error:
        reading.fault(path.name, _("The file can't be opened: %(why)s") % {"why": error})
        return None
    if len(content) > MOST_BYTES:
        reading.fault(path.name, _("The file unpacks to too much."))
        return None
    return content


def members(path: Path, reading: Reading, wanted: Callable[[str], bool]) -> dict[str, bytes] | None:
    """The wanted files of an archive by their name without folders; None with a fault."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if wanted(_name(entry))]
            if sum(entry.file_size for entry in entries) > MOST_BYTES:
                reading.fault(path.name, _("The archive unpacks to too much."))
                return None
            return {_name(entry): archive.read(entry) for entry in entries}
    except BROKEN as error:
        reading.fault(path.name, _("The archive can't be opened: %(why)s") % {"why": error})
        return None


def _name(entry: zipfile.ZipInfo) -> str:
    return PurePosixPath(entry.filename).name
