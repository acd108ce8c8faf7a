"""Encrypting what leaves the server, with age: `age -d -i IDENTITY PART | gunzip` opens a part.

Bytes flow through; nothing is held whole, and nothing is written in clear.
"""

import gzip
import hashlib
import os
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

import pyrage

from homeward.config.backups.places import Trouble

CHUNK = 1 << 20
# Speed before size: a log's tail of noughts goes anyhow.
EFFORT = 1


@dataclass(frozen=True)
class Sum:
    sha256: str
    size: int


class _Counting:
    """A file that knows the sum of what was written into it."""

    def __init__(self, file: BinaryIO) -> None:
        self.file, self.digest, self.size = file, hashlib.sha256(), 0

    def write(self, data: bytes) -> int:
        self.digest.update(data)
        self.size += len(data)
        return self.file.write(data)

    def flush(self) -> None:
        self.file.flush()


def make_pair() -> tuple[str, str]:
    """Recipient and identity. The identity stays away from the server."""
    identity = pyrage.x25519.Identity.generate()
    return str(identity.to_public()), str(identity)


def recipients(texts: Sequence[str]) -> list[Any]:
    if not texts:
        raise Trouble("Nobody could open the backup: no recipient is named.")
    try:
        return [pyrage.x25519.Recipient.from_str(text) for text in texts]
    except pyrage.RecipientError as error:
        raise Trouble(f"A recipient of the backups can't be read: {error}") from error


def identities(file: Path) -> list[Any]:
    """As the age tool's own files: one identity a line, and remarks after a #."""
    try:
        lines = [line.strip() for line in file.read_text(encoding="utf-8").splitlines()]
        found = [pyrage.x25519.Identity.from_str(line) for line in lines if line and line[0] != "#"]
    except (OSError, UnicodeDecodeError, pyrage.IdentityError) as error:
        raise Trouble(f"The identity in {file} can't be read: {error}") from error
    if not found:
        raise Trouble(f"No identity in {file}.")
    return found


def handed_over(path: Path) -> Path:
    """What root makes by hand belongs to whose the folder is: the units go on with it."""
    if os.geteuid() == 0:
        around = path.parent.stat()
        os.chown(path, around.st_uid, around.st_gid)
    return path


def seal(write: Callable[[IO[bytes]], None], target: Path, to: Sequence[str]) -> Sum:
    """What `write` writes, packed and encrypted into `target`, which is there whole or not."""
    making = target.with_name(f".{target.name}.{os.getpid()}")
    whom = recipients(to)
    try:
        with making.open("wb") as file:
            counting = _Counting(file)
            with _pumped(write) as source:
                pyrage.encrypt_io(source, cast(BinaryIO, counting), whom)
            file.flush()
            os.fsync(file.fileno())
        handed_over(making).rename(target)
    finally:
        making.unlink(missing_ok=True)
    sync(target.parent)
    return Sum(counting.digest.hexdigest(), counting.size)


def sync(folder: Path) -> None:
    """So that a new name survives a power cut too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _pumped(write: Callable[[IO[bytes]], None]) -> Iterator[BinaryIO]:
    """A thread writes, packed, into a pipe that we read from; its failure becomes ours."""
    reader, writer = os.pipe()
    failed: list[BaseException] = []

    def pump() -> None:
        try:
            with (
                os.fdopen(writer, "wb") as pipe,
                gzip.GzipFile("", "wb", EFFORT, pipe, 0) as packed,
            ):
                write(cast(IO[bytes], packed))
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=pump)
    thread.start()
    with os.fdopen(reader, "rb") as source:
        yield source
    thread.join()
    if failed:
        raise failed[0]


@contextmanager
def opened(part: Path, with_identities: Sequence[Any]) -> Iterator[IO[bytes]]:
    """The part's own bytes. Raises Trouble where it does not open, or a byte of it was altered."""
    reader, writer = os.pipe()
    failed: list[BaseException] = []

    def pump() -> None:
        try:
            with os.fdopen(writer, "wb") as pipe, part.open("rb") as file:
                pyrage.decrypt_io(file, pipe, list(with_identities))
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=pump)
    thread.start()
    try:
        with os.fdopen(reader, "rb") as source, gzip.GzipFile(fileobj=source) as plain:
            yield cast(IO[bytes], plain)
            # To its very end: what follows the last byte that was asked for is proven as well.
            while plain.read(CHUNK):
                continue
    except (EOFError, gzip.BadGzipFile) as error:
        thread.join()
        raise _altered(part, failed) from error
    thread.join()
    if failed:
        raise _altered(part, failed) from failed[0]


def _altered(part: Path, failed: list[BaseException]) -> Trouble:
    why = failed[0] if failed else "it is cut short"
    return Trouble(f"{part.name} does not open: {why}")


def sum_of(part: Path) -> Sum:
    digest, size = hashlib.sha256(), 0
    with part.open("rb") as file:
        while data := file.read(CHUNK):
            digest.update(data)
            size += len(data)
    return Sum(digest.hexdigest(), size)


def copy(source: IO[bytes], target: IO[bytes]) -> None:
    while data := source.read(CHUNK):
        target.write(data)


def output_of(command: Sequence[str], environment: dict[str, str]) -> Callable[[IO[bytes]], None]:
    """A program's output as something to seal; its failure is ours."""

    def write(target: IO[bytes]) -> None:
        with subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd="/"
        ) as process:
            assert process.stdout  # noqa: S101 - pipes, as asked for
            assert process.stderr  # noqa: S101
            copy(process.stdout, target)
            said = process.stderr.read().decode(errors="replace").strip()
        if process.returncode:
            raise Trouble(f"{Path(command[0]).name}: {said}")

    return write


def into(command: Sequence[str], environment: dict[str, str], source: IO[bytes]) -> None:
    """A program's input from what was opened; its failure is ours."""
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=said, stderr=said, cwd="/"
        ) as process,
    ):
        assert process.stdin  # noqa: S101 - a pipe, as asked for
        with suppress(BrokenPipeError):
            copy(source, process.stdin)
        with suppress(BrokenPipeError):
            process.stdin.close()
        if process.wait():
            said.seek(0)
            words = said.read().decode(errors="replace").strip()
            raise Trouble(f"{Path(command[0]).name}: {words}")
