"""Where an installation keeps its own state, and the embedded server its files."""

import contextlib
import hashlib
import os
import pwd
import secrets
import shutil
from pathlib import Path
from typing import Any

# Where root starts it, since PostgreSQL refuses to run as root.
SERVER_USER = "nobody" if os.getuid() == 0 else None
# The path of a socket may have 107 bytes; Linux and macOS agree on 80 and more for its folder.
LONGEST_SOCKET_FOLDER = 80


def home() -> Path:
    """The folder that holds all of an installation's own state."""
    return Path(os.environ.get("HOMEWARD_HOME", ".var")).resolve()


def make_home() -> None:
    if not home().exists():
        home().mkdir(parents=True, exist_ok=True)
        # Where root starts the embedded server, that runs as another user, who passes through.
        home().chmod(0o711 if SERVER_USER else 0o700)


def demo_mark() -> Path:
    """There where HOME's database holds the demo corridor."""
    return home() / "demo"


def is_reachable(folder: Path) -> bool:
    """Can any user of this machine pass through to it?"""
    return all(part.stat().st_mode & 0o001 for part in (folder, *folder.parents) if part.exists())


def server_folder() -> Path:
    """The embedded server's own folder: in HOME, unless root's HOME is closed to other users."""
    if SERVER_USER is None or is_reachable(home()):
        return home() / "postgres"
    return Path("/var/lib") / f"homeward-{_digest(home())}"


def socket_folder() -> Path:
    """The embedded server's socket, which alone leads to it."""
    folder = server_folder() / "socket"
    if len(os.fsencode(folder)) < LONGEST_SOCKET_FOLDER:
        return folder
    return Path("/tmp") / f"homeward-{os.getuid()}-{_digest(folder)}"  # noqa: S108 - made 0700


def _digest(folder: Path) -> str:
    return hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]


def generated_secret(name: str) -> str:
    """A random secret made once and kept in HOME, readable by its owner alone."""
    path = home() / "secrets" / name
    if not path.exists():
        make_home()
        path.parent.mkdir(exist_ok=True, mode=0o700)
        made = path.with_name(f"{name}.{os.getpid()}")
        descriptor = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
        # Linked whole, and once: two processes that start together read the same secret.
        with contextlib.suppress(FileExistsError):
            os.link(made, path)
        made.unlink()
    return path.read_text(encoding="ascii")


def server_identity() -> dict[str, Any]:
    """The arguments that make subprocess run as the server's user."""
    if SERVER_USER is None:
        return {}
    entry = pwd.getpwnam(SERVER_USER)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def prepare_server() -> None:
    """Makes the server's folders, closed to everybody but its user."""
    for folder in (server_folder(), socket_folder()):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if SERVER_USER:
            shutil.chown(folder, SERVER_USER)
        elif folder.stat().st_uid != os.getuid():
            raise PermissionError(f"{folder} belongs to another user")


def server_programs(package: Path) -> Path:
    """The package's own binaries, or a copy of them where the server's user can't reach those."""
    if SERVER_USER is None or is_reachable(package.resolve()):
        return package
    copy = server_folder() / "programs"
    if not (copy / package.name).exists():
        shutil.copytree(package.with_suffix(".libs"), copy / f"{package.name}.libs")
        # Under its own name only once it is whole.
        half = copy / "half"
        shutil.rmtree(half, ignore_errors=True)
        shutil.copytree(package, half, symlinks=True)
        half.rename(copy / package.name)
    return copy / package.name
