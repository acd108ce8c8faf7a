"""What lies in the folders of backups.

    base/LABEL/base.tar.gz.age, anchors.gz.age, about.json     a base backup
    wal/SEGMENT.SUM.gz.age, SEGMENT.partial.SUM.gz.age          the log between and after them
    keys/TIME.full.SUM.gz.age, TIME.since.SUM.gz.age            the key store, in a folder apart
    latest.json                                                 how far it reaches, for who watches

Everything that holds data is encrypted; `about.json` holds places in the log, times, versions and
sums. A sum in a name is the beginning of the part's SHA-256, so that anybody can verify it.
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import IO

from homeward.config.backups import sealing
from homeward.config.backups.places import Trouble

SHORT = 32
SEALED = re.compile(rf"(?P<name>.+)\.(?P<sum>[0-9a-f]{{{SHORT}}})\.gz\.age")
SEGMENT = re.compile(r"[0-9A-F]{24}")
BASE, ANCHORS, ABOUT = "base.tar.gz.age", "anchors.gz.age", "about.json"
PARTIAL = ".partial"
LATEST = "latest.json"


@dataclass(frozen=True, kw_only=True)
class About:
    """What is said of a base backup beside it. Times are ISO 8601 in UTC."""

    label: str
    began_at: str
    ended_at: str
    timeline: int
    start_lsn: str
    stop_lsn: str
    server: str
    homeward: str
    holds_keys: bool
    files: int
    parts: dict[str, dict[str, str | int]]

    @property
    def ended(self) -> datetime:
        return datetime.fromisoformat(self.ended_at)

    @property
    def began(self) -> datetime:
        return datetime.fromisoformat(self.began_at)

    @property
    def size(self) -> int:
        return sum(int(part["size"]) for part in self.parts.values())


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A part whose sum stands in its name."""

    path: Path
    name: str
    sum: str

    @property
    def sealed_at(self) -> datetime:
        return datetime.fromtimestamp(self.path.stat().st_mtime, UTC)

    @property
    def is_partial(self) -> bool:
        return self.name.endswith(PARTIAL)


def base_folder(folder: Path, label: str) -> Path:
    return folder / "base" / label


def wal_folder(folder: Path) -> Path:
    return folder / "wal"


def keys_folder(folder: Path) -> Path:
    return folder / "keys"


def make(folder: Path) -> Path:
    if not folder.exists():
        make(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
        sealing.handed_over(folder)
    return folder


def write_about(folder: Path, about: About) -> None:
    """Last of all: a base backup without it was cut short, and counts as none."""
    target = base_folder(folder, about.label) / ABOUT
    making = target.with_suffix(".making")
    making.write_text(json.dumps(asdict(about), indent=1), encoding="utf-8")
    sealing.handed_over(making).rename(target)
    sealing.sync(target.parent)


def bases(folder: Path) -> list[About]:
    """The complete ones, the oldest first."""
    found = []
    for file in sorted((folder / "base").glob(f"*/{ABOUT}")):
        try:
            found.append(About(**json.loads(file.read_text(encoding="utf-8"))))
        except (ValueError, TypeError) as error:
            raise Trouble(f"{file} can't be read: {error}") from error
    return sorted(found, key=lambda about: about.ended)


def incomplete(folder: Path) -> list[Path]:
    return [one for one in (folder / "base").glob("*") if not (one / ABOUT).exists()]


def pieces(folder: Path) -> list[Piece]:
    """By name; one that gives way to a newer of the same name may still lie beside it."""
    found = [
        Piece(path=path, name=match["name"], sum=match["sum"])
        for path in folder.glob("*.gz.age")
        if (match := SEALED.fullmatch(path.name))
    ]
    return sorted(found, key=lambda piece: (piece.name, piece.path.stat().st_mtime_ns))


def keep(folder: Path, name: str, write: Callable[[IO[bytes]], None], to: Sequence[str]) -> Piece:
    """Seals one piece; what had its name before goes when this one is safe."""
    making = make(folder) / f"{name}.making"
    found = sealing.seal(write, making, to)
    short = found.sha256[:SHORT]
    target = folder / f"{name}.{short}.gz.age"
    making.rename(target)
    sealing.sync(folder)
    for older in folder.glob(f"{name}.*.gz.age"):
        match = SEALED.fullmatch(older.name)
        if match and match["name"] == name and older != target:
            older.unlink(missing_ok=True)
    return Piece(path=target, name=name, sum=short)


def wal(folder: Path) -> dict[str, Piece]:
    """The log's files by name: a whole one before its partial, the newest where there are two."""
    return {piece.name: piece for piece in pieces(wal_folder(folder))}


def faults(folder: Path) -> Iterator[str]:
    """Every part whose bytes are not those that were written."""
    for about in bases(folder):
        yield from base_faults(folder, about)
    yield from piece_faults(wal_folder(folder))
    yield from gaps(folder)


def base_faults(folder: Path, about: About) -> Iterator[str]:
    for name, said in about.parts.items():
        part = base_folder(folder, about.label) / name
        if not part.exists():
            yield f"{about.label}/{name} is missing."
        elif sealing.sum_of(part) != sealing.Sum(str(said["sha256"]), int(said["size"])):
            yield f"{about.label}/{name} was altered: it has another sum than when it was made."


def piece_faults(folder: Path) -> Iterator[str]:
    for piece in pieces(folder):
        if not sealing.sum_of(piece.path).sha256.startswith(piece.sum):
            yield f"{piece.name} was altered: it has another sum than when it was made."


def note_latest(folder: Path) -> None:
    """Says beside the backups up to when they reach. Written whole, so that nobody reads half."""
    found, mark = bases(folder), wal_folder(folder) / "reached"
    until = datetime.fromtimestamp(mark.stat().st_mtime, UTC) if mark.exists() else None
    said = {
        "taken_at": found[-1].ended_at if found else None,
        "streamed_until": until.isoformat() if until else None,
    }
    fresh = folder / f"{LATEST}.new"
    fresh.write_text(json.dumps(said), encoding="ascii")
    sealing.handed_over(fresh).replace(folder / LATEST)


def gaps(folder: Path) -> Iterator[str]:
    """Segments that are missing between two that are there: nothing behind a gap can be reached."""
    names = sorted(name for name in wal(folder) if SEGMENT.fullmatch(name))
    for before, after in pairwise(names):
        if before[:8] == after[:8] and number(after) != number(before) + 1:
            yield f"The log is missing between {before} and {after}."


# Segments of 16 MB, PostgreSQL's default, in a "file" of 4 GB.
PER_FILE = 256
SEGMENT_BYTES = 1 << 24


def number(segment: str) -> int:
    """Its place in the timeline's order."""
    return int(segment[8:16], 16) * PER_FILE + int(segment[16:24], 16)
