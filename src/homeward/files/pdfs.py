"""PDFs with a program, a form that sends, or a file inside are refused.

A scan of all bytes and of every object stream, not a parse: a parser follows one table of objects,
and a file made to deceive has another one for the reader that opens it. Whatever is missed here is
still only ever an attachment.
"""

import re
import zlib
from collections.abc import Iterator

from homeward.files.choices import Reason

# ISO 32000-1, 12.6.4 and 7.11.4. Names that are too long to occur by chance in a picture's bytes.
ACTIVE = (
    b"/JavaScript",
    b"/Launch",
    b"/EmbeddedFile",
    b"/RichMedia",
    b"/SubmitForm",
    b"/ImportData",
    b"/GoToE",
)
ACTIVE_SHORT = re.compile(rb"/(?:JS|XFA)(?=[\s/(<\[{])")
LOCKED = re.compile(rb"/Encrypt(?=[\s/<\[])")
STREAM = re.compile(rb"stream\r?\n")
STREAM_END = b"endstream"
OBJECTS = re.compile(rb"/Type\s*/ObjStm")
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
MOST_INFLATED = 20 * 1024 * 1024
# A stream's dictionary stands right before it.
BEFORE = 400


def reasons_not_to_store(content: bytes) -> list[Reason]:
    plain = _unescaped(_without_streams(content))
    if LOCKED.search(plain):
        return [Reason.LOCKED]
    packed = _object_streams(content)
    if packed is None:
        return [Reason.UNPACKS_TOO_LARGE]
    raw = _unescaped(content)
    short = ACTIVE_SHORT.search(plain) or ACTIVE_SHORT.search(packed)
    if short or any(name in raw or name in packed for name in ACTIVE):
        return [Reason.ACTIVE_CONTENT]
    return []


def _streams(content: bytes) -> Iterator[tuple[int, int, int]]:
    """Where each stream's word stands, and its bytes; one search each way, so that streams
    without an end cost nothing."""
    at = 0
    while (begun := STREAM.search(content, at)) and (
        last := content.find(STREAM_END, begun.end())
    ) >= 0:
        yield begun.start(), begun.end(), last
        at = last + len(STREAM_END)


def _without_streams(content: bytes) -> bytes:
    kept, at = [], 0
    for start, _first, last in _streams(content):
        kept += [content[at:start], b"stream endstream"]
        at = last + len(STREAM_END)
    return b"".join([*kept, content[at:]])


def _unescaped(content: bytes) -> bytes:
    """A name may spell its letters as #xx."""
    return ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), content)


def _object_streams(content: bytes) -> bytes | None:
    """Objects packed into streams, unpacked; None where that is more than a document needs."""
    found = b""
    for start, first, last in _streams(content):
        before = _unescaped(content[max(0, start - BEFORE) : start])
        if not OBJECTS.search(before):
            continue
        left = MOST_INFLATED - len(found)
        try:
            found += zlib.decompressobj().decompress(content[first:last], left + 1)
        except zlib.error:
            continue
        if len(found) > MOST_INFLATED:
            return None
    return _unescaped(found)
