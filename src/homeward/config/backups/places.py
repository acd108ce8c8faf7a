"""Where backups go, who can open them, how long they stay: all from the environment."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from homeward.config import database, folders
from homeward.config.environment import env


class Trouble(Exception):
    """What stopped a backup or a restore, in words for whoever ran it."""


@dataclass(frozen=True, kw_only=True)
class Places:
    """`keys_days` is R: for so long a destroyed key can still be had from a backup."""

    folder: Path | None
    keys_folder: Path | None
    recipients: tuple[str, ...]
    keys_recipients: tuple[str, ...]
    days: int
    keys_days: int
    hours: int
    seconds: int

    @property
    def data_days(self) -> int:
        """Where one server holds both, its log holds keys, and goes when they go."""
        return min(self.days, self.keys_days) if shares_server() else self.days

    @property
    def is_on(self) -> bool:
        return bool(self.folder and self.recipients)

    def for_data(self) -> Path:
        if not self.folder:
            raise Trouble("No folder for backups: HOMEWARD_BACKUP_FOLDER names it.")
        return self.folder

    def for_keys(self) -> Path:
        if not self.keys_folder:
            raise Trouble("No folder for the keys' backups: HOMEWARD_KEYS_BACKUP_FOLDER names it.")
        if self.folder and self.keys_folder.resolve() == self.folder.resolve():
            raise Trouble("The keys' backups lie in the data's folder; they must lie apart.")
        return self.keys_folder


def configured() -> Places:
    folder, keys = env("HOMEWARD_BACKUP_FOLDER"), env("HOMEWARD_KEYS_BACKUP_FOLDER")
    return Places(
        folder=Path(folder) if folder else None,
        keys_folder=Path(keys) if keys else None,
        recipients=_lines(env("HOMEWARD_BACKUP_RECIPIENTS")),
        keys_recipients=_lines(env("HOMEWARD_KEYS_BACKUP_RECIPIENTS")),
        days=int(env("HOMEWARD_BACKUP_DAYS", "35")),
        keys_days=int(env("HOMEWARD_KEYS_BACKUP_DAYS", "14")),
        hours=int(env("HOMEWARD_BACKUP_HOURS", "26")),
        seconds=int(env("HOMEWARD_BACKUP_SECONDS", "10")),
    )


def _lines(text: str) -> tuple[str, ...]:
    parts = (part.strip() for part in text.replace(",", "\n").splitlines())
    return tuple(part for part in parts if part and not part.startswith("#"))


def shares_server() -> bool:
    """Do data and keys lie on one server? Then its physical backups hold both."""
    return not env("HOMEWARD_KEYS_URL")


def spool() -> Path:
    """What came from the server and is not sealed yet. In clear, as the database beside it is."""
    return folders.home() / "backup-spool"


def data_way() -> dict[str, str]:
    """The owner's way to the data, in libpq's words."""
    if database.is_embedded():
        return {
            "host": str(folders.socket_folder()),
            "port": "5432",
            "user": database.OWNER_ROLE,
            "dbname": database.NAME,
        }
    return {name: value for name, value in database._of_url(env("DATABASE_URL")).items() if value}


def keys_way() -> dict[str, str]:
    """The owner's way to the key store."""
    way = database.key_store(secret_key="")["owner"]
    return {name: value for name, value in way.items() if value}


@contextmanager
def home_is(folder: Path) -> Iterator[None]:
    """For work on another installation than the one that this process belongs to."""
    before = os.environ.get("HOMEWARD_HOME")
    os.environ["HOMEWARD_HOME"] = str(folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ["HOMEWARD_HOME"]
        else:
            os.environ["HOMEWARD_HOME"] = before
