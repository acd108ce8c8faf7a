"""A person with names that occur nowhere else is worked with, and things go wrong: not one of the
names, numbers and words comes into a log, a measurement, a trace, the server's log or a job."""

import inspect
import io
import json
import logging
import os
import smtplib
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from opentelemetry.instrumentation.django import DjangoInstrumentor
from opentelemetry.instrumentation.psycopg import PsycopgInstrumentor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from procrastinate import App, testing
from procrastinate.contrib.django import app as our_app

from homeward.cases.models import Case
from homeward.config import folders, tracing
from homeward.config.database import Remembering
from homeward.core import logs
from homeward.desk import views
from homeward.messages import actions as messages
from homeward.messages import delivery
from homeward.persons.models import Person

NAME, FAMILY, PHONE, WORDS = "Zyxcanary", "Qwvcanary", "+233209998877", "wordcanary was beaten"
PAPER, TOKEN, CODE = "PAPERCANARY77", "tokencanary" * 3, "483920177"
CANARIES = [
    NAME, FAMILY, PHONE, PHONE.lstrip("+"), "wordcanary", PAPER, "tokencanary", CODE,
    "mailcanary", "Zyxcanary%20",
]  # fmt: skip


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """All that any logger hands on, in both of our forms, down to the finest level."""
    stream = io.StringIO()
    handlers = []
    for form in (logs.Json(), logs.Plain()):
        handler = logging.StreamHandler(stream)
        handler.setFormatter(form)
        logging.getLogger().addHandler(handler)
        handlers.append(handler)
    loggers = [logging.getLogger(name) for name in ("", "homeward.requests", "procrastinate")]
    levels = [one.level for one in loggers]
    for one in loggers:
        one.setLevel(logging.DEBUG)
    yield stream
    for one, level in zip(loggers, levels, strict=True):
        one.setLevel(level)
    for handler in handlers:
        logging.getLogger().removeHandler(handler)


@pytest.fixture
def traced() -> Iterator[list[object]]:
    exporter = InMemorySpanExporter()
    tracing.trace("test", exporter, at_once=True)
    yield exporter
    DjangoInstrumentor().uninstrument()
    PsycopgInstrumentor().uninstrument()


def server_log() -> str:
    return (folders.server_folder() / "server.log").read_text(errors="replace")


def leaked(text: str) -> list[str]:
    return [canary for canary in CANARIES if canary.casefold() in text.casefold()]


@pytest.fixture
def people(cast) -> list[Person]:
    _case, found = cast.family()
    person = found[0]
    with cast.as_app(cast.owner):
        person.given_name, person.family_name = NAME, FAMILY
        person.save(update_fields=["given_name", "family_name"])
    return found


def typed() -> dict[str, str]:
    return {
        "given_name": NAME, "family_name": FAMILY, "phone": PHONE, "document": PAPER,
        "note": WORDS, "text": WORDS, "reason": WORDS, "m0-given_name": NAME, "m0-phone": PHONE,
    }  # fmt: skip


def test_pages_forms_and_faults_write_no_name(
    cast, people, client_of, client, written, traced, settings, monkeypatch
) -> None:
    settings.METRICS_ON = True
    owner = client_of(cast.owner)
    case = Case.objects.get()
    for path in ("/persons/", "/search/", "/cases/", "/persons/register/", "/nowhere/"):
        owner.get(path, {"q": f"{NAME} {FAMILY}", "name": NAME})
    owner.get(f"/cases/{case.pk}/")
    owner.get(f"/r/{TOKEN}/")
    for path in ("/persons/register/", f"/cases/{case.pk}/consent/", "/accounts/login/"):
        owner.post(path, {**typed(), "login": "mailcanary@example.org", "password": TOKEN})
    client.post("/portal/enter/", {"code": CODE, "pin": CODE})
    client.post("/accounts/login/", {"login": "mailcanary@example.org", "password": TOKEN})
    client.get("/", headers={"Host": f"{NAME}.example"})
    bearer = {"Authorization": f"Bearer hw_{TOKEN}"}
    client.get("/api/v1/persons", {"q": NAME}, headers=bearer)
    client.post("/api/v1/referrals", json.dumps(typed()), content_type="application/json",
                headers=bearer)  # fmt: skip
    client.post("/openrosa/submission", f"<data><name>{NAME}</name></data>",
                content_type="text/xml", headers=bearer)  # fmt: skip
    assert not leaked(written.getvalue())
    assert '"view": "desk:case"' in written.getvalue()


@pytest.mark.parametrize(
    "break_it",
    [
        lambda: (_ for _ in ()).throw(ValueError(f"invalid literal for int(): '{NAME}'")),
        lambda: {}[PHONE],
        lambda: statement(f"select '{NAME}'::int"),
        lambda: statement("select %s::text::int", NAME),
        lambda: statement(
            "with x as (select 1) insert into places_country (code, name) values"
            " ((select code from places_country limit 1), %s)", FAMILY,
        ),
        lambda: statement(
            "insert into outbox_message (id, subject) values (gen_random_uuid(), %s)", NAME
        ),
    ],
)  # fmt: skip
def test_a_page_that_breaks_tells_where_and_not_with_what(
    cast, people, client_of, written, traced, monkeypatch, break_it
) -> None:
    monkeypatch.setattr(views.queries, "my_work", lambda *a, **k: break_it(), raising=False)
    monkeypatch.setattr(views, "render", lambda *a, **k: break_it())
    owner = client_of(cast.owner)
    owner.raise_request_exception = False
    answer = owner.get("/", {"q": NAME})
    assert answer.status_code == 500
    text = written.getvalue()
    assert not leaked(text)
    broken = next(
        one for line in text.splitlines() if line.startswith("{")
        if "error" in (one := json.loads(line)) and one["logger"] == "django.request"
    )  # fmt: skip
    assert any("in my_work" in frame for frame in broken["error"])
    assert broken["request"]
    assert not leaked(server_log())
    assert not leaked(answer.text.replace("?q=", ""))
    spans = traced.get_finished_spans()
    assert spans
    said = "".join(span.to_json() for span in spans)
    assert not leaked(said)
    assert '"url' not in said
    assert any(span.name.startswith("GET ") for span in spans)


def statement(sql: str, *values: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values or None)


def test_a_statement_is_traced_without_its_values(db, traced) -> None:
    where = connection.get_connection_params()
    with Remembering.connect(
        host=where["host"], port=where["port"], user=where["user"], dbname=where["dbname"],
        cursor_factory=where["cursor_factory"],
    ) as held:  # fmt: skip
        assert isinstance(held, Remembering)
        assert held.execute("select %s::text", [NAME]).fetchone() == (NAME,)
    (span,) = [one for one in traced.get_finished_spans() if one.name.startswith("sql")]
    assert (span.name, span.attributes["db.statement"]) == ("sql select", "select %s::text")
    assert not leaked(span.to_json())


def test_without_a_collector_nothing_of_it_is_loaded() -> None:
    said = subprocess.run(
        [sys.executable, "-c", "import sys; from homeward.config import tracing;"
         "tracing.begin('web'); print([m for m in sys.modules if m.startswith('opentele')])"],
        capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": "src"},
    )  # fmt: skip
    assert said.stdout.strip() == "[]"


def test_a_job_that_fails_tells_its_number_and_no_word(written) -> None:
    held = testing.InMemoryConnector()
    app = App(connector=held)

    @app.task(name="broken")
    def broken(name: str) -> None:
        raise ValueError(f"{name} {PHONE}")

    def work() -> None:
        broken.defer(name=NAME)
        app.run_worker(wait=False, install_signal_handlers=False, listen_notify=False,
                       task_middleware=[logs.around_job])  # fmt: skip

    # A browser that ran before in this process may have left its event loop in this thread.
    with ThreadPoolExecutor(max_workers=1) as thread:
        thread.submit(work).result()
    text = written.getvalue()
    assert not leaked(text)
    failed = next(json.loads(line) for line in text.splitlines()
                  if line.startswith("{") and "job failed" in line)  # fmt: skip
    assert (failed["task"], failed["job"]) == ("broken", 1)
    assert any("in broken" in frame for frame in failed["error"])


def test_mail_and_texts_that_can_t_be_sent_write_no_address(
    cast, written, monkeypatch, settings
) -> None:
    def refuse(*_args: object, **_more: object) -> None:
        raise smtplib.SMTPRecipientsRefused({"mailcanary@example.org": (550, WORDS.encode())})

    monkeypatch.setattr(delivery, "send_mail", refuse)
    messages.queue(to="mailcanary@example.org", subject=NAME, body=WORDS, at=cast.now)
    messages.queue(to=PHONE, subject="", body=WORDS, at=cast.now, channel="sms",
                   organisation_id=cast.host.pk)  # fmt: skip
    with cast.as_app():
        messages.send_waiting(at=cast.now)
    logging.getLogger("apprise").warning(f"Failed to send to {PHONE}")
    logging.getLogger("gunicorn.error").exception("Error handling request %s", f"/?q={NAME}")
    logging.getLogger("homeward.tests").error("not done: %s", KeyError(NAME))
    assert not leaked(written.getvalue())


def test_measurements_bear_names_of_views_and_nothing_else(
    cast, people, client_of, client, settings
) -> None:
    settings.METRICS_ON, settings.METRICS_TOKEN = True, "t0ken"
    owner = client_of(cast.owner)
    case = Case.objects.get()
    for path in (f"/cases/{case.pk}/", f"/r/{TOKEN}/", f"/{NAME}/", "/persons/"):
        owner.get(path, {"q": NAME})
    owner.generic(NAME.upper(), "/persons/")
    text = client.get("/metrics", headers={"Authorization": "Bearer t0ken"}).text
    assert not leaked(text)
    assert str(case.pk) not in text
    assert 'view="desk:case"' in text
    assert 'method="other"' in text
    labels = {part.split("=")[0] for line in text.splitlines() if "{" in line
              for part in line[line.index("{") + 1 : line.index("}")].split(",")}  # fmt: skip
    assert labels <= {"view", "method", "status", "le", "state", "part", "kind"}


def test_no_job_is_given_more_than_ids_and_codes(db) -> None:
    """What is queued may be read by whoever reads the queue: the arguments' names tell."""
    known = {
        "timestamp", "job_id", "stage_id", "play_id", "user_id", "file_id", "sheet_id",
        "proposal_id", "asked_by", "lenient", "context", "max_hours", "queue", "remove_failed",
        "remove_cancelled", "remove_aborted", "organisation_id", "request_id", "part", "extract_id",
        # Of an export: whether it is a draft, and for which purpose (a number).
        "draft", "purpose",
    }  # fmt: skip
    names = {
        name for task in our_app.tasks.values() for name in inspect.signature(task.func).parameters
    }
    assert names <= known, names - known


def test_what_ends_a_thread_is_logged_without_its_words(written) -> None:
    kept = sys.excepthook, threading.excepthook
    logs.instead_of_stderr()
    try:
        thread = threading.Thread(target=lambda: {}[NAME])
        thread.start()
        thread.join()
    finally:
        sys.excepthook, threading.excepthook = kept
    assert "ended by a fault" in written.getvalue()
    assert not leaked(written.getvalue())
