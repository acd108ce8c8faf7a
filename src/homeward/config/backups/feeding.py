"""Hands the sealed log, file by file, to a server that recovers.

The server's `restore_command` asks by an empty file and waits; we open what it asks for, and what
it will ask for next, so that the disk holds a few segments and never the whole log in clear.
"""

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from homeward.config import folders
from homeward.config.backups import repository, sealing
from homeward.config.backups.places import Trouble
from homeward.config.backups.streaming import PARTIAL

# By sh, since the server may run as another user who can read neither Python nor the identity.
SCRIPT = """#!/bin/sh
cd "$(dirname "$0")" || exit 255
if [ -e "given/$1" ]; then
    mv "given/$1" "$2" || exit 255
    : > "took/$1"
    exit 0
fi
: > "asked/$1"
while [ ! -e "given/$1" ] && [ ! -e "none/$1" ]; do
    [ -e ended ] && exit 255
    sleep 0.02
done
[ -e "given/$1" ] || exit 1
mv "given/$1" "$2"
"""
AHEAD = 2


class Feed:
    def __init__(self, folder: Path, repo: Path, with_identities: Sequence[Any]) -> None:
        self.folder, self.identities = folder, with_identities
        self.repo = repo
        self.pieces = repository.wal(repo)
        self.order = sorted(n for n in self.pieces if repository.SEGMENT.fullmatch(n[:24]))
        self.stopping = threading.Event()
        self.failed: Trouble | None = None
        self.thread = threading.Thread(target=self._serve)
        for name in ("asked", "given", "none", "took"):
            (folder / name).mkdir(parents=True)
        script = folder / "get"
        script.write_text(SCRIPT, encoding="ascii")
        script.chmod(0o755)
        # The server runs it in its own folder of data, which %p is meant from.
        self.command = f'sh {script} %f "$PWD/%p"'
        own(folder)

    def __enter__(self) -> "Feed":
        self.thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self.stopping.set()
        (self.folder / "ended").touch()
        self.thread.join()

    def _serve(self) -> None:
        while not self.stopping.wait(0.01):
            asked, took = self.folder / "asked", self.folder / "took"
            for question in (*asked.iterdir(), *took.iterdir()):
                try:
                    self._answer(question.name, was_there=question.parent == took)
                except (Trouble, OSError) as error:
                    # The server would take a missing file for the end of the log.
                    self.failed = Trouble(str(error))
                    (self.folder / "ended").touch()
                    return
                question.unlink()

    def _answer(self, name: str, *, was_there: bool) -> None:
        if not was_there and not self._give(name):
            (self.folder / "none" / name).touch()
            return
        for later in self._after(name):
            self._give(later)

    def _after(self, name: str) -> list[str]:
        names = sorted({one[:24] for one in self.order})
        if name not in names:
            return []
        at = names.index(name)
        return names[at + 1 : at + 1 + AHEAD]

    def _piece(self, name: str) -> repository.Piece | None:
        """Looked for again where it gave way to a newer one, since its log is still followed."""
        piece = self.pieces.get(name) or self.pieces.get(f"{name}{PARTIAL}")
        if piece and not piece.path.exists():
            self.pieces = repository.wal(self.repo)
            piece = self.pieces.get(name) or self.pieces.get(f"{name}{PARTIAL}")
        return piece

    def _give(self, name: str) -> bool:
        target = self.folder / "given" / name
        if target.exists():
            return True
        piece = self._piece(name)
        if piece is None:
            return False
        if not sealing.sum_of(piece.path).sha256.startswith(piece.sum):
            raise Trouble(f"{piece.name} was altered: it has another sum than when it was made.")
        making = self.folder / f"making-{name}"
        with making.open("wb") as file, sealing.opened(piece.path, self.identities) as plain:
            sealing.copy(plain, file)
        making.chmod(0o600)
        own(making)
        making.rename(target)
        return True


def own(path: Path) -> None:
    """To the server's user, where that is another one than ours."""
    import shutil  # noqa: PLC0415

    if folders.SERVER_USER:
        for one in (path, *path.rglob("*")):
            shutil.chown(one, folders.SERVER_USER)
