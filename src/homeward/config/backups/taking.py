"""A base backup: pg_basebackup's own archive, verified against its manifest and sealed as it flows.

The archive holds the log from the backup's start to its end, so that it can be restored alone.
"""

import hashlib
import json
import os
import re
import subprocess
import tarfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

import psycopg

import homeward
from homeward.config import folders
from homeward.config.backups import places, programs, repository, sealing
from homeward.config.backups.places import Places, Trouble
from homeward.config.backups.repository import About
from homeward.config.environment import env

MANIFEST = "backup_manifest"


@dataclass(frozen=True)
class Manifest:
    files: dict[str, tuple[int, str]]
    timeline: int
    start_lsn: str
    stop_lsn: str


class _Tee:
    """What is read from it is written on."""

    def __init__(self, source: IO[bytes], target: IO[bytes]) -> None:
        self.source, self.target = source, target

    def read(self, size: int = -1) -> bytes:
        data = self.source.read(size)
        self.target.write(data)
        return data


def take(where: Places, *, now: datetime | None = None) -> About:
    """Returns what is said of it. Raises Trouble, and leaves no half of one behind."""
    began = now or datetime.now(UTC)
    folder = where.for_data()
    sealing.recipients(where.recipients)
    label = f"{began:%Y%m%dT%H%M%S}-{os.getpid()}"
    target = repository.make(repository.base_folder(folder, label))
    way = places.data_way()
    manifest: list[Manifest] = []
    try:
        # Before, so that none of them is of an entry that the backup lacks at its end.
        anchors = sealing.seal(_anchors, target / repository.ANCHORS, where.recipients)
        with _log_kept(way) as connection:
            server = connection.info.parameter_status("server_version") or ""
            base = sealing.seal(
                lambda sink: manifest.append(_archive(label, way, sink)),
                target / repository.BASE,
                where.recipients,
            )
    except (Trouble, OSError, psycopg.Error) as error:
        for part in target.iterdir():
            part.unlink()
        target.rmdir()
        raise Trouble(f"No base backup was made: {error}") from error
    parts = {repository.BASE: base, repository.ANCHORS: anchors}
    about = About(
        label=label,
        began_at=began.isoformat(),
        ended_at=datetime.now(UTC).isoformat(),
        timeline=manifest[0].timeline,
        start_lsn=manifest[0].start_lsn,
        stop_lsn=manifest[0].stop_lsn,
        server=server,
        homeward=homeward.__version__,
        holds_keys=places.shares_server(),
        files=len(manifest[0].files),
        parts={name: {"sha256": one.sha256, "size": one.size} for name, one in parts.items()},
    )
    repository.write_about(folder, about)
    repository.note_latest(folder)
    return about


def _log_kept(way: dict[str, str]) -> psycopg.Connection[Any]:
    """A connection that keeps the server from recycling the log until it is closed."""
    connection = psycopg.connect(**way, autocommit=True)  # type: ignore[arg-type]
    connection.execute(
        "select pg_create_physical_replication_slot(%s, true, true)",
        [f"homeward_base_{os.getpid()}"],
    )
    return connection


def _archive(label: str, way: dict[str, str], sink: IO[bytes]) -> Manifest:
    words = ["-D", "-", "-Ft", "-X", "fetch", "-c", "fast", "-l", label]
    command = [programs.program("pg_basebackup"), *words, "--manifest-checksums=SHA256"]
    with subprocess.Popen(
        command,
        env=programs.environment(way),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd="/",
    ) as process:
        assert process.stdout  # noqa: S101 - pipes, as asked for
        assert process.stderr  # noqa: S101
        try:
            found = _verified(_Tee(process.stdout, sink))
        except tarfile.TarError as error:
            process.kill()
            said = process.stderr.read().decode(errors="replace").strip()
            raise Trouble(f"pg_basebackup: {said or error}") from error
        said = process.stderr.read().decode(errors="replace").strip()
    if process.returncode:
        raise Trouble(f"pg_basebackup: {said}")
    return found


def _verified(archive: _Tee) -> Manifest:
    """Every file's size and sum against what the server says it sent."""
    sums: dict[str, tuple[int, str]] = {}
    manifest = b""
    with tarfile.open(fileobj=archive, mode="r|") as members:  # type: ignore[call-overload]
        for member in members:
            file = members.extractfile(member) if member.isfile() else None
            if file is None:
                continue
            if member.name == MANIFEST:
                manifest = file.read()
                continue
            digest = hashlib.sha256()
            while data := file.read(sealing.CHUNK):
                digest.update(data)
            sums[member.name.removeprefix("./")] = (member.size, digest.hexdigest())
    while archive.read(sealing.CHUNK):
        continue
    said = parsed(manifest)
    for name, expected in said.files.items():
        if sums.get(name) != expected:
            raise Trouble(f"{name} did not arrive as the server says it sent it.")
    return said


def parsed(manifest: bytes) -> Manifest:
    """Raises Trouble where the manifest itself is cut short or altered."""
    match = re.fullmatch(
        rb'(?P<said>.*\n)"Manifest-Checksum": "(?P<sum>[0-9a-f]{64})"\}\n?', manifest, re.DOTALL
    )
    if not match or hashlib.sha256(match["said"]).hexdigest() != match["sum"].decode():
        raise Trouble("The manifest of the base backup is missing or cut short.")
    said = json.loads(manifest)
    if len(said["WAL-Ranges"]) != 1:
        raise Trouble("The server changed its timeline during the base backup; take another one.")
    (line,) = said["WAL-Ranges"]
    return Manifest(
        files={
            one.get("Path") or bytes.fromhex(one["Encoded-Path"]).decode(errors="surrogateescape"):
            (one["Size"], one["Checksum"])
            for one in said["Files"]
        },
        timeline=line["Timeline"],
        start_lsn=line["Start-LSN"],
        stop_lsn=line["End-LSN"],
    )  # fmt: skip


def anchor_file() -> Path:
    return Path(env("HOMEWARD_ANCHOR_FILE") or folders.home() / "anchors.jsonl")


def _anchors(sink: IO[bytes]) -> None:
    if anchor_file().exists():
        sink.write(anchor_file().read_bytes())
