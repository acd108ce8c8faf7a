"""Follows the server's log between base backups: what is lost with the machine is `seconds` long.

pg_receivewal writes what the server flushes into a spool at once. Each whole segment is sealed
into the repository; the one under way is sealed again every few seconds.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from homeward.config.backups import places, programs, repository, sealing
from homeward.config.backups.keystore import Keeper
from homeward.config.backups.places import Places, Trouble

# Keeps the log on the server until it was received; `homeward check` names one that stays behind.
SLOT = "homeward_backup"
TICK = 0.5
PARTIAL = ".partial"
HISTORY = ".history"
# As long as the server may take to come back, before the receiver is started anew.
PAUSE = 2
# Has the receiver all that was written when this was asked first? Asked of its place in the log,
# which any role may see; of the processes that send the log only a superuser sees how far they are.
RECEIVED = (
    "select pg_current_wal_flush_lsn()::text, coalesce(bool_or(active and restart_lsn >="
    " coalesce(%s::pg_lsn, pg_current_wal_flush_lsn())), false) from pg_replication_slots"
    " where slot_name = %s"
)
WAITS, WAIT = 40, 0.05


@dataclass
class Stream:
    """One follower of one server. The file `reached` says up to when the repository reaches."""

    where: Places
    say: Callable[[str], None]
    spool: Path = field(default_factory=places.spool)
    way: dict[str, str] = field(default_factory=places.data_way)
    keeper: Keeper | None = None
    receiver: subprocess.Popen[bytes] | None = None
    seen: dict[str, int] = field(default_factory=dict)
    due: float = 0.0
    again: float = 0.0
    written: str | None = None

    def begin(self) -> None:
        sealing.recipients(self.where.recipients)
        repository.make(repository.wal_folder(self.where.for_data()))
        self.spool.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._receive("--create-slot", "--if-not-exists")
        if self.receiver:
            self.receiver.wait()
            if self.receiver.returncode:
                raise Trouble("pg_receivewal can't keep its place in the server's log.")
        self._start()

    def _start(self) -> None:
        self._receive("--synchronous", "--no-loop")

    def _receive(self, *words: str) -> None:
        command = [programs.program("pg_receivewal"), "-D", str(self.spool), "-S", SLOT]
        self.receiver = subprocess.Popen(
            [*command, *words],
            env=programs.environment(self.way),
            stdin=subprocess.DEVNULL,
            stdout=sys.stderr,
            cwd="/",
        )

    def tick(self) -> None:
        """Called twice a second."""
        now = time.monotonic()
        if self.receiver and self.receiver.poll() is not None:
            if not self.again:
                self.say("The log's receiver ended; it is started again.")
                self.again = now + PAUSE
            elif now >= self.again:
                self.again = 0.0
                self._start()
        self._seal_whole()
        if now >= self.due:
            self.due = now + self.where.seconds
            self.seal_partial()
            self._keep_keys()

    def _seal_whole(self) -> None:
        for file in sorted(self.spool.iterdir()):
            if repository.SEGMENT.fullmatch(file.name) or file.name.endswith(HISTORY):
                self._seal(file)
                file.unlink()
                # What was kept of it while it was under way says less than the whole.
                for old in repository.wal_folder(self.where.for_data()).glob(
                    f"{file.name}{PARTIAL}.*.gz.age"
                ):
                    old.unlink(missing_ok=True)

    def seal_partial(self) -> None:
        """The segment under way, where anything came since the last time."""
        reached = self._received()
        for file in self.spool.glob(f"*{PARTIAL}"):
            written = file.stat().st_mtime_ns
            if self.seen.get(file.name) != written:
                try:
                    self._seal(file)
                except FileNotFoundError:
                    continue  # it was completed meanwhile, and is sealed whole next
                self.seen = {file.name: written}
        if reached:
            mark = repository.wal_folder(self.where.for_data()) / "reached"
            mark.touch()
            sealing.handed_over(mark)
            os.utime(mark, (reached, reached))
            repository.note_latest(self.where.for_data())

    def _seal(self, file: Path) -> None:
        def write(sink: object) -> None:
            with file.open("rb") as source:
                sealing.copy(source, sink)  # type: ignore[arg-type]

        folder = repository.wal_folder(self.where.for_data())
        repository.keep(folder, file.name, write, self.where.recipients)

    def _received(self) -> float | None:
        """A time up to which everything that was committed lies in the spool, as far as we know."""
        try:
            with psycopg.connect(**self.way, connect_timeout=5, autocommit=True) as connection:  # type: ignore[arg-type]
                began = time.time()
                for _ in range(WAITS):
                    row = connection.execute(RECEIVED, [self.written, SLOT]).fetchone()
                    written, received = row or ("0/0", False)
                    self.written = self.written or written
                    if received:
                        return began
                    time.sleep(WAIT)
        except psycopg.Error as error:
            self.say(f"The server can't be asked how far its log is: {error}")
        finally:
            self.written = None
        return None

    def _keep_keys(self) -> None:
        if self.keeper is None and self.where.keys_folder:
            self.keeper = Keeper(self.where)
        if self.keeper:
            try:
                self.keeper.tick()
            except Trouble as trouble:
                self.say(str(trouble))

    def end(self) -> None:
        if self.receiver and self.receiver.poll() is None:
            self.receiver.terminate()
            self.receiver.wait()
        self._seal_whole()
        self.seal_partial()
        self._keep_keys()


def follow(where: Places, *, until: Callable[[], bool], say: Callable[[str], None]) -> None:
    """Until it is told to end. What can't be written now is tried again: nothing is dropped."""
    stream = Stream(where=where, say=say)
    stream.begin()
    said = ""
    try:
        while not until():
            try:
                stream.tick()
                said = ""
            except (OSError, Trouble) as error:
                if str(error) != said:
                    said = str(error)
                    say(f"The log is not backed up: {error}")
                time.sleep(PAUSE)
            time.sleep(TICK)
    finally:
        stream.end()


def drop_slot() -> None:
    """For a server whose log nobody is to follow any more: it would keep it for ever."""
    with psycopg.connect(**places.data_way(), autocommit=True) as connection:  # type: ignore[arg-type]
        connection.execute(
            "select pg_drop_replication_slot(slot_name) from pg_replication_slots"
            " where slot_name = %s and not active",
            [SLOT],
        )
