"""Makes .venv with what uv.lock names, each package checked by its hash; plain pip otherwise.

Arguments name dependency groups to install too. Runs on any Python 3, so that too old a one is
told in words.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
OLDEST = (3, 11)
NEWER_PIP = "25.1"


def run(*command: str) -> bool:
    environment = dict(os.environ, UV_PROJECT_ENVIRONMENT=str(VENV), UV_PYTHON_DOWNLOADS="never")
    environment.pop("VIRTUAL_ENV", None)
    return subprocess.call(command, cwd=ROOT, env=environment) == 0


def uv() -> str:
    """The uv of this machine or, if pip can have it, one in .venv. Empty where there is none."""
    if found := shutil.which("uv"):
        return found
    make_venv()
    own = VENV / "bin" / "uv"
    if not own.exists():
        run(str(VENV / "bin" / "python"), "-m", "pip", "install", "-q", "uv")
    return str(own) if own.exists() else ""


def make_venv() -> None:
    if not (VENV / "bin" / "python").exists() and not run(sys.executable, "-m", "venv", str(VENV)):
        sys.exit("Python's venv module is missing. On Debian: apt-get install python3-venv")


def install(*groups: str) -> bool:
    """The plain environment, and dependency groups beside it that are asked for by name."""
    named = [part for group in groups for part in ("--group", group)]
    if tool := uv():
        return run(tool, "sync", "-q", "--frozen", "--inexact", "--python", sys.executable, *named)
    python = str(VENV / "bin" / "python")
    return run(python, "-m", "pip", "install", "-q", f"pip>={NEWER_PIP}") and run(
        python, "-m", "pip", "install", "-q", "-e", ".", "--group", "dev", *named
    )


if __name__ == "__main__":
    if sys.version_info < OLDEST:
        sys.exit(
            "Homeward needs Python 3.11 or newer, and this is %d.%d. "  # noqa: UP031
            "Name another one: make PYTHON=python3.12" % sys.version_info[:2]
        )
    if not install(*sys.argv[1:]):
        sys.exit("The packages could not be installed; see above.")
