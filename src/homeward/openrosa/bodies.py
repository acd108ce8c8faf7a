"""A request's body as a whole, before the application sees it.

ODK's clients send in chunks, without a length, and Django reads no body that has none. And what
was cut half-way must not be read as if it were whole: a multipart reader takes the end of what
came for the end of the last file. So the body is read first, into memory or a temporary file, and
counted; what is wrong with it is said in the environment, and answered like any other request.
"""

import tempfile
from collections.abc import Callable, Iterable
from typing import Any

from gunicorn.http.errors import ParseException

from homeward.core.digits import are_digits

Environ = dict[str, Any]
Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]

FAULT = "homeward.body_fault"
TOO_LARGE, CUT = "too_large", "cut"
PIECE = 64 * 1024
IN_MEMORY = 1024 * 1024
# A client that is still sending does not read an answer: a few times the limit is let run by.
LET_RUN_BY = 4


class WholeBodies:
    """WSGI: wraps an application for the addresses below `prefix`."""

    def __init__(self, application: Application, *, prefix: str, most: int) -> None:
        self.application, self.prefix, self.most = application, prefix, most

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        if not environ.get("PATH_INFO", "").startswith(self.prefix) or not has_body(environ):
            return self.application(environ, start)
        with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as body:
            fault = spool(environ, body, most=self.most)
            if fault:
                environ[FAULT] = fault
                body.seek(0)
                body.truncate()
            environ["CONTENT_LENGTH"] = str(body.tell())
            environ.pop("HTTP_TRANSFER_ENCODING", None)
            body.seek(0)
            environ["wsgi.input"] = body
            # Answered while the file is open: no answer here is a stream.
            return list(self.application(environ, start))


def has_body(environ: Environ) -> bool:
    return is_chunked(environ) or environ.get("CONTENT_LENGTH", "").strip() not in {"", "0"}


def is_chunked(environ: Environ) -> bool:
    return "chunked" in environ.get("HTTP_TRANSFER_ENCODING", "").lower()


def spool(environ: Environ, into: Any, *, most: int) -> str:
    """Reads the body to its end; what is wrong with it, or ""."""
    announced = None if is_chunked(environ) else _number(environ.get("CONTENT_LENGTH", ""))
    held = 0
    try:
        for piece in _pieces(environ["wsgi.input"], announced, most * LET_RUN_BY):
            held += len(piece)
            if held <= most:
                into.write(piece)
    except (OSError, ParseException):
        # So the server's reader says that a chunk has no end.
        return CUT
    if held > most:
        return TOO_LARGE
    return CUT if announced is not None and held < announced else ""


def _pieces(stream: Any, announced: int | None, most: int) -> Iterable[bytes]:
    left = most if announced is None else min(announced, most)
    while left > 0 and (piece := stream.read(min(PIECE, left))):
        left -= len(piece)
        yield piece


def _number(text: str) -> int:
    return int(text) if are_digits(text.strip()) else 0
