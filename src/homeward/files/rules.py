"""Pure: what a file is by its first bytes, and why it is not taken."""

from homeward.files.choices import Reason

MOST_BYTES = 5 * 1024 * 1024
# What a browser or a file's name says of its type is not believed.
SIGNATURES = {
    b"%PDF-": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
}


def type_of(content: bytes) -> str | None:
    return next((kind for start, kind in SIGNATURES.items() if content.startswith(start)), None)


def reasons_not_to_store(content: bytes) -> list[Reason]:
    if not content:
        return [Reason.EMPTY]
    checks = [
        (len(content) <= MOST_BYTES, Reason.TOO_LARGE),
        (type_of(content) is not None, Reason.WRONG_TYPE),
    ]
    return [reason for holds, reason in checks if not holds]
