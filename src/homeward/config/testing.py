"""A pytest plugin that makes each run an installation of its own, before settings are read.

Loaded by `-p homeward.config.testing`; the fixtures stand in the root conftest.py.
"""

import fcntl
import hashlib
import json
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from homeward.config import database, embedded, folders

PREFIX = f"homeward-test-{os.getuid()}-"
KEPT = Path(tempfile.gettempdir()) / f"homeward-migrated-{os.getuid()}"
A_DAY = 24 * 60 * 60
IMPORTED = re.compile(r"^(?:from|import) (homeward[\w.]*)", re.MULTILINE)


def _fresh_home() -> Path:
    home = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))
    home.chmod(0o711)
    # Whitenoise asks for it.
    (home / "static").mkdir()
    return home


def remove(home: Path) -> None:
    """Stops the server of a test run and removes all it kept."""
    os.environ["HOMEWARD_HOME"] = str(home)
    embedded.stop()
    shutil.rmtree(home)


def _sweep() -> None:
    """Removes what runs left that were killed."""
    for home in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        pid = home.name.removeprefix(PREFIX).split("-")[0]
        if not Path("/proc", pid).exists():
            _sweep_one(home)


def _sweep_one(home: Path) -> None:
    """Two runs that start together don't clear away the same leftovers."""
    try:
        with (home / "sweep.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            remove(home)
    except (BlockingIOError, FileNotFoundError):
        return  # the other run has it in hand


if Path("/proc/self").exists():
    _sweep()
HOME = _fresh_home()
os.environ |= {
    "HOMEWARD_HOME": str(HOME),
    "HOMEWARD_DEMO": "1",
    "HOMEWARD_DB_AS": "owner",
    "HOMEWARD_DB_POOL": "0",
}


def pytest_unconfigure() -> None:
    remove(HOME)


def start_server() -> None:
    if database.is_embedded():
        _lay_out()
        embedded.start(durable=False)


def _lay_out() -> None:
    """The server's files as an earlier run, or another worker, left them after its migrations."""
    if kept := kept_files() if kept_files().exists() else _earlier():
        folders.prepare_server()
        subprocess.run(["cp", "-Rp", str(kept), str(_data())], check=True)


def _earlier() -> Path | None:
    """What was kept of a state to which only files were added since: the rest is migrated."""
    now, best, most = _made_of(), None, 0
    for note in KEPT.glob("kept-*.json"):
        made_of = json.loads(note.read_text(encoding="utf-8"))
        kept = note.with_suffix("")
        if len(made_of) > most and made_of.items() <= now.items() and kept.exists():
            best, most = kept, len(made_of)
    return best


@contextmanager
def migrating() -> Iterator[None]:
    """Around the making of the test's database: only the first of all workers migrates.

    What it made is kept under a name that says what it was made of, and the server's files are
    copied from then on. The migrations still run after the copy, and find nothing to do.
    """
    if not database.is_embedded():
        yield
        return
    KEPT.mkdir(mode=0o711, exist_ok=True)
    from django.db import connections  # noqa: PLC0415 - settings are read only after this plugin

    # One lock a state: checkouts that differ don't wait for each other.
    with (KEPT / f"{kept_files().name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if kept_files().exists():
            fcntl.flock(lock, fcntl.LOCK_UN)
            embedded.stop()
            shutil.rmtree(_data())
            start_server()
            yield
            return
        yield
        connections.close_all()
        embedded.stop()
        _keep()
        embedded.start(durable=False)


def _keep() -> None:
    for older in KEPT.glob("*-*"):
        if time.time() - older.stat().st_mtime > A_DAY:
            older.unlink(missing_ok=True) if older.is_file() else shutil.rmtree(
                older, ignore_errors=True
            )
    # Renamed whole, so that nobody finds half of it.
    making = KEPT / f"making-{os.getpid()}"
    subprocess.run(["cp", "-Rp", str(_data()), str(making)], check=True)
    making.rename(kept_files())
    note = KEPT / f"making-{os.getpid()}.json"
    note.write_text(json.dumps(_made_of()), encoding="utf-8")
    note.rename(f"{kept_files()}.json")


def _data() -> Path:
    return folders.server_folder() / "data"


@lru_cache(maxsize=1)
def _made_of() -> dict[str, str]:
    """Digests of all migrations, the SQL they load, what they import of ours, and the packages."""
    root = Path(__file__).parent.parent
    migrations = sorted(root.rglob("migrations/*.py"))
    named = {
        module
        for file in migrations
        for module in IMPORTED.findall(file.read_text(encoding="utf-8"))
    }
    imported = [root.parent / Path(*module.split(".")) for module in named]
    files = [
        *migrations,
        *root.rglob("*.sql"),
        *root.rglob("choices.py"),
        *(module.with_suffix(".py") for module in imported),
        root.parent.parent / "uv.lock",
    ]
    return {
        str(file.relative_to(root.parent.parent)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(set(files))
        if file.exists()
    }


@lru_cache(maxsize=1)
def kept_files() -> Path:
    whole = hashlib.sha256(json.dumps(_made_of()).encode())
    return KEPT / f"kept-{whole.hexdigest()[:20]}"


# What tests have to say at the end of a run, beside passed and failed.
SAID = pytest.StashKey[list[str]]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[SAID] = []


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker hands its lines to the process that prints."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["said"] = session.config.stash[SAID]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    node.config.stash[SAID] += getattr(node, "workeroutput", {}).get("said", [])


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    if config.stash[SAID]:
        terminalreporter.section("said by the tests")
    for line in config.stash[SAID]:
        terminalreporter.write_line(line)
