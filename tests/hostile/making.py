"""The pieces that hostile files are put together from: archives, workbooks, pictures, PDFs."""

import gzip
import io
import json
import random
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from PIL import Image

SEED = 20261126
MEGABYTE = 1 << 20
CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'
)


def chance(name: str) -> random.Random:
    """The same numbers for the same name in every run."""
    return random.Random(f"{SEED} {name}")


def zipped(
    parts: Sequence[tuple[str, bytes | str]], *, stored: bool = False, flags: int = 0
) -> bytes:
    """An archive; names may come twice, lead anywhere, and be marked as locked."""
    out = io.BytesIO()
    way = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(out, "w", way) as archive:
        for name, content in parts:
            archive.writestr(zipfile.ZipInfo(name), content, compress_type=way)
    packed = out.getvalue()
    if flags:
        packed = _flagged(packed, flags)
    return packed


def _flagged(packed: bytes, flags: int) -> bytes:
    changed = bytearray(packed)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = changed.find(mark)
        while place >= 0:
            changed[place + at] |= flags
            place = changed.find(mark, place + 4)
    return bytes(changed)


@lru_cache
def bomb(size: int = 400 * MEGABYTE) -> bytes:
    """Nothing, very often, packed."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = bytes(MEGABYTE)
    out = b"".join(packer.compress(piece) for _ in range(size // MEGABYTE))
    return out + packer.flush()


def zip_bomb(name: str, size: int = 400 * MEGABYTE, *, says: int | None = None) -> bytes:
    """One part of `size` bytes; the archive says that it has `says`."""
    packed, crc = bomb(size), _crc_of_nothing(size)
    said = size if says is None else says
    raw = name.encode()
    common = struct.pack("<HHHHHIII", 20, 0, 8, 0, 0, crc, len(packed), said)
    local = b"PK\x03\x04" + common + struct.pack("<HH", len(raw), 0) + raw + packed
    central = (
        b"PK\x01\x02" + struct.pack("<H", 20) + common
        + struct.pack("<HHHHHII", len(raw), 0, 0, 0, 0, 0, 0) + raw
    )  # fmt: skip
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 1, 1, len(central), len(local), 0)
    return local + central + end


@lru_cache
def _crc_of_nothing(size: int) -> int:
    crc, piece = 0, bytes(MEGABYTE)
    for _ in range(size // MEGABYTE):
        crc = zlib.crc32(piece, crc)
    return crc


def gzip_bomb(size: int = 400 * MEGABYTE) -> bytes:
    packed = bomb(size)
    head = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
    return head + packed + struct.pack("<II", _crc_of_nothing(size), size & 0xFFFFFFFF)


def gzipped(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)


def workbook(
    sheets: Mapping[str, Sequence[Sequence[str]]] | None = None,
    *,
    sheet_xml: str = "",
    more: Sequence[tuple[str, bytes | str]] = (),
    shared: str = "",
) -> bytes:
    """An XLSX by hand, so that each of its parts can be wrong. Cells are inline strings."""
    sheets = sheets or {"Sheet1": [["a", "b"], ["1", "2"]]}
    names = list(sheets)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    listed = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(names, 1)
    )
    linked = "".join(
        f'<Relationship Id="rId{n}" Type="{office}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(names) + 1)
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts: list[tuple[str, bytes | str]] = [
        ("[Content_Types].xml", CONTENT_TYPES),
        (
            "_rels/.rels",
            f'<Relationships xmlns="{package}"><Relationship Id="r" '
            f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        ),
        (
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>{listed}</sheets></workbook>',
        ),
        (
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{package}">{linked}</Relationships>',
        ),
    ]
    for number, rows in enumerate(sheets.values(), 1):
        body = (
            sheet_xml
            or f'<worksheet xmlns="{main}"><sheetData>{_rows(rows)}</sheetData></worksheet>'
        )
        parts.append((f"xl/worksheets/sheet{number}.xml", body))
    if shared:
        parts.append(("xl/sharedStrings.xml", shared))
    return zipped([*parts, *more])


def _rows(rows: Sequence[Sequence[str]]) -> str:
    return "".join(
        f'<row r="{n}">'
        + "".join(
            f'<c r="{column(c)}{n}" t="inlineStr"><is><t>{escaped(text)}</t></is></c>'
            for c, text in enumerate(row)
        )
        + "</row>"
        for n, row in enumerate(rows, 1)
    )


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def column(number: int) -> str:
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def survey(*rows: Sequence[str], choices: Sequence[Sequence[str]] = (), **settings: str) -> bytes:
    """An XLSForm whose columns are type, name, label, relevant, calculation, constraint."""
    heads = ["type", "name", "label", "relevant", "calculation", "constraint"]
    said = {"form_title": "Test", "form_id": "test", **settings}
    sheets: dict[str, Sequence[Sequence[str]]] = {
        "survey": [heads, *[[*row, *[""] * (len(heads) - len(row))] for row in rows]]
    }
    if choices:
        sheets["choices"] = [["list_name", "name", "label"], *choices]
    sheets["settings"] = [list(said), list(said.values())]
    return workbook(sheets)


def picture(kind: str = "PNG", size: tuple[int, int] = (4, 4), **more: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(out, kind, **more)
    return out.getvalue()


def png_of_size(width: int, height: int) -> bytes:
    """A head that promises so many pixels, and almost nothing behind it."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        crc = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", crc)

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def located_photo() -> bytes:
    """A JPEG that says where and when it was taken, and by which device."""
    exif = Image.Exif()
    exif[0x010F] = "HOSTILE-CAMERA"
    exif.get_ifd(0x8825).update({1: "N", 2: (5.0, 33.0, 21.0), 3: "W", 4: (0.0, 11.0, 49.0)})
    return picture("JPEG", (8, 8), exif=exif)


def pdf(body: str, *, head: str = "%PDF-1.7") -> bytes:
    return (
        f"{head}\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R {body} >>\nendobj\n"
        "2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n"
        "trailer\n<< /Root 1 0 R >>\n%%EOF\n"
    ).encode("latin-1")


def pdf_with_stream(content: bytes, dictionary: str) -> bytes:
    packed = zlib.compress(content)
    head = f"3 0 obj\n<< {dictionary} /Filter /FlateDecode /Length {len(packed)} >>\nstream\n"
    return pdf("") + head.encode() + packed + b"\nendstream\nendobj\n"


def iati(activity: str = "", *, before: str = "", version: str = "2.03") -> bytes:
    return f'{before}<iati-activities version="{version}">{activity}</iati-activities>'.encode()


def nested(depth: int, opening: str, closing: str, middle: str = "") -> str:
    return opening * depth + middle + closing * depth


def as_json(value: Any) -> bytes:
    return json.dumps(value).encode()


ACTIVITY = (
    '<iati-activity><iati-identifier>XM-1</iati-identifier><reporting-org ref="XM-DAC-1" '
    'type="10"><narrative>Org</narrative></reporting-org><title><narrative>{}</narrative></title>'
    "<description><narrative>x</narrative></description>"
    '<participating-org role="1" ref="XM-DAC-1"/><activity-status code="2"/>'
    '<activity-date type="1" iso-date="2020-01-01"/></iati-activity>'
)
