"""Keeps a small dump of this version, with demo data in it, for the rehearsal of later upgrades.

    python scripts/release_dump.py tests/upgrades/0.3.0

Made at the end of whatever changes the model. Six generated households, the two databases as
`pg_dump` writes them, and the keys that this demo made for itself: they open nothing else.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HOUSEHOLDS = 6
# Unlogged, and made anew by `homeward migrate`: decision 9.
LEFT_OUT = ("persons_searchtokens", "persons_token*", "persons_searchstate")


def main(folder: Path) -> None:
    home = Path(tempfile.mkdtemp(prefix="homeward-dump-"))
    home.chmod(0o711)
    os.environ |= {"HOMEWARD_HOME": str(home), "HOMEWARD_DEMO": "1"}
    homeward = Path(sys.executable).with_name("homeward")
    subprocess.run([homeward, "demo", "--households", str(HOUSEHOLDS)], check=True)
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(home / "secrets", folder / "secrets", dirs_exist_ok=True)
    _dump(folder)
    shutil.rmtree(home)


def _dump(folder: Path) -> None:
    from homeward.config import database, embedded, folders  # noqa: PLC0415 - HOME is set first

    where = ["-h", str(folders.socket_folder()), "-U", database.OWNER_ROLE]
    with embedded.running():
        for name in (database.NAME, database.NAME + database.KEYS_SUFFIX):
            out = subprocess.run(
                [embedded._program("pg_dump"), *where, "-Fp", "-Z9"]
                + [f"--exclude-table-data={table}" for table in LEFT_OUT]
                + [name],
                check=True,
                capture_output=True,
                **folders.server_identity(),
            )
            (folder / f"{name}.sql.gz").write_bytes(out.stdout)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
