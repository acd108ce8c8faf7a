"""What the database can't do for the moment, told as what it is, with what to do about it."""

import sys
from http import HTTPStatus

import psycopg
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.defaults import bad_request, server_error

NO_SPACE = "53100"
# Insufficient privilege: a policy, a grant or a guard of the database said no.
NOT_ALLOWED = "42501"
# Connection lost or refused, the server stopping, starting or full (PostgreSQL, appendix A).
AWAY = ("08", "57P01", "57P02", "57P03", "53300")
RETRY_SECONDS = 10
# Django passes on what its driver says as its own, but not where rows are read one by one and the
# cursor is closed: there the driver's own error comes through.
LOST = (OperationalError, InterfaceError, psycopg.OperationalError, psycopg.InterfaceError)


def sqlstate(error: BaseException) -> str:
    """PostgreSQL's code of what it said; empty where the connection broke without a word."""
    said = error if isinstance(error, psycopg.Error) else error.__cause__
    return getattr(said, "sqlstate", None) or ""


def is_away(error: BaseException) -> bool:
    """No connection could be had, or it broke. Of a broken one the server gives no code."""
    if not isinstance(error, LOST):
        return False
    code = sqlstate(error)
    return not code or code.startswith(AWAY)


def answer_to(request: HttpRequest, error: BaseException) -> HttpResponse | None:
    """The page for a full disk or a database that does not answer; None for any other fault."""
    if isinstance(error, DatabaseError | psycopg.Error) and sqlstate(error) == NO_SPACE:
        return render(request, "507.html", status=HTTPStatus.INSUFFICIENT_STORAGE)
    if is_away(error):
        ask_nothing(request)
        response = render(request, "503.html", status=HTTPStatus.SERVICE_UNAVAILABLE)
        response.headers["Retry-After"] = str(RETRY_SECONDS)
        return response
    return None


def ask_nothing(request: HttpRequest) -> None:
    """Who asks, and what was to be told them, stand in the database: the page does without."""
    request.user = None  # type: ignore[assignment]
    vars(request).pop("_messages", None)


def broken(request: HttpRequest) -> HttpResponse:
    """What no page answered: also what happened before one was reached, such as at the session."""
    error = sys.exc_info()[1]
    told = answer_to(request, error) if error else None
    return told or server_error(request)


def interrupted(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A session that could not be kept since the database went away is no bad request."""
    error: BaseException | None = exception
    while error:
        if told := answer_to(request, error):
            return told
        error = error.__cause__ or error.__context__
    return bad_request(request, exception)
