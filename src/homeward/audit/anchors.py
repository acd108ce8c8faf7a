"""Where the anchors are kept: a file outside the database, one line of JSON each."""

import json
import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from homeward.audit.rules import Entry


def line(entry: Entry, *, anchored_at: datetime) -> str:
    return json.dumps(
        {
            "organisation": entry.organisation,
            "number": entry.number,
            "hash": entry.hash,
            "at": entry.at.isoformat(),
            "anchored_at": anchored_at.isoformat(),
        }
    )


def append(path: Path, lines: Iterable[str]) -> None:
    """Written in one piece and flushed to the disk, so that a crash leaves whole lines."""
    text = "".join(f"{each}\n" for each in lines)
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def read(path: Path) -> Iterator[Entry]:
    """Every anchor ever written; none where there is no file. Raises ValueError for a bad line."""
    if not path.exists():
        return
    with path.open(encoding="utf-8") as file:
        for text in file:
            said = json.loads(text)
            yield Entry(
                int(said["organisation"]),
                int(said["number"]),
                str(said["hash"]),
                datetime.fromisoformat(said["at"]),
            )
