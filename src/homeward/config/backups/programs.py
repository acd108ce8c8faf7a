"""PostgreSQL's own tools: the embedded server's, or those of the system for a server of one's own.

On PATH first; then where Debian keeps those of each version, the newest first.
"""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from homeward.config import database, embedded
from homeward.config.backups.places import Trouble

DEBIAN = Path("/usr/lib/postgresql")
# What libpq calls them in the environment.
NAMES = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
}


def program(name: str) -> str:
    if database.is_embedded():
        return embedded._program(name)
    if found := shutil.which(name):
        return found
    versions = [path for path in DEBIAN.glob("*") if path.name.isdigit()]
    for folder in sorted(versions, key=lambda path: int(path.name), reverse=True):
        if (folder / "bin" / name).exists():
            return str(folder / "bin" / name)
    raise Trouble(f"{name} is not found; it comes with PostgreSQL.")


def environment(way: Mapping[str, str]) -> dict[str, str]:
    """A password travels in the environment, never among the words that `ps` shows."""
    return {**os.environ, **{NAMES[key]: value for key, value in way.items() if key in NAMES}}


def run(name: str, *words: str, way: Mapping[str, str] | None = None) -> str:
    done = subprocess.run(
        [program(name), *words],
        env=environment(way or {}),
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
    )
    if done.returncode:
        raise Trouble(f"{name}: {(done.stderr or done.stdout).strip()}")
    return done.stdout
