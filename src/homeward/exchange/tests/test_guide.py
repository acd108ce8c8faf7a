"""docs/api.md, played: every call of it, by curl, against a server that listens."""

import json
import os
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connection
from django.db.backends.signals import connection_created

from homeward.access.choices import Purpose

GUIDE = Path(__file__).resolve().parents[4] / "docs" / "api.md"
CALL = re.compile(r"```sh\n(curl .*)\n```\nAnswers (\d{3})")

pytestmark = pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")


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
        close_old_connections()
        return answer(environ, start)

    connection.ensure_connection()
    connection_created.connect(lower)
    with make_server("127.0.0.1", 0, application, handler_class=Silent) as server:
        thread = threading.Thread(target=_serve, args=(server,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
    connection_created.disconnect(lower)


def _serve(server: Any) -> None:
    server.serve_forever()
    connection.close()


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
