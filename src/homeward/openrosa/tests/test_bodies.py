"""A body is read as a whole before the application sees it: by the reader alone, and by a real
server over a socket."""

import io
import socket
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from homeward.openrosa import bodies
from homeward.openrosa.bodies import WholeBodies

MOST = 100


def echo(environ: dict[str, Any], start: Any) -> list[bytes]:
    """Says what Django would read: as much as the length says, and no more."""
    length = int(environ.get("CONTENT_LENGTH") or 0)
    said = environ.get(bodies.FAULT, "whole")
    told = f"{said}:{length}:".encode() + environ["wsgi.input"].read(length)
    start("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(told)))])
    return [told]


application = WholeBodies(echo, prefix="/openrosa/", most=MOST)


def ask(body: bytes, path: str = "/openrosa/submission", **environ: str) -> bytes:
    given = {"PATH_INFO": path, "wsgi.input": io.BytesIO(body), **environ}
    return b"".join(application(given, lambda *_said: None))


def test_a_body_with_its_length_is_whole() -> None:
    assert ask(b"abc", CONTENT_LENGTH="3") == b"whole:3:abc"


def test_one_that_ends_before_its_length_is_cut() -> None:
    assert ask(b"abc", CONTENT_LENGTH="9") == b"cut:0:"


def test_a_chunked_one_gets_a_length() -> None:
    """Point 9: the body is spooled."""
    assert ask(b"abc", HTTP_TRANSFER_ENCODING="chunked") == b"whole:3:abc"


@pytest.mark.parametrize("chunked", [True, False])
def test_what_is_larger_than_the_limit_is_not_read_on(chunked: bool) -> None:
    length = {"HTTP_TRANSFER_ENCODING": "chunked"} if chunked else {"CONTENT_LENGTH": "101"}
    assert ask(b"x" * 101, **length) == b"too_large:0:"
    assert ask(b"x" * 100, **length | ({} if chunked else {"CONTENT_LENGTH": "100"})) == (
        b"whole:100:" + b"x" * 100
    )


def test_other_addresses_are_left_alone() -> None:
    assert ask(b"abc", path="/surveys/", HTTP_TRANSFER_ENCODING="chunked") == b"whole:0:"


SERVER = """
    import sys
    from gunicorn.app.base import BaseApplication
    from homeward.openrosa.tests.test_bodies import application

    class Server(BaseApplication):
        def load_config(self):
            # As homeward serves it; a socket that is open already, so that no port is guessed.
            self.cfg.set("bind", "fd://" + sys.argv[1])
            self.cfg.set("worker_class", "gthread")
            self.cfg.set("threads", 2)
            self.cfg.set("control_socket_disable", True)
            self.cfg.set("loglevel", "critical")

        def load(self):
            return application

    Server().run()
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, int]]:
    """gunicorn itself, as a process of its own."""
    script = tmp_path_factory.mktemp("server") / "serve.py"
    script.write_text(textwrap.dedent(SERVER))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.set_inheritable(True)
        process = subprocess.Popen(
            [sys.executable, str(script), str(listening.fileno())],
            pass_fds=[listening.fileno()],
            cwd=Path(__file__).parents[4],
        )
        try:
            yield listening.getsockname()
        finally:
            process.terminate()
            process.wait()


def send(address: tuple[str, int], raw: bytes, *, then_close: bool = False) -> bytes:
    with socket.create_connection(address) as connection:
        connection.sendall(raw)
        if then_close:
            connection.shutdown(socket.SHUT_WR)
        answer = b""
        while piece := connection.recv(4096):
            answer += piece
    return answer


HEAD = b"POST /openrosa/submission HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"


def test_the_server_passes_chunks_on_with_a_length(server: tuple[str, int]) -> None:
    answer = send(server, CHUNKED + b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
    assert answer.endswith(b"whole:5:abcde")


def test_chunks_that_are_cut_are_not_taken_for_whole(server: tuple[str, int]) -> None:
    answer = send(server, CHUNKED + b"3\r\nabc\r\n9\r\nde", then_close=True)
    assert answer.endswith(b"cut:0:")


def test_a_length_that_is_not_kept_is_cut(server: tuple[str, int]) -> None:
    answer = send(server, HEAD + b"Content-Length: 10\r\n\r\nabc", then_close=True)
    assert answer.endswith(b"cut:0:")


def test_chunks_beyond_the_limit_are_refused(server: tuple[str, int]) -> None:
    """Point 9: with a limit on its size."""
    answer = send(
        server, CHUNKED + b"40\r\n" + b"x" * 64 + b"\r\n40\r\n" + b"x" * 64 + b"\r\n0\r\n\r\n"
    )
    assert answer.endswith(b"too_large:0:")
