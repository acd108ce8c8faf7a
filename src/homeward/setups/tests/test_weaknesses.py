"""Secrets, the trial message, and where an installation is weak."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from homeward.config import database, generated
from homeward.config.setup import secrets
from homeward.config.weaknesses import data, people, surroundings
from homeward.config.weaknesses import found as weaknesses
from homeward.config.weaknesses import secrets as weak_secrets

GOOD = "b7Qw-zR3tY9pLk2VxN8sHd5mCf4gJ6aE1uTi0oWqXr"
WHERE = {"database": "db:5432/homeward", "keys": "keys:5432/homeward_keys"}


def test_each_secret_is_written_once_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "secrets"
    written = secrets.write(folder, **WHERE)
    assert {path.stat().st_mode & 0o777 for path in written} == {0o600}
    assert folder.stat().st_mode & 0o777 == 0o700
    said = {path.name: path.read_text() for path in written}
    long = [text for name, text in said.items() if name != "smtp_password"]
    assert len(set(long)) == len(long)
    assert min(map(len, long)) > 32
    assert said["database_url"] == (
        f"postgresql://homeward_owner:{said['database_owner']}@db:5432/homeward"
    )
    with pytest.raises(secrets.Exists, match="database_admin"):
        secrets.write(folder, **WHERE)
    assert {path.name: path.read_text() for path in folder.iterdir()} == said


def test_one_secret_that_is_there_keeps_all_from_being_written(tmp_path: Path) -> None:
    (tmp_path / "job_key").write_text("mine")
    with pytest.raises(secrets.Exists):
        secrets.write(tmp_path, **WHERE)
    assert [path.name for path in tmp_path.iterdir()] == ["job_key"]


@pytest.fixture
def surrounded(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """The environment of a deployment, and nothing of the tests'."""
    for name in list(os.environ):
        if name.startswith(("HOMEWARD_", "DATABASE_")):
            monkeypatch.delenv(name)
    return monkeypatch


def test_a_process_without_the_owner_s_way_goes_as_the_app_role(
    surrounded: pytest.MonkeyPatch,
) -> None:
    surrounded.setenv("DATABASE_APP_URL", "postgresql://homeward_app@db/homeward?sslmode=require")
    way = database.connection(secret_key=GOOD)
    assert (way["USER"], way["HOST"], way["NAME"]) == ("homeward_app", "db", "homeward")
    assert way["PASSWORD"] == database.app_password(GOOD)
    assert way["OPTIONS"]["sslmode"] == "require"
    store = database.key_store(secret_key=GOOD)
    assert store["app"]["dbname"] == "homeward_keys"
    assert store["owner"]["user"] == "homeward_app"
    surrounded.setenv("HOMEWARD_DB_AS", "owner")
    with pytest.raises(Exception, match="Give it DATABASE_URL"):
        database.connection(secret_key=GOOD)


def said(asked: Any) -> str:
    return "\n".join(asked())


def test_weak_and_shared_secrets_are_named(surrounded: pytest.MonkeyPatch) -> None:
    surrounded.setenv("HOMEWARD_SECRET_KEY", "aaaa" * 20)
    surrounded.setenv("HOMEWARD_MASTER_KEY", f"2:{GOOD}\n1:short")
    surrounded.setenv("HOMEWARD_JOB_KEY", GOOD)
    strength = said(weak_secrets._strength)
    assert strength.count("HOMEWARD_SECRET_KEY is short or made of few letters") == 1
    assert strength.count("HOMEWARD_MASTER_KEY is short") == 1
    assert "HOMEWARD_JOB_KEY is short" not in strength
    surrounded.setenv("HOMEWARD_SECRET_KEY", GOOD)
    assert "HOMEWARD_SECRET_KEY and HOMEWARD_JOB_KEY are the same" in said(weak_secrets._own)
    assert "stands in the environment" in said(weak_secrets._files)


def test_an_open_file_and_a_web_process_that_knows_too_much(
    surrounded: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    held = tmp_path / "secret_key"
    held.write_text(GOOD)
    held.chmod(0o644)
    tmp_path.chmod(0o755)
    surrounded.setenv("HOMEWARD_SECRET_KEY_FILE", str(held))
    assert "Other users of this machine can read" in said(weak_secrets._files)
    held.chmod(0o600)
    assert said(weak_secrets._files) == ""
    surrounded.setenv("DATABASE_URL", "postgresql://owner@db/homeward")
    assert "One DATABASE_URL serves everything" in said(weak_secrets._owner)
    surrounded.setenv("HOMEWARD_WEB", "1")
    assert "This web process was given" in said(weak_secrets._owner)


def test_addresses_that_lead_nowhere_or_take_anybody(settings: Any) -> None:
    settings.IS_HTTPS, settings.BASE_URL = False, "http://localhost:8000"
    settings.ALLOWED_HOSTS = ["*", "testserver"]
    found = said(surroundings._addresses)
    for words in ("without https everything", "lead nobody here", "takes * and testserver"):
        assert words in found
    settings.IS_HTTPS, settings.BASE_URL = True, "https://homeward.example"
    settings.ALLOWED_HOSTS, settings.BEHIND_PROXY = ["other.example"], False
    found = said(surroundings._addresses)
    assert "lacks homeward.example" in found
    assert "HOMEWARD_PROXY is not set" in found


def test_a_mail_server_that_is_away_is_told(settings: Any) -> None:
    settings.DEMO, settings.EMAIL_HOST, settings.EMAIL_PORT = False, "127.0.0.1", 9
    settings.EMAIL_HOST_USER, settings.EMAIL_USE_TLS = "", False
    found = said(surroundings._mail)
    assert "127.0.0.1:9 doesn't take messages" in found
    assert "homeward@localhost: other mail servers refuse it" in found


def test_what_the_database_server_does_is_asked(db: None) -> None:
    assert "fsync = off: a power cut can lose" in said(data._durability)
    # The server that comes along tells of nobody; one that is told to do so is noticed.
    assert said(data._server_log) == ""
    with connection.cursor() as cursor:
        cursor.execute("set local log_min_messages = warning")
    assert "log_min_messages = warning" in said(data._server_log)
    assert "same server as what they open" in said(data._keys_apart)
    assert "No worker has said" in said(data._worker)
    assert "No administrative areas" in said(data._vocabularies)


def test_who_is_lacking_is_told(cast: Any) -> None:
    assert "has users and no administrator" in said(people._administrators)
    assert "has no data protection officer with a working sign-in" in said(people._administrators)


def test_all_of_it_comes_together_and_no_question_fails(cast: Any, settings: Any) -> None:
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    found = weaknesses()
    assert len(found) > 5
    assert not [sentence for sentence in found if "could not be asked" in sentence]


@pytest.fixture
def marked(surrounded: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[pytest.MonkeyPatch]:
    (tmp_path / "demo").touch()
    surrounded.setenv("HOMEWARD_HOME", str(tmp_path))
    return surrounded


def test_a_folder_that_holds_a_demo_never_becomes_a_real_one(marked: pytest.MonkeyPatch) -> None:
    marked.setenv("HOMEWARD_DEMO", "0")
    assert "A demo never becomes a real installation" in generated.refusal()
    marked.setenv("HOMEWARD_DEMO", "1")
    assert generated.refusal() == ""
