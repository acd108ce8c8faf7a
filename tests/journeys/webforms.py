"""One form in a real browser without an installation: our page's part, its policy, and what it
sends. The answers come back as the XML that the browser made."""

import contextlib
import json
import re
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.parser import BytesParser
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string
from lxml import etree

from homeward.forms import browser as part
from homeward.forms import filling, instances
from homeward.forms.alike import alike
from homeward.forms.definition import HARDENED, JR, XFORMS, XHTML, Definition, Question
from homeward.forms.filling import Filling

SOURCE = Path(part.__file__).parents[1]
TYPES = {".js": "text/javascript", ".css": "text/css"}
NOW = datetime(2026, 3, 5, 9)
MOST_ROUNDS = 60


@dataclass
class Desk:
    """What the pages are served from, and what they sent."""

    form: Definition
    xform: bytes
    instance: bytes = b""
    kept: list[bytes] = field(default_factory=list)
    sent: list[bytes] = field(default_factory=list)
    # The network is away, or somebody else kept the draft.
    is_away: bool = False
    is_taken: bool = False
    address: str = ""

    @property
    def answers(self) -> dict[str, str]:
        return instances.answers_of(self.sent[-1], self.form)

    def page(self) -> tuple[bytes, dict[str, str]]:
        context = {
            **part.context(self.form),
            "xform_url": "/xform",
            "send_url": "/send",
            "draft_url": "/keep",
            "plain_url": "/plain",
            "instance_url": "/instance" if self.instance else "",
            "file_url": "/files/",
            "send_label": "Send the answers",
        }
        sheets = "".join(
            f'<link rel="stylesheet" href="/static/{name}">'
            for name in ("core/homeward.css", "forms/vendor/webforms.css", "forms/webform.css")
        )
        body = render_to_string("forms/parts/webform.html", context)
        text = (
            f'<!doctype html><html lang="en"><head><title>Form</title>{sheets}</head>'
            f'<body class="hw"><main><h1>Form</h1>{body}</main></body></html>'
        )
        response = part.protect(HttpResponse(text), context["nonce"])
        return text.encode(), dict(response.headers)


@contextlib.contextmanager
def served(form: Definition, xform: str, instance: bytes = b"") -> Iterator[Desk]:
    desk = Desk(form, with_messages(xform), instance)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Handler,), {"desk": desk}))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    desk.address = f"http://localhost:{server.server_address[1]}/"
    try:
        yield desk
    finally:
        server.shutdown()
        server.server_close()


def with_messages(xform: str) -> bytes:
    root = etree.fromstring(xform.encode(), etree.XMLParser(**HARDENED))
    for bind in root.find(f"{XHTML}head/{XFORMS}model").findall(f"{XFORMS}bind"):
        if bind.get("required") and not bind.get(f"{JR}requiredMsg"):
            bind.set(f"{JR}requiredMsg", "This needs an answer.")
    written: bytes = etree.tostring(root, encoding="UTF-8")
    return written


class Handler(BaseHTTPRequestHandler):
    desk: Desk

    def log_message(self, *_words: Any) -> None:
        """Quiet: what matters is asserted."""

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == "/":
            return self._answer(*self.desk.page())
        if path == "/done":
            return self._answer(b"<title>Sent</title>", {"Content-Type": "text/html"})
        if path in {"/xform", "/instance"}:
            body = self.desk.xform if path == "/xform" else self.desk.instance
            return self._answer(body, {"Content-Type": "text/xml; charset=utf-8"})
        app = path.removeprefix("/static/").partition("/")[0]
        file = SOURCE / app / path.removeprefix("/")
        if not path.startswith("/static/") or not file.is_file():
            return self._answer(b"", {}, HTTPStatus.NOT_FOUND)
        kind = TYPES.get(file.suffix, "application/octet-stream")
        return self._answer(file.read_bytes(), {"Content-Type": kind})

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.desk.is_away:
            self.close_connection = True
            return self.connection.close()
        xml = self._xml(raw)
        if self.path == "/keep" and self.desk.is_taken and b'name="over"' not in raw:
            return self._json({"other": "Yaw kept this draft"}, HTTPStatus.CONFLICT)
        (self.desk.kept if self.path == "/keep" else self.desk.sent).append(xml)
        return self._json(
            {"revision": len(self.desk.kept)} if self.path == "/keep" else {"next": "/done"}
        )

    def _xml(self, raw: bytes) -> bytes:
        head = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
        for one in BytesParser().parsebytes(head + raw).walk():
            if one.get_param("name", header="content-disposition") == "xml_submission_file":
                payload = one.get_payload(decode=True)
                return payload if isinstance(payload, bytes) else b""
        return b""

    def _json(self, body: dict[str, Any], status: HTTPStatus = HTTPStatus.OK) -> None:
        self._answer(json.dumps(body).encode(), {"Content-Type": "application/json"}, status)

    def _answer(
        self, body: bytes, headers: dict[str, str], status: HTTPStatus = HTTPStatus.OK
    ) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with contextlib.suppress(ConnectionError):
            self.wfile.write(body)


def as_sent(page: Any) -> str:
    """What the browser would send as the form stands, complete or not: a tool with lists that
    wait for a country's places can't be sent at all."""
    xml: str = page.evaluate(
        "async () => (await document.querySelector('homeward-webform').xml())"
        ".get('xml_submission_file').text()"
    )
    return xml


def plain_answers(form: Definition, answers: dict[str, str]) -> dict[str, str]:
    """As the plain pages send them: evaluated on the server."""
    return instances.settled(alike(Filling(form, answers, now=NOW).answers(), form))


def as_collect(
    form: Definition, xform: str, answers: dict[str, str], *, now: datetime = NOW
) -> bytes:
    """The instance as ODK Collect writes it."""
    head = instances.head_of_form(xform)
    return instances.instance_of(
        Filling(form, answers, now=now),
        head,
        instance_id="uuid:5b0e1f3e-0000-4000-8000-000000000001",
    )


def filled_in(
    form: Definition, given: Mapping[str, str] | None = None, *, now: datetime = NOW
) -> dict[str, str]:
    """Answers to everything that is asked, until nothing is missing and everything fits; those
    that are `given` stay, as where the first choice would end the form."""
    answers: dict[str, str] = dict(given or {})
    tries: dict[str, int] = {}
    for _round in range(MOST_ROUNDS):
        found = Filling(form, answers, now=now)
        open_ones = [
            (question, key)
            for question, key in found.asked()
            if not question.is_note and question.control != "upload"
            and (not found.value(key) or found.faults(key))
            and not found.form.binds.get(question.path, filling.NO_BIND).calculate
        ]  # fmt: skip
        wrong = [one for one in open_ones if tries.get(one[1], 0) < len(VALUES) * 2]
        if not wrong:
            break
        for question, key in wrong:
            answers[key] = _value(found, question, key, tries.get(key, 0))
            tries[key] = tries.get(key, 0) + 1
    return answers


VALUES = ("3", "20", "1", "0", "100", "7")


KNOWN = {
    "date": "2026-03-01",
    "time": "10:30:00.000+00:00",
    "dateTime": "2026-03-01T10:30:00.000+00:00",
    "geopoint": "5.6037 -0.187 0.0 10.0",
}


def _value(found: Filling, question: Question, key: str, number: int) -> str:
    if question.chooses:
        return _chosen(question, [value for value, _label in found.choices(question, key)], number)
    if question.control == "trigger":
        return "OK"
    if question.control == "range":
        return question.start or "1"
    if question.bind.type in {"int", "decimal"}:
        return VALUES[number % len(VALUES)]
    return KNOWN.get(question.bind.type, "words" if number % 2 == 0 else "123456789")


def _chosen(question: Question, choices: list[str], number: int) -> str:
    if question.control == "rank":
        return " ".join(choices)
    if question.chooses_many and number:
        # Where one alone does not fit: two of them, and then the next two.
        return " ".join(choices[number - 1 : number + 1])
    return choices[number % len(choices)] if choices else ""


# Written by the client itself, and different each time by their nature.
OWN = re.compile(r"(?:^|/)(?:start|end|today|deviceid|device_id|uuid|audit|index)$", re.I)


DRAWN = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def comparable(answers: dict[str, str]) -> dict[str, str]:
    return {
        key: value
        for key, value in answers.items()
        if not OWN.search(key) and not DRAWN.fullmatch(value)
    }
