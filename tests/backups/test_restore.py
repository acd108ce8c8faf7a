"""A real server is backed up, followed, and brought back to a moment: each command as it is run."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest

from homeward.config.backups import sealing, waiting
from tests.installations import environment, lay_out

PATIENCE = 60


def way(home: Path, name: str = "homeward", user: str = "homeward_owner") -> dict[str, str]:
    return {"host": str(home / "postgres" / "socket"), "user": user, "dbname": name}


def ask(home: Path, query: str, *values: Any, name: str = "homeward") -> list[Any]:
    with psycopg.connect(**way(home, name), autocommit=True) as connection:
        cursor = connection.execute(query, values)
        return cursor.fetchall() if cursor.description else []


def until_kept(place: Any, moment: datetime) -> None:
    """Waits until the stream says that all which was committed by then is kept."""
    mark = place.root / "data" / "wal" / "reached"
    deadline = time.monotonic() + PATIENCE
    while not mark.exists() or mark.stat().st_mtime < moment.timestamp():
        assert time.monotonic() < deadline, "the stream keeps nothing"
        time.sleep(0.1)


def run(env: dict[str, str], module: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", f"homeward.config.{module}", *words],
        env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def place() -> Iterator[Any]:
    root = Path(tempfile.mkdtemp(prefix="homeward-backup-"))
    root.chmod(0o711)
    home = root / "home"
    home.mkdir(mode=0o711)
    lay_out(home)
    recipient, identity = sealing.make_pair()
    (root / "identity").write_text(identity)
    env = environment(home) | {
        "HOMEWARD_BACKUP_FOLDER": str(root / "data"),
        "HOMEWARD_BACKUP_RECIPIENTS": recipient,
        "HOMEWARD_BACKUP_SECONDS": "1",
        "HOMEWARD_KEYS_BACKUP_FOLDER": str(root / "apart"),
        "HOMEWARD_KEYS_BACKUP_RECIPIENTS": recipient,
    }
    assert run(env, "embedded", "start").returncode == 0
    yield SimpleNamespace(root=root, home=home, env=env, identity=root / "identity")
    for one in (home, root / "back"):
        run(env | {"HOMEWARD_HOME": str(one)}, "embedded", "stop")
    shutil.rmtree(root)


@pytest.fixture(scope="module")
def written(place: Any) -> Any:
    """A base backup, then rows whose moments are known, while the log is followed."""
    stream = subprocess.Popen(
        [sys.executable, "-m", "homeward.config.cli", "backup", "stream"], env=place.env
    )
    try:
        until_kept(place, datetime.now(UTC))
        done = run(place.env, "cli", "backup")
        assert done.returncode == 0, done.stdout + done.stderr
        ask(place.home, "create table public.probe (number int)")
        place.moments = []
        for number in range(30):
            ask(place.home, "insert into public.probe values (%s)", number)
            place.moments.append(datetime.now(UTC))
        ask(
            place.home, "insert into person_key (person, wrapped, master) values"
            " (gen_random_uuid(), '\\x01', 1)", name="homeward_keys",
        )  # fmt: skip
        until_kept(place, datetime.now(UTC))
    finally:
        stream.send_signal(signal.SIGTERM)
        stream.wait(30)
    return place


def restore(place: Any, to: str, *words: str) -> subprocess.CompletedProcess[str]:
    where = ["--to", str(place.root / to), "--identity", str(place.identity)]
    return run(place.env, "cli", "restore", *where, *words)


def test_it_comes_back_to_the_moment_with_the_keys_of_today(written: Any) -> None:
    keys = ask(written.home, "select count(*) from person_key", name="homeward_keys")
    code = (
        "import sys; from pathlib import Path; from datetime import datetime;"
        "from homeward.config.backups import restoring, places;"
        "to, identity, at = sys.argv[1:];"
        "restoring.restore(places.configured(), restoring.Wanted(to=Path(to),"
        " identity=Path(identity), at=datetime.fromisoformat(at)), say=print)"
    )
    back = written.root / "back"
    words = [str(back), str(written.identity), written.moments[17].isoformat()]
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        env=written.env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    env = written.env | {"HOMEWARD_HOME": str(back), "HOMEWARD_BACKUP_FOLDER": ""}
    run(env, "embedded", "start")
    assert ask(back, "select count(*), max(number) from public.probe") == [(18, 17)]
    assert ask(back, "select count(*) from person_key", name="homeward_keys") == keys

    # Nobody is served before what was closed since is closed again.
    assert waiting.refuses(way(back, user="homeward_app"))
    served = run(env | {"HOMEWARD_PARENT": str(os.getpid())}, "child", "web", "127.0.0.1:1")
    assert served.returncode == 1
    assert "was restored and is closed" in served.stderr
    migrated = run(env, "cli", "migrate")
    assert "were closed again" in migrated.stdout, migrated.stdout + migrated.stderr
    assert not waiting.refuses(way(back, user="homeward_app"))
    said = "select shobj_description(oid, 'pg_database') from pg_database where datname = %s"
    assert ask(back, said, "homeward") == [(None,)]


def test_an_owner_who_is_no_superuser_closes_and_opens(written: Any) -> None:
    """As docs/operate/install.md makes one for a server of one's own."""
    ask(written.home, "create role plain_owner login")
    ask(written.home, "create database plain owner plain_owner")
    with psycopg.connect(**way(written.home, "plain", "plain_owner"), autocommit=True) as owner:
        waiting.begin(owner, "plain", "2026-05-03T14:30:00+00:00")
        with owner.cursor() as cursor:
            assert waiting.mark(cursor) == "2026-05-03T14:30:00+00:00|public"
            assert waiting.refuses(way(written.home, "plain", "homeward_app"))
            waiting.end(cursor)
            assert waiting.mark(cursor) == ""
    assert not waiting.refuses(way(written.home, "plain", "homeward_app"))


def test_a_place_that_is_not_empty_is_refused(written: Any) -> None:
    full = written.root / "full"
    full.mkdir()
    (full / "something").touch()
    done = restore(written, "full", "--latest")
    assert done.returncode == 1
    assert "is not empty" in done.stdout


def test_a_moment_beyond_the_backups_is_refused(written: Any) -> None:
    done = restore(written, "later", "--at", "2099-01-01T00:00:00")
    assert done.returncode == 1
    assert "and no further" in done.stdout.replace("\n", " ")
    assert "ended before" in restore(written, "earlier", "--at", "2020-01-01").stdout


def test_an_altered_backup_is_noticed_before_anything_is_used(written: Any) -> None:
    assert run(written.env, "cli", "backup", "verify").returncode == 0
    (part,) = (written.root / "data").glob("base/*/base.tar.gz.age")
    data = part.read_bytes()
    part.write_bytes(data[:9000] + bytes([data[9000] ^ 1]) + data[9001:])
    try:
        done = run(written.env, "cli", "backup", "verify")
        assert done.returncode == 1
        assert "was altered" in done.stdout
        done = restore(written, "altered", "--latest")
        assert done.returncode == 1
        assert "was altered" in done.stdout
    finally:
        part.write_bytes(data)


def test_lost_keys_come_back_from_their_own_backup(written: Any) -> None:
    before = ask(written.home, "select count(*) from person_key", name="homeward_keys")
    words = ["restore", "keys", "--identity", str(written.identity)]
    assert run(written.env, "cli", *words).returncode == 1
    ask(written.home, "drop database homeward_keys with (force)", name="postgres")
    done = run(written.env, "cli", *words, "--lost")
    assert done.returncode == 0, done.stdout + done.stderr
    assert ask(written.home, "select count(*) from person_key", name="homeward_keys") == before
