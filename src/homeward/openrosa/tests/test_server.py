"""Against a real gunicorn and a database where transactions commit: chunks, a network that is cut
half-way, and the same filled form twice at once.

It starts a process and a database of its own, which takes its seconds.
"""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from homeward.openrosa.choices import State
from homeward.openrosa.models import Delivery, DeliveryFile
from homeward.openrosa.tests import server
from homeward.openrosa.tests.collect import multipart
from homeward.openrosa.tests.conftest import PHOTO, Field
from homeward.surveys.models import Submission

PIECE = 1000


@dataclass
class Answer:
    status: int
    raw: bytes


@dataclass
class Wire:
    """Bytes to a server, and what comes back."""

    address: tuple[str, int]
    path: str

    def head(self, content_type: str, more: str) -> bytes:
        return (
            f"POST {self.path}/submission?deviceID=x HTTP/1.1\r\nHost: localhost\r\n"
            f"Connection: close\r\nContent-Type: {content_type}\r\n{more}\r\n\r\n"
        ).encode()

    def post(self, xml: bytes, files: dict[str, bytes], *, chunked: bool = True) -> Answer:
        body, content_type = multipart(xml, files, is_last=True)
        if not chunked:
            return self.send(self.head(content_type, f"Content-Length: {len(body)}") + body)
        return self.send(self.head(content_type, "Transfer-Encoding: chunked") + chunks(body))

    def cut(self, xml: bytes, files: dict[str, bytes], *, chunked: bool) -> None:
        """Half of it, in the midst of a file, and then the network is gone."""
        body, content_type = multipart(xml, files, is_last=True)
        half = body[: len(body) - 60]
        more = "Transfer-Encoding: chunked" if chunked else f"Content-Length: {len(body)}"
        sent = chunks(half)[:-5] if chunked else half
        self.send(self.head(content_type, more) + sent, then_close=True)

    def send(self, raw: bytes, *, then_close: bool = False) -> Answer:
        with socket.create_connection(self.address) as one:
            one.sendall(raw)
            if then_close:
                one.shutdown(socket.SHUT_WR)
            answer = b""
            while piece := one.recv(65536):
                answer += piece
        return Answer(int(answer.split(b" ", 2)[1]) if answer else 0, answer)


def chunks(body: bytes) -> bytes:
    pieces = [body[n : n + PIECE] for n in range(0, len(body), PIECE)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


@pytest.fixture
def wire(own_database: None, visits: Field) -> Iterator[Wire]:
    path = visits.collect().server.removeprefix("http://testserver")
    name = str(connection.settings_dict["NAME"])
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.set_inheritable(True)
        # Started by its file, so that its own folder is not searched for modules.
        process = subprocess.Popen(
            [sys.executable, server.__file__, name, str(listening.fileno())],
            pass_fds=[listening.fileno()],
            env=os.environ | {"PYTHONSAFEPATH": "1"},
        )
        try:
            yield Wire(listening.getsockname(), path)
        finally:
            process.terminate()
            process.wait()


def test_the_network_is_cut_and_the_same_comes_twice_at_once(wire: Wire, visits: Field) -> None:
    """Points 2, 9, 10 and 11 over a real server: chunks, no CSRF token, parts, two at once."""
    files = {"1.png": PHOTO}
    xml = visits.filled(homeward_wave=str(visits.wave.pk))

    for chunked in (True, False):
        wire.cut(xml, files, chunked=chunked)
        assert (Delivery.objects.count(), DeliveryFile.objects.count()) == (0, 0)

    ready = Barrier(2)

    def send(_number: int) -> Answer:
        ready.wait()
        return wire.post(xml, files)

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(send, range(2)))
    assert [answer.status for answer in answers] == [201, 201]
    assert b"X-OpenRosa-Version: 1.0" in answers[0].raw
    assert (Delivery.objects.get().state, Submission.objects.count()) == (State.TAKEN, 1)
    assert DeliveryFile.objects.count() == 1

    # Two different ones under one id: one is kept, the other is told.
    both = [visits.filled(instance_id="uuid:2", well=well) for well in ("good", "bad")]

    def send_one(number: int) -> Answer:
        ready.wait()
        return wire.post(both[number], {}, chunked=False)

    with ThreadPoolExecutor(2) as pool:
        statuses = sorted(answer.status for answer in pool.map(send_one, range(2)))
    assert statuses == [201, 409]

    # Two corrections of one record: the second is stale.
    corrections: list[Any] = [
        visits.filled(instance_id=f"uuid:{name}", corrects="uuid:2", well="bad") for name in "ab"
    ]
    with ThreadPoolExecutor(2) as pool:
        sent = pool.map(lambda one: wire.post(one, {}), corrections)
        statuses = sorted(answer.status for answer in sent)
    assert statuses == [201, 409]
    assert Delivery.objects.filter(deprecated_id="uuid:2").count() == 1
