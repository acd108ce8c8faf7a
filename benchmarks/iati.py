"""Times reading UNHCR's activities into rows, and back into a file, beside parsing it with lxml.

    python benchmarks/iati.py [--rounds 5] [--file FILE]

The ways take turns in one run, on an empty database of their own; each import but the first is
rolled back. Limit: a first import at most 120 times the mere parsing, median. The exit status is
1 where that is not met.
"""

import argparse
import io
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ground

LIMIT = 120.0
HOME = ground.HOME.with_name("benchmark-iati")
DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
FILE = "iati/UNHCR-Activities-2023.xml"


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--home", type=Path, default=HOME)
    options.add_argument("--file", type=Path)
    given = options.parse_args()
    file = given.file or Path(os.environ.get("HOMEWARD_REAL_DATA", DATA)) / FILE
    if not file.exists():
        sys.exit(f"{file} is not here: set HOMEWARD_REAL_DATA, or name a file with --file.")
    ground.make_empty(given.home)
    ground.call(given.home, "-m", "homeward.config.embedded", "start")
    try:
        return run(given, file)
    finally:
        ground.call(given.home, "-m", "homeward.config.embedded", "stop")


def run(given: argparse.Namespace, path: Path) -> int:
    os.environ.update(ground.environment(given.home), HOMEWARD_DB_AS="owner", HOMEWARD_DB_POOL="0")
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection, transaction
    from django.utils import timezone
    from lxml import etree

    from homeward.exchange import activities, publishing
    from homeward.exchange.writers import iati as writer

    call_command("migrate", interactive=False, verbosity=0)

    def take() -> Any:
        with path.open("rb") as file:
            source = activities.Source(path.name, file, path.stat().st_size)
            return activities.run([source], activities.Options())

    def take_back() -> None:
        with transaction.atomic():
            take()
            transaction.set_rollback(True)

    def give() -> None:
        writer.write(io.BytesIO(), publishing.programmes(), at=timezone.now())

    ways: dict[str, Callable[[], Any]] = {
        "parse with lxml": lambda: etree.parse(str(path)),
        "import": take_back,
    }
    figures = measured(ways, given.rounds)
    report = take()
    if report.is_refused:
        sys.exit(f"{path} is refused: {report.faults[0].reason}")
    figures |= measured({"import again, unchanged": take, "export": give}, given.rounds)
    version = connection.cursor().execute("show server_version").fetchone()[0]
    print(f"\n{path.name}, {path.stat().st_size / 1e6:.1f} MB; {ground.machine(version)}")
    print(f"{dict(report.counts['programme'])}; {given.rounds} rounds, median\n")
    parsing = ground.median(figures["parse with lxml"])
    for name, taken in figures.items():
        print(f"{name:24}{ground.median(taken):8.3f} s{ground.median(taken) / parsing:8.1f} x")
    met = ground.median(figures["import"]) / parsing <= LIMIT
    print(f"\nLimit: {LIMIT:.0f} x{'' if met else '  missed'}")
    return 0 if met else 1


def measured(ways: dict[str, Callable[[], Any]], rounds: int) -> dict[str, list[float]]:
    figures: dict[str, list[float]] = {name: [] for name in ways}
    for _round in range(rounds):
        for name, way in ways.items():
            began = time.perf_counter()
            way()
            figures[name].append(time.perf_counter() - began)
    return figures


if __name__ == "__main__":
    sys.exit(main())
