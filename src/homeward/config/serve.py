"""`homeward serve`: the database, the web and the worker, started, watched and stopped in order."""

import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from threading import Event

import psycopg

from homeward.config import database, embedded, folders, reaching
from homeward.config.backups import places

# A child that dies at once, again and again, is restarted ever more slowly.
LONGEST_PAUSE = 30
SETTLED_AFTER = 5
PATIENCE = 30
OWN = "127.0.0.1"


@dataclass
class Child:
    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    deaths: int = 0
    next_start: float = 0.0

    def keep_alive(self) -> None:
        if self.process and self.process.poll() is None:
            if time.monotonic() - self.started_at > SETTLED_AFTER:
                self.deaths = 0
            return
        if self.process:
            say(f"The {self.name} ended with status {self.process.returncode}; starting it again.")
            self.deaths += 1
            self.next_start = time.monotonic() + min(2**self.deaths - 2, LONGEST_PAUSE)
            self.process = None
        if time.monotonic() >= self.next_start:
            self.start()

    def start(self) -> None:
        self.started_at = time.monotonic()
        # A session of its own: Ctrl-C reaches us alone, and we stop everything in order.
        self.process = subprocess.Popen(
            [sys.executable, "-m", "homeward.config.child", *self.command],
            env={**os.environ, "HOMEWARD_PARENT": str(os.getpid())},
            start_new_session=True,
        )

    def stop(self) -> None:
        if not self.process or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def run(*, host: str, port: int, demo: bool, with_worker: bool, with_database: bool) -> int:
    """Serves until a signal to end. Returns the exit status."""
    with_database = with_database and database.is_embedded()
    if not _gets_free(host, port):
        say(f"Port {port} is taken. Choose another one with --port.")
        return 1
    os.environ.setdefault("HOMEWARD_BASE_URL", f"http://localhost:{port}")
    stopping = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopping.set())
    with _database() if with_database else nullcontext():
        status = _prepare("demo" if demo else "migrate")
        if status == 0 and not stopping.is_set():
            children = _children(host, port, with_worker)
            _watch(children, with_database, stopping, (_own(host), port))
        return status


@contextmanager
def _database() -> Iterator[None]:
    """The embedded server, or what a killed `serve` left; the last `serve` of HOME stops it."""
    embedded.start()
    with (folders.home() / "serve.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        try:
            yield
        finally:
            with suppress(BlockingIOError):
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                embedded.stop()


def _prepare(verb: str) -> int:
    """In a process of its own, since it connects as the database's owner."""
    return subprocess.call([sys.executable, "-m", "homeward.config.cli", verb])


def _children(host: str, port: int, with_worker: bool) -> list[Child]:
    children = [Child("web application", ["web", f"{host}:{port}"])]
    if with_worker:
        children.append(Child("job worker", ["worker"]))
    if places.configured().is_on:
        children.append(Child("stream of backups", ["stream"]))
    return children


def _watch(
    children: list[Child], with_database: bool, stopping: Event, address: tuple[str, int]
) -> None:
    answers = False
    try:
        while not stopping.wait(0.5):
            if with_database and not embedded.is_running():
                _start_again()
            for child in children:
                child.keep_alive()
            if not answers and (answers := reaching.is_served(*address)):
                say(f"Homeward answers at http://localhost:{address[1]}/  (Ctrl-C stops it)")
    finally:
        say("Stopping.")
        for child in children:
            child.stop()


def _start_again() -> None:
    """It may not start yet, for example while the disk is full: then it is tried again."""
    say("The database server ended; starting it again.")
    try:
        embedded.start()
    except (RuntimeError, OSError, psycopg.Error) as error:
        say(str(error))


def _gets_free(host: str, port: int) -> bool:
    """What was killed needs a moment until its own children have seen it and let go of the port."""
    for _ in range(PATIENCE):
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as candidate:
            if candidate.connect_ex((_own(host), port)) != 0:
                return True
        time.sleep(0.2)
    return False


def free_port() -> int:
    """One that nobody has at this moment."""
    with socket.socket() as candidate:
        candidate.bind((OWN, 0))
        return int(candidate.getsockname()[1])


def _own(host: str) -> str:
    return {"0.0.0.0": OWN, "::": "::1"}.get(host, host)  # noqa: S104


def say(text: str) -> None:
    # A log on a full disk must not end what it tells of.
    with suppress(OSError):
        print(text, flush=True)  # noqa: T201
