"""What may go. Pure rules on what lies there; `prune` deletes what they name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from homeward.config.backups import keystore, repository
from homeward.config.backups.places import Places
from homeward.config.backups.repository import About, Piece


@dataclass(frozen=True, kw_only=True)
class Gone:
    bases: int = 0
    segments: int = 0
    keys: int = 0


def bases_to_go(bases: Sequence[About], *, now: datetime, days: int) -> list[About]:
    """All that are too old. The newest stays as long as no newer one is there to restore from."""
    oldest = now - timedelta(days=days)
    return [about for about in bases[:-1] if about.ended < oldest]


def bases_held_too_long(bases: Sequence[About], *, now: datetime, days: int) -> bool:
    """The newest of all is too old itself: nobody makes new ones, and the promise is not kept."""
    return bool(bases) and bases[-1].ended < now - timedelta(days=days)


def segments_to_go(names: Iterable[str], kept: Sequence[About]) -> list[str]:
    """Files of the log that no base backup which stays needs any more."""
    if not kept:
        return []
    first = min(_first_segment(about) for about in kept)
    line = f"{min(about.timeline for about in kept):08X}"
    return [
        name
        for name in names
        if repository.SEGMENT.fullmatch(name[:24])
        and (name[:8], repository.number(name[:24])) < (line, first)
    ]


def _first_segment(about: About) -> int:
    high, low = about.start_lsn.split("/")
    return int(high, 16) * repository.PER_FILE + int(low, 16) // repository.SEGMENT_BYTES


def keys_to_go(pieces: Sequence[Piece], *, now: datetime, days: int) -> list[Piece]:
    """Parts of the keys' backups that are too old; the newest dump stays."""
    oldest = keystore.stamp(now - timedelta(days=days))
    newest = [piece for piece in pieces if piece.name.endswith(keystore.FULL)][-1:]
    return [piece for piece in pieces if keystore.stamp_of(piece) < oldest and piece not in newest]


def prune(where: Places, *, now: datetime | None = None) -> Gone:
    now = now or datetime.now(UTC)
    folder = where.for_data()
    bases = repository.bases(folder)
    going = bases_to_go(bases, now=now, days=where.data_days)
    kept = [about for about in bases if about not in going]
    for about in going:
        # First what makes it count: what is cut short here is no base backup any more.
        (repository.base_folder(folder, about.label) / repository.ABOUT).unlink()
        _remove(repository.base_folder(folder, about.label))
    for half in repository.incomplete(folder):
        if now.timestamp() - half.stat().st_mtime > timedelta(days=1).total_seconds():
            _remove(half)
    pieces = repository.wal(folder)
    segments = segments_to_go(pieces, kept)
    for name in segments:
        pieces[name].path.unlink()
    keys: list[Piece] = []
    if where.keys_folder:
        lying = repository.pieces(repository.keys_folder(where.for_keys()))
        keys = keys_to_go(lying, now=now, days=where.keys_days)
        for piece in keys:
            piece.path.unlink()
    return Gone(bases=len(going), segments=len(segments), keys=len(keys))


def _remove(folder: Path) -> None:
    for part in folder.iterdir():
        part.unlink()
    folder.rmdir()
