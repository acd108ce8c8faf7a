"""A migrated installation, made once for all tests that need one of their own."""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

from homeward.config import testing


def environment(home: Path) -> dict[str, str]:
    """What a command on the installation in this HOME is run with: no other setting of ours."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("HOMEWARD_") and name != "DATABASE_URL"
    }
    return kept | {"HOMEWARD_HOME": str(home), "HOMEWARD_DEMO": "1"}


def lay_out(home: Path) -> None:
    """Fills an empty HOME with an installation on which `homeward migrate` has run."""
    subprocess.run(["cp", "-Rp", f"{_migrated()}/.", str(home)], check=True)


def _migrated() -> Path:
    testing.KEPT.mkdir(mode=0o711, exist_ok=True)
    kept = testing.kept_files().with_name(testing.kept_files().name.replace("kept", "installation"))
    with kept.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            _migrate(kept.with_suffix(".making"), kept)
    return kept


def _migrate(making: Path, kept: Path) -> None:
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(mode=0o711)
    done = subprocess.run(
        [sys.executable, "-m", "homeward.config.cli", "migrate"],
        env=environment(making), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    # Renamed whole, so that nobody finds half of it.
    making.rename(kept)
