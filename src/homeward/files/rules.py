"""Pure: why a file is not taken, how it is kept, and what it is called."""

import re
import unicodedata

from homeward.files import archives, images, kinds, pdfs
from homeward.files.choices import Reason
from homeward.files.kinds import type_of

__all__ = ["MOST_BYTES", "as_kept", "name_to_keep", "reasons_not_to_store", "type_of"]

MOST_BYTES = 5 * 1024 * 1024
NAME_LENGTH = 120
SEPARATORS = re.compile(r"[/\\:*?\"<>|]+")


def reasons_not_to_store(content: bytes) -> list[Reason]:
    if not content:
        return [Reason.EMPTY]
    kind = type_of(content)
    checks = [
        (len(content) <= MOST_BYTES, Reason.TOO_LARGE),
        (kind is not None, Reason.WRONG_TYPE),
    ]
    reasons = [reason for holds, reason in checks if not holds]
    if reasons or kind is None:
        # A file that is too large isn't opened at all.
        return reasons
    if kind == kinds.PDF:
        return pdfs.reasons_not_to_store(content)
    if kind in kinds.IMAGES:
        return images.reasons_not_to_store(content, kind)
    return archives.reasons_not_to_store(content) if kind in kinds.PACKED else []


def as_kept(content: bytes, kind: str) -> bytes:
    """The bytes that are stored: a photo goes without its place, time and device."""
    return images.without_metadata(content, kind) if kind in kinds.IMAGES else content


def name_to_keep(name: str, kind: str) -> str:
    """What the file is called when somebody takes it: no path, no hidden turn of the writing, and
    always an ending that fits what it is."""
    visible = "".join(c for c in name if unicodedata.category(c) not in {"Cc", "Cf", "Zl", "Zp"})
    plain = SEPARATORS.sub("_", visible).strip(" .")
    endings = kinds.SUFFIXES[kind]
    if not plain.lower().endswith(endings):
        plain = f"{plain or 'file'}{endings[0]}"
    stem, _, ending = plain.rpartition(".")
    return f"{stem[: NAME_LENGTH - len(ending) - 1]}.{ending}"
