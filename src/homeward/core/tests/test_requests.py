"""What every answer carries, and what is too large to be read."""

from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.db import DatabaseError, IntegrityError, OperationalError
from django.test import Client, RequestFactory, override_settings

from homeward.core import faults
from homeward.core.middleware import HEADERS, RefusalPage, RequestSize, SecurityHeaders


@pytest.mark.parametrize("path", ["/accounts/login/", "/no/such/page/", "/static/core/icon.svg"])
def test_every_answer_carries_the_headers(client, path: str) -> None:
    answer = client.get(path)
    for name, value in HEADERS.items():
        assert answer.headers[name] == value
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


@override_settings(SECURE_HSTS_SECONDS=31_536_000)
def test_https_is_kept_to(client) -> None:
    answer = client.get("/accounts/login/", secure=True)
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert "includeSubDomains" in answer.headers["Strict-Transport-Security"]


def test_what_is_too_large_is_told_before_it_is_read(client) -> None:
    answer = client.generic(
        "POST",
        "/accounts/login/",
        b"x",
        "multipart/form-data; boundary=a",
        CONTENT_LENGTH=str(settings.MOST_REQUEST_BYTES + 1),
    )
    assert answer.status_code == 413
    assert "too large" in answer.content.decode()
    typed = client.post("/accounts/login/", {"login": "x" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE})
    assert typed.status_code == 400
    form = "application/x-www-form-urlencoded"
    body = "login=" + "x" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    assert client.generic("POST", "/accounts/login/", body, form).status_code == 413


def test_a_file_never_touches_the_disk() -> None:
    (handler,) = RequestFactory().post("/").upload_handlers
    assert isinstance(handler, MemoryFileUploadHandler)


@pytest.mark.parametrize("asked", ["/?text=%00", "/accounts/login/?%00=1", "/cases/%00/"])
def test_a_nul_is_refused_wherever_it_stands(client: Client, db: None, asked: str) -> None:
    assert client.get(asked).status_code == 400
    sent = client.post("/accounts/login/", {"login": "a\x00b", "password": "x"})
    assert sent.status_code == 400


def test_a_full_disk_is_told_in_words(db) -> None:
    class Full(Exception):
        sqlstate = "53100"

    error = OperationalError("no space left on device")
    error.__cause__ = Full()
    request = RequestFactory().get("/")
    answer = RefusalPage(lambda _request: None).process_exception(request, error)
    assert answer is not None
    assert answer.status_code == 507
    assert "no space left" in answer.content.decode()


class Lost(Exception):
    """As psycopg raises it where the connection broke: without a code."""

    sqlstate = None


class Shut(Exception):
    sqlstate = "57P01"


class Cancelled(Exception):
    sqlstate = "57014"


def failed(cause: Exception, kind: type[DatabaseError] = OperationalError) -> DatabaseError:
    error = kind("it did not go")
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    "error",
    [
        failed(Lost()),
        failed(Shut()),
        # As the driver says it where Django closes the cursor of a list that is read row by row.
        psycopg.OperationalError("the connection is lost"),
        psycopg.errors.AdminShutdown(),
        psycopg.InterfaceError("the connection is closed"),
    ],
)
def test_a_database_that_is_away_is_told_with_what_to_do(error: Exception) -> None:
    got, sent = RequestFactory().get("/cases/?page=2"), RequestFactory().post("/cases/")
    pages = [faults.answer_to(request, error) for request in (got, sent)]
    assert [page.status_code for page in pages if page] == [503, 503]
    assert all(page and page.headers["Retry-After"] == "10" for page in pages)
    assert 'href="/cases/?page=2"' in pages[0].content.decode()
    assert "Reload this page" in pages[1].content.decode()


def test_a_fault_of_ours_is_not_taken_for_one_of_the_database() -> None:
    request = RequestFactory().get("/")
    others = (psycopg.errors.QueryCanceled(), psycopg.errors.UniqueViolation(), ValueError("x"))
    for error in (failed(Cancelled()), failed(Lost(), IntegrityError), *others):
        assert faults.answer_to(request, error) is None


def test_a_database_that_is_away_before_any_page_is_told_too(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The session is read before a page is reached: there no page's own answer helps."""

    def away(*_args: Any) -> None:
        raise failed(Lost())

    client.raise_request_exception = False
    monkeypatch.setattr(SessionMiddleware, "process_request", away)
    answer = client.get("/accounts/login/")
    assert answer.status_code == 503
    assert "does not answer" in answer.content.decode()


def test_the_page_on_a_database_that_is_away_asks_nothing_of_it(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever asks it is not known then: their session can't be read."""

    def away(*_args: Any) -> None:
        raise failed(Lost())

    client.raise_request_exception = False
    client.cookies[settings.SESSION_COOKIE_NAME] = "s" * 32
    monkeypatch.setattr(SessionStore, "load", away)
    for path in ("/", "/accounts/login/", "/cases/"):
        answer = client.get(path)
        assert answer.status_code == 503, path
        assert "does not answer" in answer.content.decode()


@pytest.mark.parametrize(("cause", "status"), [(Lost(), 503), (None, 400)])
def test_a_session_that_could_not_be_kept_is_told_by_its_cause(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch, cause: Exception | None, status: int
) -> None:
    """Away while the session was written: Django calls it interrupted, as one that was deleted."""

    def save(*_args: Any, **_kwargs: Any) -> None:
        raise UpdateError from (failed(cause) if cause else DatabaseError("no such row"))

    monkeypatch.setattr(SessionStore, "save", save)
    monkeypatch.setattr(SessionStore, "is_empty", lambda _self: False)
    monkeypatch.setattr(settings, "SESSION_SAVE_EVERY_REQUEST", True)
    answer = client.get("/accounts/login/")
    assert answer.status_code == status
    assert ("does not answer" in answer.content.decode()) is (status == 503)


def test_headers_come_before_static_files_and_the_size_before_the_csrf_check() -> None:
    names = [name.rpartition(".")[2] for name in settings.MIDDLEWARE]
    assert names.index(SecurityHeaders.__name__) < names.index("WhiteNoiseMiddleware")
    assert names.index(RequestSize.__name__) < names.index("CsrfViewMiddleware")
