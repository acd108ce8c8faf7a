"""Documents that are archives (DOCX, XLSX, ODT): unpacked within limits and read part by part.

The sizes that an archive declares are not believed: each part is unpacked and counted.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from homeward.files.choices import Reason

MOST_PARTS = 2_000
MOST_UNPACKED = 60 * 1024 * 1024
MOST_RATIO = 200
CHUNK = 64 * 1024
ENCRYPTED = 0x1
# Programs, macros, and files within the file.
BARRED_PARTS = ("vbaproject", "vbadata", "activex", "embeddings/", "oleobject", "macrosheets/")
BARRED_FOLDERS = ("basic/", "scripts/", "object ")
BARRED_STARTS = (b"PK\x03\x04", b"MZ", b"\xd0\xcf\x11\xe0", b"\x7fELF", b"Rar!", b"7z\xbc\xaf")


class _Refused(Exception):
    def __init__(self, reason: Reason) -> None:
        self.reason = reason


def reasons_not_to_store(content: bytes) -> list[Reason]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS:
                return [Reason.UNPACKS_TOO_LARGE]
            _read(archive, parts, allowed=min(MOST_UNPACKED, MOST_RATIO * len(content)))
    except _Refused as refused:
        return [refused.reason]
    except DefusedXmlException:
        return [Reason.ACTIVE_CONTENT]
    except (
        zipfile.BadZipFile,
        zlib.error,
        ParseError,
        EOFError,
        NotImplementedError,
        OSError,
        RuntimeError,
        UnicodeError,
        ValueError,
    ):
        return [Reason.DAMAGED]
    return []


def _read(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], *, allowed: int) -> None:
    for part in parts:
        if part.flag_bits & ENCRYPTED:
            raise _Refused(Reason.LOCKED)
        _check_name(part.filename)
        unpacked = b"".join(_bounded(archive, part, allowed))
        allowed -= len(unpacked)
        if unpacked.startswith(BARRED_STARTS):
            raise _Refused(Reason.ACTIVE_CONTENT)
        if part.filename.lower().endswith((".xml", ".rels", ".rdf")):
            _check_xml(unpacked, part.filename)


def _check_name(name: str) -> None:
    """We write no part to a disk, but whoever opens the document may."""
    plain = name.replace("\\", "/").lower()
    if plain.startswith("/") or ":" in plain or ".." in plain.split("/"):
        raise _Refused(Reason.ACTIVE_CONTENT)
    if plain.startswith(BARRED_FOLDERS) or any(barred in plain for barred in BARRED_PARTS):
        raise _Refused(Reason.ACTIVE_CONTENT)


def _bounded(archive: zipfile.ZipFile, part: zipfile.ZipInfo, allowed: int) -> Iterator[bytes]:
    with archive.open(part) as stream:
        while chunk := stream.read(CHUNK):
            allowed -= len(chunk)
            if allowed < 0:
                raise _Refused(Reason.UNPACKS_TOO_LARGE)
            yield chunk


def _check_xml(content: bytes, name: str) -> None:
    """No document type and so no entity; and nothing that is fetched when the file is opened."""
    root: Element = fromstring(content, forbid_dtd=True)
    if not name.lower().endswith(".rels"):
        return
    for link in root.iter():
        fetched = link.get("TargetMode", "").lower() == "external"
        # A link that somebody clicks on is an ordinary part of a text.
        if fetched and not link.get("Type", "").lower().endswith("/hyperlink"):
            raise _Refused(Reason.ACTIVE_CONTENT)
