"""Against a server that listens, whose requests really commit: docs/api.md, played call by call,
and one key sent by several at once."""

import json
import os
import re
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from urllib.request import Request, urlopen
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection, transaction
from django.db.backends.signals import connection_created
from django.utils import timezone

from homeward.access.choices import Purpose
from homeward.cases.models import Case
from homeward.exchange import queries
from homeward.referrals.models import Referral

GUIDE = Path(__file__).resolve().parents[4] / "docs" / "api.md"
CALL = re.compile(r"```sh\n(curl .*)\n```\nAnswers (\d{3})")


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Silent(WSGIRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Silent."""


@pytest.fixture
def address(own_database: None) -> Iterator[str]:
    """A server on a port of its own, whose connections are the app role's."""

    def lower(connection: Any, **_: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"set role {settings.APP_ROLE}")

    answer = get_wsgi_application()

    def application(environ: Any, start: Any) -> Any:
        try:
            return list(answer(environ, start))
        finally:
            connection.close()

    connection.ensure_connection()
    connection_created.connect(lower)
    with make_server("127.0.0.1", 0, application, Server, Silent) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
    connection_created.disconnect(lower)


def play(call: str, names: dict[str, str], folder: Path) -> tuple[int, Any, str]:
    """Status, body and ETag. What is said of `curl` alone is the guide's."""
    quiet = "curl() { command curl -sS -o body -D headers -w '%{http_code}' \"$@\"; }\n"
    done = subprocess.run(
        ["sh", "-euc", quiet + call],
        env={**os.environ, **names},
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    tag = re.search(r"^etag: (.*?)\r?$", (folder / "headers").read_text(), re.I | re.M)
    body = (folder / "body").read_text(encoding="utf-8")
    return int(done.stdout), json.loads(body), tag[1] if tag else ""


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_every_call_of_the_guide_answers_as_it_says(
    address: str, cast: Any, program: Any, tmp_path: Path
) -> None:
    cast.agree(cast.host, cast.provider, Purpose.REFERRAL)
    case, people = cast.family()
    cast.consent(people[0], cast.provider, Purpose.REFERRAL)
    today = cast.now.date()
    names = {
        "HOMEWARD": address,
        "SENDER": program(cast.owner).secret,
        "RECEIVER": program(cast.trainer).secret,
        "CASE": str(case.pk),
        "PERSON": str(people[0].pk),
        "SERVICE": str(cast.service().pk),
        "TODAY": today.isoformat(),
        "TOMORROW": (today + timedelta(days=1)).isoformat(),
    }
    calls = CALL.findall(GUIDE.read_text(encoding="utf-8"))
    assert len(calls) >= 20
    for call, expected in calls:
        status, body, tag = play(call, names, tmp_path)
        assert status == int(expected), (call, status, body)
        if status == 201:
            names["OFFER" if "/offers" in call else "REFERRAL"] = body["id"]
        if tag and "/offers" in call:
            names["ETAG"] = tag


def test_two_at_once_with_one_key_have_one_effect(address: str, cast: Any, program: Any) -> None:
    cast.agree(cast.host, cast.provider, Purpose.REFERRAL)
    case, people = cast.family()
    own = program(cast.owner)
    said = {"case": str(case.pk), "person": str(people[0].pk), "facts": ["name"]}
    body = json.dumps(said | {"service": str(cast.service().pk)}).encode()
    headers = {
        **own.headers, "Idempotency-Key": "draft-0001", "Content-Type": "application/json",
    }  # fmt: skip
    begin, answers = threading.Barrier(4), []

    def post() -> None:
        begin.wait()
        with urlopen(Request(f"{address}/api/v1/referrals", body, headers)) as response:
            answers.append((response.status, response.read(), "idempotency-replayed" in {
                name.lower() for name in response.headers
            }))  # fmt: skip

    _together(post)
    assert {status for status, _body, _again in answers} == {201}
    assert len({body for _status, body, _again in answers}) == 1
    assert sorted(again for _status, _body, again in answers) == [False, True, True, True]
    assert Referral.objects.count() == 1
    _what_is_not_committed_holds_the_mark()


def _together(work: Callable[[], None]) -> None:
    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _what_is_not_committed_holds_the_mark() -> None:
    """`as_of` lies before everything that a transaction under way may still bring."""
    under_way, seen = threading.Event(), threading.Event()

    def write() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            # The server's threads are the app role, for whom nobody acts here.
            cursor.execute("reset role")
            Case.objects.update(changed_at=timezone.now())
            under_way.set()
            seen.wait()
        connection.close()

    thread = threading.Thread(target=write)
    thread.start()
    under_way.wait()
    mark = queries.as_of()
    seen.set()
    thread.join()
    assert mark <= Case.objects.get().changed_at
    assert queries.as_of() > Case.objects.get().changed_at
