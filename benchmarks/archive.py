"""Times the way of one organisation's data into another, empty installation, and its size.

    python benchmarks/archive.py [--households 1000] [--home FOLDER] [--filled HOME]

Fills an installation with the generator, or takes one that is filled, writes the archive of the
organisation with the most cases by `homeward export organisation`, and brings it into a second one
by `homeward import organisation`. Prints seconds, bytes, rows and the most memory of each. Limit:
counts, sums and fingerprints are equal; the exit status is 1 where one is not.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PASSPHRASE = "a benchmark's passphrase"
LARGEST = (
    "from homeward.cases.models import Case\n"
    "from django.db.models import Count\n"
    "print(Case.objects.values_list('owner_org').annotate(n=Count('pk')).order_by('-n')[0][0])"
)


def run(home: Path, *words: str, module: str = "homeward.config.cli") -> tuple[str, int]:
    """What a command says, and the most memory that it held, in MB."""
    environment = os.environ | {
        "HOMEWARD_HOME": str(home),
        "HOMEWARD_DEMO": "1",
        "HOMEWARD_DB_POOL": "0",
        "HOMEWARD_DB_AS": "owner",
        "HOMEWARD_ARCHIVE_PASSPHRASE": PASSPHRASE,
        "DJANGO_SETTINGS_MODULE": "homeward.config.settings",
    }
    with tempfile.TemporaryFile("w+") as told:
        with subprocess.Popen(
            [sys.executable, "-m", module, *words],
            env=environment, stdout=told, stderr=subprocess.STDOUT, text=True,
        ) as process:  # fmt: skip
            _pid, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        told.seek(0)
        output = told.read()
    if process.returncode:
        sys.exit(f"{' '.join(words)}: {output[-4000:]}")
    return output, used.ru_maxrss // 1024


def timed(what: str, home: Path, *words: str) -> None:
    begun = time.perf_counter()
    _output, memory = run(home, *words)
    print(f"{what}: {time.perf_counter() - begun:.1f} s, {memory} MB at most", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--households", type=int, default=1_000)
    parser.add_argument("--home", type=Path, default=None)
    parser.add_argument("--filled", type=Path, default=None)
    options = parser.parse_args()
    folder = options.home or Path(tempfile.mkdtemp(prefix="homeward-archive-"))
    folder.chmod(0o711)
    here, there = options.filled or folder / "here", folder / "there"
    for home in (here, there):
        home.mkdir(mode=0o711, exist_ok=True)
    try:
        if options.filled is None:
            timed("filled", here, "demo", "--households", str(options.households))
        timed("second installation", there, "migrate")
        run(here, "start", module="homeward.config.embedded")
        organisation = run(here, "shell", "-v0", "-c", LARGEST, module="django")[0].split()[-1]
        archive, report = folder / "archive.homeward", folder / "report.json"
        timed("export", here, "export", "organisation", organisation, "-o", str(archive))
        words = ("import", "organisation", str(archive), "--json", str(report))
        timed("import", there, *words)
        told = json.loads(report.read_text(encoding="utf-8"))
        rows = sum(table["rows"] for table in told["tables"].values())
        print(f"{rows:,} rows, {archive.stat().st_size / 1e6:.1f} MB, {len(told['tables'])} tables")
        print("counts, sums and fingerprints:", "equal" if told["equal"] else "NOT EQUAL")
        sys.exit(0 if told["equal"] else 1)
    finally:
        for home in (here, there):
            run(home, "stop", module="homeward.config.embedded")
        if options.home is None:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
