"""What both benchmarks stand on: a filled database on a server of its own, and figures."""

import os
import platform
import shutil
import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

PERSONS_PER_HOUSEHOLD = 3.05
HOME = Path(__file__).resolve().parent.parent / ".var" / "benchmark"


def environment(home: Path) -> dict[str, str]:
    return {
        **os.environ,
        "HOMEWARD_HOME": str(home),
        "HOMEWARD_DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "homeward.config.settings",
    }


def prepare(home: Path, persons: int, *, keep: bool, open_cases: int = 0, workers: int = 0) -> None:
    """Starts the server of `home` and fills it, unless it is to be kept as it is.

    `open_cases` are made up to that number by copies of generated ones (widen.py).
    """
    filled = home / "filled"
    if keep and filled.exists() and int(filled.read_text()) >= persons:
        call(home, "-m", "homeward.config.embedded", "start")
        # It may have been filled by an earlier version.
        call(home, "-m", "homeward.config.cli", "migrate")
        return
    make_empty(home)
    call(home, "-m", "homeward.config.embedded", "start")
    households = round(persons / PERSONS_PER_HOUSEHOLD)
    print(f"Filling {home} with {households} households ...", flush=True)
    call(home, str(Path(__file__).with_name("fill.py")), str(households))
    if open_cases:
        widen = Path(__file__).with_name("widen.py")
        call(home, str(widen), str(open_cases), str(workers))
    filled.write_text(str(persons))
    (home / "demo").touch()


def call(home: Path, *words: str) -> None:
    subprocess.run([sys.executable, *words], env=environment(home), check=True)


def make_empty(home: Path) -> None:
    """Removes what a benchmark made, and nothing else: another installation has no such mark."""
    mark = home / "benchmark"
    if home.exists() and any(home.iterdir()):
        if not mark.exists():
            sys.exit(f"{home} is not empty and not a benchmark's; choose another --home.")
        call(home, "-m", "homeward.config.embedded", "stop")
        shutil.rmtree(home)
    home.mkdir(parents=True)
    # The embedded server runs as another user where root starts it.
    home.chmod(0o711)
    mark.touch()


def median(figures: Sequence[float]) -> float:
    return statistics.median(figures)


def p95(figures: Sequence[float]) -> float:
    return sorted(figures)[max(0, round(0.95 * len(figures)) - 1)]


def machine(postgres: str) -> str:
    model = "unknown processor"
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        lines = cpuinfo.read_text().splitlines()
        model = next((li.split(":")[1].strip() for li in lines if "model name" in li), model)
    load = os.getloadavg()[0]
    return (
        f"{model}, {os.cpu_count()} cores, load {load:.1f}; Python {platform.python_version()};"
        f" PostgreSQL {postgres}"
    )
