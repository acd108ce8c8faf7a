"""The corpus of hostile files: each named by its door and by what it tries.

Made by these scripts and never kept as bytes, so that nobody's scanner is alarmed and everybody
can read what is tried. `python -m tests.hostile.corpus FOLDER` writes them out.
"""

import sys
from pathlib import Path

from tests.hostile import between, forms, papers, tables
from tests.hostile.items import Hostile

SHELVES = (papers.SHELF, tables.SHELF, forms.SHELF, between.SHELF)


def corpus() -> dict[str, Hostile]:
    found = {item.name: item for shelf in SHELVES for item in shelf.items}
    if len(found) != sum(len(shelf.items) for shelf in SHELVES):
        raise ValueError("two hostile files have one name")
    return found


def write(folder: Path) -> None:
    for name, item in corpus().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(item.make())


if __name__ == "__main__":
    write(Path(sys.argv[1]))
