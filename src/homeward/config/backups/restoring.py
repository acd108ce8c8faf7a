"""The way back: into an empty place, verified before it is used, to a moment or to the latest.

Old data and *current* keys: where one server held both, the key store that came with the data is
dropped unread, and filled from the living one or from the keys' own newest backup.
"""

import os
import shutil
import signal
import subprocess
import sys
import tarfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg

from homeward.config import database, embedded, folders
from homeward.config.backups import (
    feeding,
    keystore,
    places,
    programs,
    repository,
    sealing,
    waiting,
)
from homeward.config.backups.places import Places, Trouble
from homeward.config.backups.repository import About

# How the server says that the log ends before the moment that was asked for.
ENDED_EARLY = "recovery ended before configured recovery target was reached"
# Seconds for an end in order, with the last of the log written.
ENDING = 120
OWN_FILES = {
    "postgresql.conf": "",
    "pg_ident.conf": "",
    "pg_hba.conf": "local all all trust\n",
}


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """`at` none: as late as the repository reaches. `keys` none: of the key store that lives."""

    to: Path
    at: datetime | None
    identity: Path
    keys_identity: Path | None = None


@dataclass(frozen=True, kw_only=True)
class Restored:
    base: str
    to: Path
    # The time of the last transaction that came back, where the log tells it.
    last_commit: datetime | None
    seconds: float


def restore(where: Places, wanted: Wanted, *, say: Callable[[str], None]) -> Restored:
    """Leaves the server stopped and the database closed: `homeward migrate` there opens it."""
    began = time.monotonic()
    if wanted.to.exists() and any(wanted.to.iterdir()):
        raise Trouble(f"{wanted.to} is not empty; a restore goes into a place of its own.")
    identities = sealing.identities(wanted.identity)
    folder = where.for_data()
    base = _base(folder, wanted.at)
    reaches = _reaches(folder, base)
    if wanted.at and wanted.at > reaches:
        raise Trouble(f"The backups reach to {reaches:%Y-%m-%d %H:%M:%S} UTC, and no further.")
    say(f"Base backup {base.label}: its sums are compared.")
    for fault in repository.base_faults(folder, base):
        raise Trouble(fault)
    # Asked while HOMEWARD_HOME still names the living installation.
    source = _keys_source(where, wanted) if places.shares_server() else None
    data, keys, living = places.data_way(), places.keys_way(), folders.home()
    _lay_out(wanted.to, folder, base, identities)
    _take_along(living, wanted.to)
    with places.home_is(wanted.to):
        say("Unpacked and verified; the log is played.")
        last = _recover(wanted, folder, identities)
        with _serving():
            way = _here(data)
            if source:
                say("The keys of today take the place of those that came along.")
                source(_here(keys))
            _close(way, wanted.at or last or reaches)
    return Restored(
        base=base.label, to=wanted.to, last_commit=last, seconds=time.monotonic() - began
    )


def _base(folder: Path, at: datetime | None) -> About:
    """The newest that ended before the moment."""
    found = [about for about in repository.bases(folder) if at is None or about.ended <= at]
    if not found:
        raise Trouble(
            f"No base backup in {folder}"
            + (f" ended before {at:%Y-%m-%d %H:%M:%S %Z}." if at else ".")
        )
    return found[-1]


def _reaches(folder: Path, base: About) -> datetime:
    """Up to when the log was sealed; a base backup alone reaches to its own end."""
    mark = repository.wal_folder(folder) / "reached"
    if not mark.exists():
        return base.ended
    return max(datetime.fromtimestamp(mark.stat().st_mtime, UTC), base.ended)


def _keys_source(where: Places, wanted: Wanted) -> Callable[[dict[str, str]], None]:
    """How the restored server's key store is filled."""
    if wanted.keys_identity:
        identities = sealing.identities(wanted.keys_identity)
        folder = where.for_keys()
        keystore.newest(folder)
        return lambda way: keystore.bring_back(folder, identities, way)
    living = places.keys_way()
    try:
        psycopg.connect(**living, connect_timeout=5).close()  # type: ignore[arg-type]
    except psycopg.Error as error:
        raise Trouble(
            "The living key store does not answer. Start its server; or, where it is lost,"
            " bring back its newest backup with --keys-identity."
        ) from error

    def from_living(way: dict[str, str]) -> None:
        keystore.make_anew(way)
        command = [programs.program("pg_dump"), "-Fc", "-Z0", living["dbname"]]
        with subprocess.Popen(
            command, env=programs.environment(living), stdout=subprocess.PIPE, cwd="/"
        ) as dump:
            assert dump.stdout  # noqa: S101 - a pipe, as asked for
            keystore.fill(way, dump.stdout)
        if dump.returncode:
            raise Trouble("The living key store can't be copied.")

    return from_living


def _lay_out(to: Path, folder: Path, base: About, identities: Sequence[Any]) -> None:
    """The server's files as they were, each compared with the manifest by pg_verifybackup."""
    to.mkdir(parents=True, exist_ok=True)
    to.chmod(0o711 if folders.SERVER_USER else 0o700)
    with places.home_is(to):
        folders.prepare_server()
        target = folders.server_folder() / "data"
    target.mkdir(mode=0o700)
    part = repository.base_folder(folder, base.label) / repository.BASE
    try:
        with (
            sealing.opened(part, identities) as plain,
            tarfile.open(fileobj=plain, mode="r|") as archive,
        ):
            _unpack(archive, target)
    except tarfile.TarError as error:
        raise Trouble(f"{part.name} does not open: {error}") from error
    programs.run("pg_verifybackup", "--quiet", str(target))
    for one in target.rglob("*"):
        one.chmod(0o700 if one.is_dir() else 0o600)
    for name, text in OWN_FILES.items():
        if not (target / name).exists():
            (target / name).write_text(text, encoding="ascii")
    feeding.own(target)
    anchors = repository.base_folder(folder, base.label) / repository.ANCHORS
    with sealing.opened(anchors, identities) as plain:
        (to / "anchors.jsonl").write_bytes(plain.read())


def _unpack(archive: tarfile.TarFile, target: Path) -> None:
    """Debian 12's Python 3.11.2 knows no filters yet: what they refuse is refused here."""
    if hasattr(tarfile, "data_filter"):
        archive.extractall(target, filter="data")
        return
    for member in archive:
        where = Path(member.name)
        if where.is_absolute() or ".." in where.parts or not (member.isfile() or member.isdir()):
            raise Trouble(f"The base backup holds {member.name}, which is no plain file.")
        archive.extract(member, target)


def _take_along(living: Path, to: Path) -> None:
    """A demo's generated secrets, which lie in its HOME; others come from the settings."""
    if (living / "secrets").exists():
        shutil.copytree(living / "secrets", to / "secrets")
    if (living / folders.demo_mark().name).exists():
        (to / folders.demo_mark().name).touch()


def _recover(wanted: Wanted, folder: Path, identities: Sequence[Any]) -> datetime | None:
    """Plays the log up to the moment. Returns when its last transaction was committed."""
    data = folders.server_folder() / "data"
    at = wanted.at
    while True:
        shutil.rmtree(folders.server_folder() / "log-feed", ignore_errors=True)
        (data / "recovery.signal").touch()
        feeding.own(data / "recovery.signal")
        with feeding.Feed(folders.server_folder() / "log-feed", folder, identities) as feed:
            settings = {"restore_command": feed.command, "recovery_target_action": "promote"}
            if at:
                settings["recovery_target_time"] = f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}+00"
            else:
                settings["recovery_target_time"] = ""
            with _serving(**settings, hot_standby="off") as log:
                pass
            if feed.failed:
                raise feed.failed
        said = log.read_text(encoding="utf-8", errors="replace")
        if ENDED_EARLY in said and at:
            # Nothing was written between the log's last transaction and that moment.
            at = None
            continue
        break
    shutil.rmtree(folders.server_folder() / "log-feed", ignore_errors=True)
    if (data / "recovery.signal").exists():
        raise Trouble(f"The server did not come to the end of the log; {log} says why.")
    return _last_commit(said)


def _last_commit(said: str) -> datetime | None:
    mark = "last completed transaction was at log time "
    lines = [line.split(mark)[1] for line in said.splitlines() if mark in line]
    if not lines:
        return None
    text = lines[-1].strip().replace("+00", "+00:00")
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


@contextmanager
def _serving(**settings: str) -> Iterator[Path]:
    """The restored server, for us alone. Its own settings of place and network are set aside."""
    data, log = folders.server_folder() / "data", folders.server_folder() / "restore.log"
    socket = folders.socket_folder()
    trust = data / "pg_hba.restore.conf"
    trust.write_text("local all all trust\n", encoding="ascii")
    feeding.own(trust)
    fixed = {
        "listen_addresses": "",
        "unix_socket_directories": str(socket),
        "port": "5432",
        "hba_file": str(trust),
        "config_file": str(data / "postgresql.conf"),
        "ident_file": str(data / "pg_ident.conf"),
        "archive_mode": "off",
        "log_timezone": "UTC",
        "timezone": "UTC",
        "logging_collector": "off",
        "shared_preload_libraries": "",
        **settings,
    }
    command = [programs.program("postgres"), "-D", str(data)]
    for name, value in fixed.items():
        command += ["-c", f"{name}={value}"]
    with log.open("wb") as out:
        server = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,
            env={**os.environ, "LC_MESSAGES": "C", "LC_ALL": "C"},
            **embedded.AS_SERVER,
        )
    try:
        ready = [programs.program("pg_isready"), "-q", "-h", str(socket), "-p", "5432"]
        # As long as the log is long: only the server's end ends the wait.
        while server.poll() is None and subprocess.call(ready):
            time.sleep(0.1)
        if server.poll() is not None and not settings:
            raise Trouble(f"The restored server does not start; {log} says why.")
        yield log
    finally:
        if server.poll() is None:
            server.terminate()
            # A fast end; only a second signal would cut connections that are left.
            server.send_signal(signal.SIGINT)
            try:
                server.wait(ENDING)
            except subprocess.TimeoutExpired:
                # One that can't end in order ends at once, and recovers at its next start.
                server.send_signal(signal.SIGQUIT)
                server.wait()
        trust.unlink(missing_ok=True)


def _here(way: dict[str, str]) -> dict[str, str]:
    """The same database on the restored server's own socket."""
    return {
        "host": str(folders.socket_folder()),
        "port": "5432",
        "user": way["user"],
        "dbname": way["dbname"],
    }


def _close(way: dict[str, str], point: datetime) -> None:
    with psycopg.connect(**way, autocommit=True) as connection:  # type: ignore[arg-type]
        waiting.begin(connection, way["dbname"], point.isoformat())


@contextmanager
def serving(to: Path) -> Iterator[dict[str, str]]:
    """The restored server, running for us alone. Gives the owner's way to the data."""
    data = places.data_way()
    with ExitStack() as stack:
        with places.home_is(to):
            way = _here(data)
            stack.enter_context(_serving())
        yield way


def environment(to: Path) -> dict[str, str]:
    """What a command on the restored installation is run with."""
    more = {"HOMEWARD_HOME": str(to), "HOMEWARD_BACKUP_FOLDER": "", "HOMEWARD_ANCHOR_FILE": ""}
    if not database.is_embedded():
        way = places.data_way()
        with places.home_is(to):
            socket = folders.socket_folder()
        more["DATABASE_URL"] = f"postgresql://{way['user']}@/{way['dbname']}?host={socket}"
        more["DATABASE_APP_URL"] = ""
    return {**os.environ, **more}


def open_again(to: Path) -> int:
    """Migrates the restored database, closes again what was closed since, and lets the app in."""
    command = [sys.executable, "-m", "homeward.config.cli", "migrate"]
    with places.home_is(to):
        server = nullcontext() if database.is_embedded() else _serving()
        with server:
            return subprocess.call(command, env=environment(to))
