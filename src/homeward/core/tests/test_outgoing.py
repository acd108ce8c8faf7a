"""No request of ours reaches an address inside, however the address is dressed up.

The servers are real and listen on the loopback address; where a test needs one that is "outside",
its name resolves to a public address and the connection is led to the loopback one.
"""

import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from homeward.core.outgoing import Barred, Failed, Outgoing, is_public, request

PUBLIC = "93.184.216.34"


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        self.answers: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.seen: list[tuple[str, str, str]] = []
        super().__init__(("127.0.0.1", 0), Handler)

    @property
    def url(self) -> str:
        return f"http://localhost:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.seen.append(
            (self.path, self.headers["Host"], self.headers.get("Authorization", ""))
        )
        status, headers, body = self.server.answers.get(self.path, (200, {}, b"secret inside"))
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET  # noqa: N815

    def log_message(self, *_: Any) -> None:
        """Silent."""


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield running
        running.shutdown()
        thread.join()


@pytest.fixture
def outside(server: Server) -> Callable[..., Outgoing]:
    """An Outgoing for which every public address leads to the server."""

    def make(resolve: Callable[[str, int], list[str]] | None = None, **more: Any) -> Outgoing:
        def connect(address: str, port: int, timeout: float | None) -> socket.socket:
            assert is_public(address)
            return socket.create_connection(("127.0.0.1", server.server_port), timeout)

        return Outgoing(
            resolve=resolve or (lambda host, port: [PUBLIC]),
            connect=connect,
            plain_hosts=frozenset({"hooks.example.org", "other.example.org", "localhost"}),
            **more,
        )

    return make


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.2.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::a00:1",
        "64:ff9b:1::a00:1",
        "2002:7f00:1::1",
        "2001:0:7f00:1::1",
        "fe80::1%eth0",
        "fc00::1",
        "fd00:ec2::254",
        "fec0::1",
        "ff02::1",
        "2001:db8::1",
    ],
)
def test_an_address_inside_is_known_in_every_dress(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", [PUBLIC, "2606:2800:220:1:248:1893:25c8:1946"])
def test_an_address_outside_is_one(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "2130706433", "0x7f.1"])
def test_a_server_inside_is_not_reached(server: Server, host: str) -> None:
    plain = Outgoing(plain_hosts=frozenset({host.strip("[]")}))
    with pytest.raises((Barred, Failed)):
        plain.request("GET", f"http://{host}:{server.server_port}/")
    assert server.seen == []


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/",
        "ftp://example.org/",
        "file:///etc/passwd",
        "https://",
        "https://me:secret@example.org/",
        "https://example.org:99999/",
        "gopher://127.0.0.1/",
        "//example.org/",
    ],
)
def test_only_https_to_a_plain_address(url: str) -> None:
    with pytest.raises(Barred):
        request("GET", url)


def test_an_allowed_host_answers(server: Server, outside: Any) -> None:
    server.answers["/hook"] = (200, {"X-Kind": "hook"}, b"thanks")
    answer = outside().request("POST", "http://hooks.example.org/hook", body=b"{}")
    assert (answer.status, answer.body, answer.headers["x-kind"]) == (200, b"thanks", "hook")
    assert server.seen == [("/hook", "hooks.example.org", "")]


def test_one_address_inside_among_others_is_enough(server: Server, outside: Any) -> None:
    out = outside(lambda host, port: [PUBLIC, "10.0.0.7"])
    with pytest.raises(Barred):
        out.request("GET", "http://hooks.example.org/")
    assert server.seen == []


def test_a_name_that_changes_its_address_gains_nothing(server: Server, outside: Any) -> None:
    asked: list[str] = []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return [PUBLIC] if len(asked) == 1 else ["127.0.0.1"]

    out = outside(rebinding)
    assert out.request("GET", "http://hooks.example.org/").body == b"secret inside"
    # One look-up a connection: what was looked at is what is gone to.
    assert len(asked) == 1
    with pytest.raises(Barred):
        out.request("GET", "http://hooks.example.org/")
    assert len(server.seen) == 1


@pytest.mark.parametrize(
    ("onward", "error"),
    [
        ("http://localhost/inside", Barred),
        ("http://169.254.169.254/latest/meta-data/", Barred),
        ("file:///etc/passwd", Barred),
        ("/loop", Failed),
    ],
)
def test_a_redirect_is_checked_anew(
    server: Server, outside: Any, onward: str, error: type[Exception]
) -> None:
    server.answers["/loop"] = (302, {"Location": onward}, b"")
    out = outside(lambda host, port: ["127.0.0.1" if host == "localhost" else PUBLIC])
    with pytest.raises(error):
        out.request("GET", "http://hooks.example.org/loop")
    assert "/inside" not in [path for path, *_ in server.seen]


def test_a_redirect_to_another_host_takes_no_secret_along(server: Server, outside: Any) -> None:
    server.answers["/a"] = (302, {"Location": "http://other.example.org/b"}, b"")
    secret = {"Authorization": "Bearer x"}
    outside().request("GET", "http://hooks.example.org/a", headers=secret)
    assert server.seen == [
        ("/a", "hooks.example.org", "Bearer x"),
        ("/b", "other.example.org", ""),
    ]


def test_a_redirect_of_a_post_is_not_followed(server: Server, outside: Any) -> None:
    server.answers["/a"] = (307, {"Location": "http://hooks.example.org/b"}, b"")
    answer = outside().request("POST", "http://hooks.example.org/a", body=b"x")
    assert answer.status == 307
    assert len(server.seen) == 1


def test_an_answer_without_end_is_cut_off(server: Server, outside: Any) -> None:
    server.answers["/"] = (200, {}, bytes(5000))
    with pytest.raises(Failed):
        outside(most_bytes=1000).request("GET", "http://hooks.example.org/")


def test_an_answer_that_takes_too_long_is_given_up(server: Server, outside: Any) -> None:
    # More is announced than comes, and the connection stays.
    server.answers["/"] = (200, {"Content-Length": "10"}, b"x")
    with pytest.raises(Failed):
        outside(seconds=0.2).request("GET", "http://hooks.example.org/")


def test_another_protocol_than_tls_fails(server: Server, outside: Any) -> None:
    with pytest.raises(Failed):
        outside().request("GET", "https://hooks.example.org/")
