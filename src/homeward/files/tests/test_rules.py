"""Each kind of file, and each way to deceive about it."""

import io
import zipfile
import zlib
from typing import Any

import pytest
from PIL import Image

from homeward.files import archives, images, kinds, rules
from homeward.files.choices import Reason

TYPES = "[Content_Types].xml"
XML = b'<?xml version="1.0"?><a/>'
ODT_TYPE = kinds.ODT.encode()


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 20), **more: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "red").save(out, kind, **more)
    return out.getvalue()


def packed(*parts: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return out.getvalue()


def docx(*parts: tuple[str, bytes]) -> bytes:
    return packed((TYPES, XML), ("word/document.xml", XML), *parts)


def odt(*parts: tuple[str, bytes]) -> bytes:
    return packed(("mimetype", ODT_TYPE), ("content.xml", XML), *parts, method=zipfile.ZIP_STORED)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7 rest", kinds.PDF),
        (picture(), kinds.JPEG),
        (picture("PNG"), kinds.PNG),
        (picture("WEBP"), kinds.WEBP),
        (docx(), kinds.DOCX),
        (packed((TYPES, XML), ("xl/workbook.xml", XML)), kinds.XLSX),
        (odt(), kinds.ODT),
        ("name;età\nÉfua;31\n".encode(), kinds.TEXT),
    ],
)
def test_a_file_is_known_by_its_bytes_and_taken(content: bytes, kind: str) -> None:
    assert rules.type_of(content) == kind
    assert rules.reasons_not_to_store(content) == []


@pytest.mark.parametrize(
    "content",
    [
        b"<html>",
        b"\xef\xbb\xbf  <!doctype html>",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"MZ\x90\x00",
        b"#!/bin/sh\n",
        b"GIF89a\x01\x00",
        packed(("a.txt", b"a")),
        b"\xff\xfeh\x00i\x00",
    ],
)
def test_other_kinds_are_refused(content: bytes) -> None:
    assert rules.reasons_not_to_store(content) == [Reason.WRONG_TYPE]


def test_nothing_and_too_much_are_refused() -> None:
    assert rules.reasons_not_to_store(b"") == [Reason.EMPTY]
    assert rules.reasons_not_to_store(b"%PDF-" + bytes(rules.MOST_BYTES)) == [Reason.TOO_LARGE]
    both = [Reason.TOO_LARGE, Reason.WRONG_TYPE]
    assert rules.reasons_not_to_store(bytes(rules.MOST_BYTES + 1)) == both


def test_a_picture_of_too_many_pixels_is_refused_by_its_head() -> None:
    large = picture("PNG", (1, 1)).replace(
        b"\x00\x00\x00\x01\x00\x00\x00\x01", b"\x00\x00\xff\xff\x00\x00\xff\xff", 1
    )
    head = large[12:29]
    large = large[:29] + zlib.crc32(head).to_bytes(4, "big") + large[33:]
    assert rules.reasons_not_to_store(large) == [Reason.TOO_MANY_PIXELS]


def test_a_cut_picture_is_refused() -> None:
    assert rules.reasons_not_to_store(picture(size=(400, 400))[:600]) == [Reason.DAMAGED]
    assert rules.reasons_not_to_store(b"\xff\xd8\xff\xe0 rest") == [Reason.DAMAGED]


@pytest.mark.parametrize("kind", sorted(kinds.IMAGES))
def test_a_photo_is_kept_without_place_and_what_hangs_behind_it(kind: str) -> None:
    exif = Image.Exif()
    exif[0x0110] = "Camera of somebody"
    exif.get_ifd(0x8825)[2] = (5.0, 33.0, 0.0)
    taken = picture(images.FORMATS[kind], exif=exif) + b"PK\x03\x04 behind the end"
    assert b"Camera of somebody" in taken
    kept = rules.as_kept(taken, kind)
    assert b"Camera of somebody" not in kept
    assert b"behind the end" not in kept
    with Image.open(io.BytesIO(kept)) as image:
        assert (image.size, dict(image.getexif())) == ((40, 20), {})
        red, green, _blue = image.convert("RGB").getpixel((3, 3))
        assert red > 240
        assert green < 20


def test_a_photo_stays_the_right_side_up() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    with Image.open(io.BytesIO(rules.as_kept(picture(exif=exif), kinds.JPEG))) as image:
        assert image.size == (20, 40)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (docx(("word/vbaProject.bin", b"x")), Reason.ACTIVE_CONTENT),
        (docx(("word/embeddings/a.bin", b"x")), Reason.ACTIVE_CONTENT),
        (docx(("../../etc/cron.d/a", b"x")), Reason.ACTIVE_CONTENT),
        (docx(("/etc/passwd", b"x")), Reason.ACTIVE_CONTENT),
        (docx(("C:\\a", b"x")), Reason.ACTIVE_CONTENT),
        (docx(("word/media/a.png", packed(("a", b"b")))), Reason.ACTIVE_CONTENT),
        (docx(("word/media/a.png", b"MZ program")), Reason.ACTIVE_CONTENT),
        (odt(("Basic/Standard/Module1.xml", XML)), Reason.ACTIVE_CONTENT),
        (
            docx(
                ("word/a.xml", b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>')
            ),
            Reason.ACTIVE_CONTENT,
        ),
        (docx(("word/a.xml", b'<!DOCTYPE a [<!ENTITY x "ha">]><a>&x;</a>')), Reason.ACTIVE_CONTENT),
        (
            docx(
                (
                    "word/_rels/settings.xml.rels",
                    b'<R><R Type="http://x/attachedTemplate" TargetMode="External"/></R>',
                )
            ),
            Reason.ACTIVE_CONTENT,
        ),
        (docx(("word/a.xml", b"<a>")), Reason.DAMAGED),
        (docx()[:-30], Reason.DAMAGED),
        (docx(("word/media/a", bytes(archives.MOST_UNPACKED // 2))), Reason.UNPACKS_TOO_LARGE),
        (
            docx(*[(f"word/{n}", b"") for n in range(archives.MOST_PARTS)]),
            Reason.UNPACKS_TOO_LARGE,
        ),
    ],
)
def test_a_document_that_does_more_than_be_read_is_refused(content: bytes, reason: Reason) -> None:
    assert rules.reasons_not_to_store(content) == [reason]


def test_a_document_with_a_link_to_click_is_taken() -> None:
    link = (
        b'<R><R Type="http://x/hyperlink" TargetMode="External" Target="https://example.org"/></R>'
    )
    assert rules.reasons_not_to_store(docx(("word/_rels/document.xml.rels", link))) == []


def test_a_locked_document_is_refused() -> None:
    content = bytearray(docx())
    for start, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.find(start) + at] |= 1
    assert rules.reasons_not_to_store(bytes(content)) == [Reason.LOCKED]


def object_stream(objects: bytes) -> bytes:
    return (
        b"1 0 obj <</Type /ObjStm /Filter /FlateDecode>>\nstream\n"
        + zlib.compress(objects)
        + b"\nendstream"
    )


@pytest.mark.parametrize(
    ("body", "reasons"),
    [
        (b"1 0 obj <</Type /Page>> endobj", []),
        (b"<</S /JavaScript /JS (app.alert(1))>>", [Reason.ACTIVE_CONTENT]),
        (b"<</S /J#61vaScr#69pt>>", [Reason.ACTIVE_CONTENT]),
        (b"<</S /Launch /F (cmd.exe)>>", [Reason.ACTIVE_CONTENT]),
        (b"<</Names <</EmbeddedFiles 3 0 R>>>>", [Reason.ACTIVE_CONTENT]),
        (b"<</AcroForm <</XFA 3 0 R>>>>", [Reason.ACTIVE_CONTENT]),
        (object_stream(b"<</S /JavaScript>>"), [Reason.ACTIVE_CONTENT]),
        (object_stream(b"<</JS (x)>>"), [Reason.ACTIVE_CONTENT]),
        (object_stream(bytes(21 * 1024 * 1024)), [Reason.UNPACKS_TOO_LARGE]),
        (b"trailer <</Encrypt 5 0 R>>", [Reason.LOCKED]),
        # By chance in a picture's bytes: no name of a key.
        (b"<</Filter /DCTDecode>>\nstream\n\x01/JS(\x02\nendstream", []),
    ],
)
def test_a_pdf_that_acts_is_refused(body: bytes, reasons: list[Reason]) -> None:
    assert rules.reasons_not_to_store(b"%PDF-1.7\n" + body) == reasons


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "_.._etc_passwd.pdf"),
        ("C:\\Users\\me\\Sheet.PDF", "C_Users_me_Sheet.PDF"),
        ("invoice\u202efdp.exe", "invoicefdp.exe.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie_ x.pdf"),
        ("", "file.pdf"),
        ("إيصال.pdf", "إيصال.pdf"),
        ("x" * 300 + ".pdf", "x" * (rules.NAME_LENGTH - 4) + ".pdf"),
    ],
)
def test_a_name_is_never_a_path_and_ends_as_what_it_is(given: str, kept: str) -> None:
    assert rules.name_to_keep(given, kinds.PDF) == kept
