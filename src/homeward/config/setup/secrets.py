"""The secrets of an installation, each written once and never over another."""

import os
import secrets
from pathlib import Path

BYTES = 48
OWNER = "homeward_owner"
PLAIN = ("secret_key", "master_key", "job_key")
# Words of the two database servers, whose owners' URLs are made of them.
SERVERS = {"database": ("database_owner", "database_url"), "keys": ("keys_owner", "keys_url")}
CLOSED, OPEN_INSIDE = 0o600, 0o444


class Exists(Exception):
    """A secret of this name is there; it is never written over."""


def word() -> str:
    return secrets.token_urlsafe(BYTES)


def write(folder: Path, *, database: str, keys: str, mode: int = CLOSED) -> list[Path]:
    """Every secret of an installation. `database` and `keys` are host:port/name of the servers.

    All or none: where one is there already, nothing is written. Raises Exists.
    """
    said = {name: word() for name in PLAIN}
    for part, where in zip(SERVERS.values(), (database, keys), strict=True):
        said[part[0]] = word()
        said[part[1]] = f"postgresql://{OWNER}:{said[part[0]]}@{where}"
    said |= {"database_admin": word(), "smtp_password": ""}
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.chmod(0o700)
    if there := sorted(name for name in said if (folder / name).exists()):
        raise Exists(", ".join(there))
    return [_write(folder / name, text, mode) for name, text in said.items()]


def _write(path: Path, text: str, mode: int) -> Path:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, CLOSED), "w") as file:
        file.write(text)
    path.chmod(mode)
    return path
