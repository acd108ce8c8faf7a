"""A line of a log bears what was done and how it went: no token, no value, no words of a fault."""

import json
import logging
import secrets
import sys
from uuid import uuid4

import pytest
from django.conf import settings

from homeward.core import logs
from homeward.core.logs import Json, Plain, Work


def record(name: str, words: str, *args: object, **more: object) -> logging.LogRecord:
    made = logging.LogRecord(name, 30, "room.py", 7, words, args or None, None)
    made.__dict__.update(more)
    return made


def told(name: str, words: str, *args: object, **more: object) -> dict[str, object]:
    found: dict[str, object] = json.loads(Json().format(record(name, words, *args, **more)))
    return found


@pytest.mark.parametrize("size", [24, 32])
@pytest.mark.parametrize("path", ["/openrosa/key/{}/submission", "/r/{}/", "/q/{}"])
def test_a_token_is_left_out(path: str, size: int) -> None:
    token = secrets.token_urlsafe(size)
    said = told("homeward.room", "at %s", path.format(token))["message"]
    assert said == f"at {path.format('…')}"


def test_an_id_of_ours_stays() -> None:
    number = uuid4()
    assert told("homeward.room", "comparison %s failed", number)["message"].split()[1] == str(
        number
    )


def test_of_a_library_the_template_alone_is_written() -> None:
    assert told("django.request", "Not Found: %s", "/cases/1/")["message"] == "Not Found: …"
    said = told("urllib3", "%(host)s took %(time)5.1f s", {"host": "x", "time": 1})["message"]
    assert said == "… took … s"
    said = told("apprise", "Failed to send to +233200000000")
    assert (said["message"], said["where"]) == ("…", "room:7")


def test_a_line_that_was_written_wrongly_is_written_all_the_same() -> None:
    assert told("homeward.room", "%s and %s", 1)["message"] == "%s and %s"


def test_what_else_a_record_carries_is_not_written() -> None:
    assert "secret" not in json.dumps(told("x", "y", request="secret", job={"args": "secret"}))


def test_an_exception_is_told_by_its_class_and_its_places() -> None:
    try:
        try:
            {}["a name"]
        except KeyError as error:
            raise ValueError("invalid literal: 'a name'") from error
    except ValueError:
        made = record("homeward.room", "broken: %s", sys.exc_info()[1], exc_info=sys.exc_info())
    said = json.loads(Json().format(made))
    assert "a name" not in json.dumps(said)
    assert said["error"][0] == "builtins.ValueError"
    assert "builtins.KeyError" in said["error"]
    assert "in test_an_exception_is_told" in said["error"][1]
    assert "a name" not in Plain().format(made)


def test_what_is_being_done_stands_on_each_line() -> None:
    with logs.beginning(Work(request="abc", view="desk:case")):
        logs.act_as("user", 7)
        said = told("homeward.room", "seen")
        assert (said["request"], said["view"], said["actor"], said["organisation"]) == (
            "abc", "desk:case", "user", 7,
        )  # fmt: skip
        assert "request=abc view=desk:case actor=user" in Plain().format(record("homeward", "seen"))
    assert "request" not in told("homeward.room", "seen")


def test_every_handler_writes_in_one_of_our_forms() -> None:
    forms = {one["()"] for one in settings.LOGGING["formatters"].values()}
    assert forms == {"homeward.core.logs.Plain", "homeward.core.logs.Json"}
    assert {one["formatter"] for one in settings.LOGGING["handlers"].values()} <= {"plain", "json"}
    assert logging.getLogger("django").handlers == []
