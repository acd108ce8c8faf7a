"""Pure: what a file is, by its own bytes. Its name and what a browser says of it prove nothing."""

from homeward.files.choices import Reason

AT_MOST = 5 * 1024 * 1024
BEGINNINGS = {
    b"%PDF-": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
}


def type_of(content: bytes) -> str:
    """The content type by the first bytes; empty for what is not taken."""
    return next((kind for begin, kind in BEGINNINGS.items() if content.startswith(begin)), "")


def reasons_not_to_store(content: bytes) -> list[Reason]:
    if not content:
        return [Reason.EMPTY]
    checks = [
        (len(content) <= AT_MOST, Reason.TOO_LARGE),
        (bool(type_of(content)), Reason.WRONG_TYPE),
    ]
    return [reason for holds, reason in checks if not holds]
