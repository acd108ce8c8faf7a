"""What is logged, and that it tells of nobody.

A line says what was done (the view's or the job's name), how it went, how long it took, which kind
of actor and which organisation. It never holds a path, a query, a value of a form or the words of
an exception: PostgreSQL and Python put values into those. An exception is told by its class, the
places it passed and, from the database, its code and constraint.
"""

import logging
import re
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from pythonjsonlogger.json import JsonFormatter

# Tokens of links and devices are 32 letters and more; an id (UUID) has 36 of its own shape.
UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
TOKEN = re.compile(rf"(?<=/)(?!{UUID}(?![A-Za-z0-9_-]))[A-Za-z0-9_-]{{32,}}(?![A-Za-z0-9_-])")
LEFT_OUT = "…"
# A place in a log's template, such as %s or %(name)d.
PLACE = re.compile(r"%(?:\(\w+\))?[-#0 +]*\d*(?:\.\d+)?[a-zA-Z]")
# Our own lines are made of names and counts; what a library writes may hold anything.
OURS = "homeward"


@dataclass
class Work:
    """What is being done in this thread: the fields that each line of it bears."""

    request: str = ""
    method: str = ""
    view: str = ""
    status: int | None = None
    ms: int | None = None
    actor: str = ""
    organisation: int | None = None
    job: int | None = None
    task: str = ""


_work: ContextVar[Work | None] = ContextVar("homeward_work", default=None)


def current() -> Work | None:
    return _work.get()


@contextmanager
def beginning(work: Work) -> Iterator[Work]:
    token = _work.set(work)
    try:
        yield work
    finally:
        _work.reset(token)


def around_job(call_next: Callable[[], Any], context: Any, worker: Any) -> Any:
    """Each line that the worker writes during a job bears the job's name and number."""
    job = context.job
    with beginning(Work(job=job.id, task=job.task_name, actor="job")):
        try:
            return call_next()
        except Exception as error:
            logging.getLogger("homeward.jobs").error("job failed", exc_info=error)
            raise


def act_as(kind: str, organisation: int | None) -> None:
    """Says who acts: the kind of actor and the organisation, never who in it."""
    if work := _work.get():
        work.actor = kind
        work.organisation = organisation or work.organisation


def without_tokens(text: str) -> str:
    return TOKEN.sub(LEFT_OUT, text)


def message(record: logging.LogRecord) -> str:
    """The line's words: whole where we wrote them, of a library its template alone."""
    if record.name.partition(".")[0] == OURS:
        return without_tokens(_filled(record))
    if not record.args:
        # A library may have put values in already; where it was written is in `where`.
        return LEFT_OUT
    return PLACE.sub(LEFT_OUT, str(record.msg).replace("%%", "%"))


def _filled(record: logging.LogRecord) -> str:
    args = record.args
    if isinstance(args, tuple):
        args = tuple(described(arg) if isinstance(arg, BaseException) else arg for arg in args)
    try:
        return str(record.msg) % args if args else str(record.msg)
    except (TypeError, ValueError):
        # Python would write words and values to stderr instead.
        return str(record.msg)


def described(error: BaseException) -> str:
    """An exception without its words, unless its class says that they tell of nobody."""
    kind = type(error)
    told = f"{kind.__module__}.{kind.__qualname__}"
    if getattr(kind, "tells_of_nobody", False):
        return f"{told}: {without_tokens(str(error))}"
    details = [
        f"{name}={value}" for name, value in _codes(error) if isinstance(value, str | int) and value
    ]
    return " ".join([told, *details])


def _codes(error: BaseException) -> Iterator[tuple[str, Any]]:
    """What a program's fault is known by: codes, and names from the database's own structure."""
    yield "sqlstate", getattr(error, "sqlstate", None)
    diagnostics = getattr(error, "diag", None)
    for name in ("constraint_name", "table_name", "column_name"):
        yield name.removesuffix("_name"), getattr(diagnostics, name, None)
    yield "errno", getattr(error, "errno", None)
    yield "smtp_code", getattr(error, "smtp_code", None)


def trace(error: BaseException) -> list[str]:
    """The exception and what led to it: each with the places it passed, the innermost last."""
    told: list[str] = []
    seen: set[int] = set()
    follows: BaseException | None = error
    while follows is not None and id(follows) not in seen:
        seen.add(id(follows))
        told.append(described(follows))
        told += [
            f"  {frame.filename}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(follows.__traceback__)
        ]
        follows = follows.__cause__ or (
            None if follows.__suppress_context__ else follows.__context__
        )
    return told


def instead_of_stderr() -> None:
    """What ends a process or a thread is logged like all else, and not written with its words."""
    log = logging.getLogger("homeward.process")

    def told(kind: type[BaseException], error: BaseException, tb: TracebackType | None) -> None:
        log.critical("ended by a fault", exc_info=(kind, error, tb))

    def told_of_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value:
            told(args.exc_type, args.exc_value, args.exc_traceback)

    sys.excepthook, threading.excepthook = told, told_of_thread


def _error(record: logging.LogRecord) -> BaseException | None:
    return record.exc_info[1] if isinstance(record.exc_info, tuple) else None


def entry(record: logging.LogRecord) -> dict[str, Any]:
    """All that is written of a record; fields that say nothing are left out."""
    error = _error(record)
    said: dict[str, Any] = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname,
        "logger": record.name,
        "message": message(record),
        "where": f"{record.module}:{record.lineno}",
        **(asdict(work) if (work := _work.get()) else {}),
        "error": trace(error) if error else None,
    }
    return {name: value for name, value in said.items() if value not in (None, "")}


class Json(JsonFormatter):
    """One object a line, for whoever collects logs."""

    def format(self, record: logging.LogRecord) -> str:
        return str(self.serialize_log_record(entry(record)))


class Plain(logging.Formatter):
    """The same for people who read it in a terminal."""

    SHOWN = ("request", "method", "view", "status", "ms", "actor", "organisation", "job", "task")

    def format(self, record: logging.LogRecord) -> str:
        said = entry(record)
        facts = " ".join(f"{name}={said[name]}" for name in self.SHOWN if name in said)
        words = said["message"] if said["message"] != LEFT_OUT else f"({said['where']})"
        line = f"{said['time']} {said['level']} {said['logger']} {words} {facts}".rstrip()
        return "\n".join([line, *said.get("error", [])])
