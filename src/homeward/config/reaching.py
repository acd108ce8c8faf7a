"""Does something answer? Short questions to a web page, with a short patience."""

from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

PATIENCE = 8


def answers(url: str) -> bool:
    """Answers it well? Asked without TLS, of this machine's own process."""
    parts = urlsplit(url)
    status = _status(parts.hostname or "localhost", parts.port or 80, parts.path or "/")
    return bool(status) and status < HTTPStatus.BAD_REQUEST


def is_served(host: str, port: int) -> bool:
    """Does a web process stand there that is not broken, whatever it thinks of the question?"""
    status = _status(host, port, "/")
    return bool(status) and status < HTTPStatus.INTERNAL_SERVER_ERROR


def _status(host: str, port: int, path: str) -> int:
    """0 where nothing answers."""
    connection = HTTPConnection(host, port, timeout=PATIENCE)
    try:
        connection.request("GET", path, headers={"Host": "localhost"})
        return connection.getresponse().status
    except (OSError, HTTPException):
        return 0
    finally:
        connection.close()
