"""Two servers on one machine, a primary and its standby, to try replication out with.

For tests and benchmarks: an installation's own servers are set up as docs/operate/replicas.md says.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread

import psycopg

from homeward.config import database, embedded, folders

SECONDS = 60
STANDBY = "standby"
# pg_rewind needs the log since the last checkpoint before the two parted. In a file, since it first
# lets the dead server recover, and that would let go of what no file says is to be kept.
KEPT = {"listen_addresses": "", "wal_keep_size": "512MB"}


class Server:
    """One server of the embedded kind in a folder and behind a socket of its own."""

    def __init__(self, name: str) -> None:
        # The path of a socket is short, and only the server's user comes in.
        self.folder = Path(tempfile.mkdtemp(prefix=f"hw-{name}-", dir="/tmp"))
        self.folder.chmod(0o700)
        if folders.SERVER_USER:
            shutil.chown(self.folder, folders.SERVER_USER)
        self.data = self.folder / "data"
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def where(self) -> str:
        """What libpq calls the host."""
        return str(self.folder)

    def copy_of(self, socket: str, *, follows: bool) -> None:
        """The files of a running server; one that follows replays what is written there."""
        recovery = ["-R"] if follows else []
        link = f"host={socket} user={database.OWNER_ROLE} application_name={STANDBY}"
        embedded._run("pg_basebackup", "-D", str(self.data), "-d", link, "-c", "fast", *recovery)
        with (self.data / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.writelines(f"{name} = '{value}'\n" for name, value in KEPT.items())

    def start(self, **settings: str) -> None:
        command = [embedded._program("postgres"), "-D", str(self.data), "-k", str(self.folder)]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                command, stdout=log, stderr=log, stdin=subprocess.DEVNULL,
                start_new_session=True, **embedded.AS_SERVER,
            )  # fmt: skip
        deadline = time.monotonic() + SECONDS
        while not self.answers():
            if time.monotonic() > deadline or self.process.poll() is not None:
                raise RuntimeError(f"The server does not start; see {self.folder}/log")
            time.sleep(0.05)

    def answers(self) -> bool:
        ready = [embedded._program("pg_isready"), "-q", "-h", self.where, "-d", "postgres"]
        return not subprocess.call(ready)

    def ask(self, query: str, *, dbname: str = "postgres") -> list[tuple[object, ...]]:
        where = f"host={self.where} user={database.OWNER_ROLE} dbname={dbname}"
        with psycopg.connect(where, autocommit=True) as connection:
            cursor = connection.execute(query)
            return cursor.fetchall() if cursor.description else []

    def kill(self) -> None:
        """As a power cut does it: the postmaster and all its children at once, by SIGKILL."""
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        # One that was just being born is seen the next time; none of them outlives its memory.
        while left := self._running():
            for pid in left:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            time.sleep(0.002)

    def _running(self) -> list[int]:
        """Whatever works in the data folder."""
        found = []
        for working in Path("/proc").glob("[0-9]*/cwd"):
            with suppress(OSError):
                if working.readlink() == self.data:
                    found.append(int(working.parent.name))
        return found

    def promote(self) -> None:
        self.ask("select pg_promote(true, 60)")

    def follow(self, primary: "Server") -> None:
        """Made a standby of another server again: what only this one had written is undone."""
        source = f"host={primary.where} user={database.OWNER_ROLE} dbname=postgres"
        embedded._run("pg_rewind", "-D", str(self.data), f"--source-server={source}", "-R")
        link = f"host={primary.where} user={database.OWNER_ROLE} application_name={STANDBY}"
        with (self.data / "postgresql.auto.conf").open("a", encoding="utf-8") as file:
            file.write(f"primary_conninfo = '{link}'\n")

    def remove(self) -> None:
        self.kill()
        shutil.rmtree(self.folder)


class Writer(Thread):
    """Writes again and again, and keeps what was acknowledged: when, and what `write` gave back.

    Where a write fails it is tried again, on a new connection, as a user presses the button again.
    """

    def __init__(self, write: Callable[[], str]) -> None:
        super().__init__(daemon=True)
        self.write = write
        self.acknowledged: list[tuple[float, str]] = []
        self.failed = 0
        self.stopping = Event()

    def run(self) -> None:
        from django.db import DatabaseError, connection  # noqa: PLC0415 - settings are read late

        from homeward.access.keys import KeyFault  # noqa: PLC0415

        while not self.stopping.is_set():
            try:
                what = self.write()
            except (DatabaseError, KeyFault):
                self.failed += 1
                connection.close()
                self.stopping.wait(0.05)
            else:
                self.acknowledged.append((time.monotonic(), what))
        connection.close()

    def wait_for(self, more: int) -> None:
        wanted = len(self.acknowledged) + more
        deadline = time.monotonic() + SECONDS
        while len(self.acknowledged) < wanted:
            if time.monotonic() > deadline or not self.is_alive():
                raise RuntimeError(f"only {len(self.acknowledged)} of {wanted} writes went through")
            time.sleep(0.01)

    def stop(self) -> None:
        self.stopping.set()
        self.join(SECONDS)


def synchronous(primary: Server) -> None:
    """A commit is acknowledged only once the standby has written it down too."""
    primary.ask(f"alter system set synchronous_standby_names = 'FIRST 1 ({STANDBY})'")
    primary.ask("alter system set synchronous_commit = 'on'")
    primary.ask("select pg_reload_conf()")
    deadline = time.monotonic() + SECONDS
    while not primary.ask("select 1 from pg_stat_replication where sync_state = 'sync'"):
        if time.monotonic() > deadline:
            raise RuntimeError("the standby does not become synchronous")
        time.sleep(0.05)
