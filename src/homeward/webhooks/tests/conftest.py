"""A receiver of webhooks: a real server, which checks signatures by the standard's own text."""

import base64
import hashlib
import hmac
import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.utils import timezone

from homeward.access.choices import Purpose, Role
from homeward.core.outgoing import Outgoing
from homeward.referrals import actions as referrals
from homeward.referrals import queries as referral_queries
from homeward.referrals.models import Referral
from homeward.webhooks import actions
from homeward.webhooks.actions import Sender
from homeward.webhooks.choices import TO_CHOOSE
from homeward.webhooks.models import Endpoint

PUBLIC = "93.184.216.34"
HOST = "hooks.example.org"
EVERY = [value for value, _label in TO_CHOOSE]


def is_signed(secret: str, headers: Any, body: bytes) -> bool:
    """Standard Webhooks 1.0, "Verifying webhook authenticity", written anew from its text."""
    key = base64.b64decode(secret.split("_", 1)[1])
    content = headers["webhook-id"] + "." + headers["webhook-timestamp"] + "." + body.decode()
    expected = base64.b64encode(hmac.new(key, content.encode(), hashlib.sha256).digest()).decode()
    versions = [each.split(",", 1) for each in headers["webhook-signature"].split(" ")]
    return any(
        version == "v1" and hmac.compare_digest(given, expected) for version, given in versions
    )


class Receiver(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        self.statuses: list[int] = []
        # Cleared by a test that wants a request to stay without its answer for a while.
        self.hold, self.arrived = threading.Event(), threading.Event()
        self.hold.set()
        self.seen: list[tuple[Any, bytes]] = []
        super().__init__(("127.0.0.1", 0), Handler)

    @property
    def said(self) -> list[str]:
        return [json.loads(body)["type"] for _headers, body in self.seen]


class Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.seen.append((self.headers, body))
        self.server.arrived.set()
        self.server.hold.wait()
        status = self.server.statuses.pop(0) if self.server.statuses else 204
        self.send_response(status)
        self.send_header("Content-Length", "0")
        if status == 302:
            self.send_header("Location", "http://127.0.0.1/inside")
        # Whoever asked may have died meanwhile.
        with suppress(OSError):
            self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Silent."""


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def leading_to(port: int) -> Outgoing:
    """An Outgoing for which the public name leads to the receiver."""

    def connect(address: str, _port: int, timeout: float | None) -> socket.socket:
        assert address == PUBLIC
        return socket.create_connection(("127.0.0.1", port), timeout)

    return Outgoing(
        resolve=lambda host, port: [PUBLIC], connect=connect, plain_hosts=frozenset({HOST})
    )


@pytest.fixture
def sender(receiver: Receiver) -> Sender:
    return Sender(out=leading_to(receiver.server_port))


@pytest.fixture
def tell(cast: Any, sender: Sender, as_app: Any) -> Callable[..., int]:
    """Runs the worker's job once, as the app role."""

    def run(at: Any = None) -> int:
        with as_app():
            return actions.tell_due(at=at or timezone.now(), sender=sender)

    return run


@pytest.fixture
def keep(cast: Any, settings: Any) -> Callable[..., tuple[Endpoint, str]]:
    """A webhook of the user's organisation, kept by its manager."""
    settings.OUTGOING_PLAIN_HOSTS = [HOST]

    def make(user: Any, events: list[str] | None = None) -> tuple[Endpoint, str]:
        name = f"keeper-{user.organisation_id}"
        manager = cast.user(name, user.organisation, Role.PROGRAMME_MANAGER)
        with cast.as_app(manager):
            return actions.keep(
                f"http://{HOST}/in", used_for="Own system", events=events or EVERY, user=user,
                by=manager, at=cast.now,
            )  # fmt: skip

    return make


@pytest.fixture
def draft(cast: Any) -> Callable[..., Referral]:
    """A draft of the owner's to the training centre, under agreement and consent."""

    def make() -> Referral:
        cast.agree(cast.host, cast.provider, Purpose.REFERRAL)
        case, people = cast.family()
        cast.consent(people[0], cast.provider, Purpose.REFERRAL)
        with cast.as_app(cast.owner):
            facts = referral_queries.facts_to_choose(case, people[0], on=cast.now.date())
            return referrals.draft(
                case, cast.service(), person=people[0], facts=facts[:2], message="Please call",
                by=cast.owner, at=cast.now,
            )  # fmt: skip

    return make
