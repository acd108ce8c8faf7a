"""Hostile papers and photos: what is uploaded to a person's file, to a donor, to a fund."""

import io
import struct
import zipfile
from typing import Any

from PIL import Image

from tests.hostile import making
from tests.hostile.items import EITHER, TAKEN, Shelf

SHELF = Shelf()
put = SHELF.put
DOOR = "stored_file"
XLSX_MACRO = "xl/vbaProject.bin"


def _bare(made: Any) -> bool:
    """Drawn anew: nothing of where and when, and nothing behind its end."""
    content = made[0]
    with Image.open(io.BytesIO(content)) as image:
        return not image.getexif() and b"HOSTILE" not in content and b"<script" not in content


def _plain_name(made: Any) -> bool:
    """No mark that turns the writing round, and the ending of what it is."""
    name = made[1]
    return "\u202e" not in name and not name.endswith(".exe")


def docx(*more: tuple[str, bytes | str], rels: str = "") -> bytes:
    parts: list[tuple[str, bytes | str]] = [
        ("[Content_Types].xml", making.CONTENT_TYPES),
        ("word/document.xml", "<document><body>text</body></document>"),
    ]
    if rels:
        parts.append(("word/_rels/document.xml.rels", f"<Relationships>{rels}</Relationships>"))
    return making.zipped([*parts, *more])


def relation(kind: str, target: str) -> str:
    return f'<Relationship Id="r1" Type="x/{kind}" TargetMode="External" Target="{target}"/>'


# Pictures

put(DOOR, "pixels-40k", "promises 40,000 times 40,000 pixels", making.png_of_size(40_000, 40_000))
put(DOOR, "pixels-most", "promises more pixels than a number holds",
    making.png_of_size(2**31 - 1, 2**31 - 1))  # fmt: skip
put(DOOR, "pixels-none", "has no width", making.png_of_size(0, 10))
put(DOOR, "png-short", "breaks off in its data", lambda: making.picture()[:40])
put(DOOR, "png-head-only", "is a head alone", b"\x89PNG\r\n\x1a\n")
put(DOOR, "jpeg-short", "breaks off",
    lambda: making.picture("JPEG", (64, 64))[:200])  # fmt: skip
put(DOOR, "jpeg-head-only", "is three bytes", b"\xff\xd8\xff")
put(DOOR, "webp-head-only", "is a head alone", b"RIFF\x10\x00\x00\x00WEBPVP8 ")
put(DOOR, "webp-size", "promises more than it holds",
    lambda: b"RIFF\xff\xff\xff\xffWEBP" + making.picture("WEBP")[12:60])  # fmt: skip
put(DOOR, "gif-script", "is a picture and a program at once",
    b"GIF89a/*" + bytes(10) + b"*/=1;alert(1)//;")  # fmt: skip
put(DOOR, "svg-script", "is a picture with a program",
    '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')  # fmt: skip
put(DOOR, "svg-after-spaces", "hides its beginning behind spaces",
    "\ufeff \n\t<svg onload='alert(1)'/>")  # fmt: skip
put(DOOR, "jpeg-with-script", "carries a page behind its end",
    lambda: making.picture("JPEG") + b"<script>alert('HOSTILE')</script>", TAKEN, _bare)  # fmt: skip
put(DOOR, "png-with-zip", "carries an archive behind its end",
    lambda: making.picture() + making.zipped([("HOSTILE.exe", b"MZ")]), TAKEN, _bare)  # fmt: skip
put(DOOR, "jpeg-place", "tells where it was taken", making.located_photo, TAKEN, _bare)
put(DOOR, "png-text-bomb", "unpacks a text of megabytes", lambda: _png_with_text(), EITHER)
put(DOOR, "tiff-as-png", "is another kind under a known head",
    lambda: b"\x89PNG\r\n\x1a\n" + making.picture("TIFF"))  # fmt: skip
put(DOOR, "animated-webp", "holds a hundred pictures", lambda: _many_frames(), TAKEN)
put(DOOR, "bmp", "is of a kind that is not taken", lambda: making.picture("BMP"))
put(DOOR, "ico", "is of a kind that is not taken", lambda: making.picture("ICO", (16, 16)))
put(DOOR, "name-turned", "is called photo-gnp.exe, written backwards", making.picture(),
    TAKEN, _plain_name)  # fmt: skip


def _png_with_text() -> bytes:
    import zlib

    content = making.picture()
    text = b"Comment\x00\x00" + zlib.compress(bytes(30 * making.MEGABYTE))
    crc = zlib.crc32(b"zTXt" + text)
    chunk = struct.pack(">I", len(text)) + b"zTXt" + text + struct.pack(">I", crc)
    return content[:33] + chunk + content[33:]


def _many_frames() -> bytes:
    out = io.BytesIO()
    frames = [Image.new("RGB", (16, 16), (n, 0, 0)) for n in range(100)]
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:])
    return out.getvalue()


# PDFs

for name, body, tries in (
    ("javascript", "/OpenAction << /S /JavaScript /JS (app.alert(1)) >>", "runs a program"),
    ("javascript-spelled", "/OpenAction << /S /J#61vaScript /J#53 (x) >>", "spells its program"),
    ("launch", "/OpenAction << /S /Launch /F (cmd.exe) >>", "starts a program of the machine"),
    ("embedded", "/Names << /EmbeddedFiles 3 0 R >> /EmbeddedFile", "carries a file"),
    ("submit", "/OpenAction << /S /SubmitForm /F (http://127.0.0.1:9/) >>", "sends a form"),
    ("xfa", "/AcroForm << /XFA (x) >>", "holds a form of programs"),
    ("rich-media", "/Annots [ << /Subtype /RichMedia >> ]", "plays something"),
    ("import-data", "/OpenAction << /S /ImportData /F (/etc/passwd) >>", "reads a file"),
    ("goto-e", "/OpenAction << /S /GoToE >>", "opens the file within"),
    ("encrypted", "/Encrypt 5 0 R", "can't be looked through"),
):
    put(DOOR, f"pdf-{name}", tries, making.pdf(body))
put(DOOR, "pdf-packed-javascript", "hides its program in a stream of objects",
    making.pdf_with_stream(b"4 0 << /S /JavaScript /JS (x) >>", "/Type /ObjStm /N 1"))  # fmt: skip
put(DOOR, "pdf-bomb", "unpacks to 100 MB of objects",
    lambda: making.pdf_with_stream(bytes(100 * making.MEGABYTE), "/Type /ObjStm /N 1"))  # fmt: skip
put(DOOR, "pdf-many-streams", "has ten thousand streams",
    lambda: making.pdf("") + b"<< /Type /ObjStm >> stream\nx\nendstream\n" * 10_000, EITHER)  # fmt: skip
put(DOOR, "pdf-open-streams", "begins streams and ends none",
    lambda: b"%PDF-1.7\n" + b"stream\n" * 300_000, EITHER)  # fmt: skip
put(DOOR, "pdf-endless-name", "spells a name of megabytes",
    lambda: b"%PDF-1.7\n/" + b"#41" * 1_000_000, EITHER)  # fmt: skip
put(DOOR, "pdf-and-page", "is a page to a browser and a PDF to us",
    b"%PDF-1.7\n<script>alert(1)</script>\n%%EOF", EITHER)  # fmt: skip
put(DOOR, "pdf-late-head", "has its head after a kilobyte of something else",
    b"MZ" + bytes(1000) + making.pdf(""))  # fmt: skip

# Documents of a word processor

put(DOOR, "docx-macro", "carries a macro", docx(("word/vbaProject.bin", b"\xd0\xcf\x11\xe0")))
put(DOOR, "docx-embedded", "carries a program", docx(("word/embeddings/o.bin", b"MZ\x90")))
put(DOOR, "docx-disguised", "carries a program called a picture", docx(("word/a.png", b"MZ\x90")))
put(DOOR, "docx-template", "fetches its template",
    docx(rels=relation("attachedTemplate", "http://127.0.0.1:9/t.dotm")))  # fmt: skip
put(DOOR, "docx-picture-from-outside", "fetches a picture, so that its reader is seen",
    docx(rels=relation("image", "\\\\127.0.0.1\\share\\p.png")))  # fmt: skip
put(DOOR, "docx-entity", "grows by entities", docx(("word/styles.xml", (
    '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><l>&b;</l>'
))))  # fmt: skip
put(DOOR, "docx-file-entity", "reads a file by an entity", docx(("word/styles.xml",
    '<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]><l>&a;</l>')))  # fmt: skip
put(DOOR, "docx-leads-out", "has a part that leads out of its folder",
    docx(("../../etc/cron.d/x", "* * * * * root sh")))  # fmt: skip
put(DOOR, "docx-absolute", "has a part with an absolute path", docx(("/etc/passwd", "x")))
put(DOOR, "docx-drive", "has a part on a drive", docx(("C:\\x.exe", "x")))
put(DOOR, "docx-many-parts", "has five thousand parts",
    lambda: docx(*((f"word/p{n}.xml", "<a/>") for n in range(5_000))))  # fmt: skip
put(DOOR, "docx-locked", "can't be looked through",
    lambda: making.zipped([("[Content_Types].xml", "x"), ("word/document.xml", "x")], flags=1))  # fmt: skip
put(
    DOOR, "docx-within", "carries an archive", docx(("word/inner.zip", making.zipped([("a", "b")])))
)
put(DOOR, "docx-deep-xml", "nests a hundred thousand elements",
    lambda: docx(("word/styles.xml", making.nested(100_000, "<a>", "</a>"))), EITHER)  # fmt: skip
put(DOOR, "docx-broken-xml", "is no XML inside", docx(("word/styles.xml", "<a><b></a>")))
put(DOOR, "zip-bomb", "unpacks to 400 MB",
    lambda: making.zipped([("[Content_Types].xml", "x"), ("word/document.xml", "x")])
    + making.zip_bomb("word/media/x"))  # fmt: skip
put(DOOR, "zip-lies", "says that it holds ten bytes and unpacks to 400 MB",
    lambda: _lying())  # fmt: skip
put(DOOR, "zip-cut", "breaks off", lambda: docx()[:-40])
put(DOOR, "odt-script", "carries a script", lambda: _odt(("Basic/Standard/x.xml", "<a/>")))
put(DOOR, "odt-object", "carries another document", lambda: _odt(("Object 1/content.xml", "<a/>")))
put(DOOR, "rtf", "is of a kind that carries objects", "{\\rtf1 {\\object x}}")
put(DOOR, "html", "is a page", "<html><script>alert(1)</script></html>")
put(DOOR, "shell", "is a program of the shell", "#!/bin/sh\nrm -rf /\n")
put(DOOR, "postscript", "is a program of a printer", "%!PS\n(x) run\n")
put(DOOR, "exe", "is a program", b"MZ\x90\x00" + bytes(200))
put(DOOR, "elf", "is a program", b"\x7fELF" + bytes(200))
put(DOOR, "text-with-nul", "is text with a zero in it", b"hello\x00world")
put(DOOR, "text-not-utf8", "is text in no known writing", b"caf\xe9 \xff\xfe")
put(DOOR, "empty", "is empty", b"")
put(DOOR, "six-megabytes", "is larger than is taken", lambda: b"a" * (6 * making.MEGABYTE))
put("file_name", "turned", "turns the writing round", "photo\u202egnp.exe", TAKEN,
    lambda made: "\u202e" not in str(made))  # fmt: skip
put("file_name", "leads-out", "leads out of a folder", "../../../etc/passwd", TAKEN,
    lambda made: "/" not in str(made) and ".." not in str(made).split("/"))  # fmt: skip
put("file_name", "long", "is as long as a book", "a" * 100_000 + ".png", TAKEN,
    lambda made: len(str(made)) < 300)  # fmt: skip
put("file_name", "header", "begins a header of its own", "a\r\nSet-Cookie: x=1.png", TAKEN,
    lambda made: "\n" not in str(made) and "\r" not in str(made))  # fmt: skip


def _odt(*more: tuple[str, bytes | str]) -> bytes:
    first = ("mimetype", "application/vnd.oasis.opendocument.text")
    return making.zipped([first, ("content.xml", "<a/>"), *more], stored=True)


def _lying() -> bytes:
    """The end of the archive's table belongs to the bomb; its own parts come before."""
    bomb = making.zip_bomb("word/document.xml", says=10)
    out = io.BytesIO(bomb)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("[Content_Types].xml", making.CONTENT_TYPES)
    return out.getvalue()
