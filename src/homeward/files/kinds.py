"""What a file is, by its bytes alone. What a browser or a name says of its type is not believed."""

PDF = "application/pdf"
JPEG = "image/jpeg"
PNG = "image/png"
WEBP = "image/webp"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"
TEXT = "text/plain"

IMAGES = {JPEG, PNG, WEBP}
PACKED = {DOCX, XLSX, ODT}
SUFFIXES: dict[str, tuple[str, ...]] = {
    PDF: (".pdf",),
    JPEG: (".jpg", ".jpeg"),
    PNG: (".png",),
    WEBP: (".webp",),
    DOCX: (".docx",),
    XLSX: (".xlsx",),
    ODT: (".odt",),
    TEXT: (".txt", ".csv"),
}
# Text that a browser would read as a page, whatever it is called.
MARKUP = (b"<", b"%!", b"#!", b"{\\rtf")
CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13}) + b"\x7f"
RIFF_KIND = slice(8, 12)


def type_of(content: bytes) -> str | None:
    """One of the kinds above, or None for anything else."""
    if content.startswith(b"%PDF-"):
        return PDF
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content.startswith(b"RIFF") and content[RIFF_KIND] == b"WEBP":
        return WEBP
    if content.startswith(b"PK\x03\x04"):
        return _packed(content)
    return TEXT if _is_text(content) else None


def _packed(content: bytes) -> str | None:
    """By the parts' names, which stand unpacked in the archive; archives.py then opens it."""
    if b"mimetypeapplication/vnd.oasis.opendocument.text" in content[:200]:
        return ODT
    if b"[Content_Types].xml" not in content:
        return None
    for part, kind in ((b"word/document.xml", DOCX), (b"xl/workbook.xml", XLSX)):
        if part in content:
            return kind
    return None


def _is_text(content: bytes) -> bool:
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(MARKUP):
        return False
    if len(content.translate(None, CONTROLS)) != len(content):
        return False
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return True
