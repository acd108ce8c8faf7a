"""Does something answer? Short questions to a web page, with a short patience."""

from http import HTTPStatus
from http.client import HTTPConnection
from urllib.parse import urlsplit

PATIENCE = 8


def answers(url: str) -> bool:
    """Asked without TLS, of this machine's own process."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.hostname or "localhost", parts.port or 80, timeout=PATIENCE)
    try:
        connection.request("GET", parts.path or "/")
        return connection.getresponse().status < HTTPStatus.BAD_REQUEST
    except OSError:
        return False
    finally:
        connection.close()
