"""A pytest plugin that makes each run an installation of its own, before settings are read.

Loaded by `-p homeward.config.testing`; the fixtures stand in the root conftest.py.
"""

import fcntl
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest

from homeward.config import database, embedded

PREFIX = f"homeward-test-{os.getuid()}-"


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
        embedded.start(durable=False)


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
