"""Times the dashboards against the empty page, on the real server, one client, interleaved.

    python benchmarks/dashboards.py [--persons 250000] [--rounds 60] [--keep]

Ten thousand persons are generated, the others are copies of them with all that figures are computed
from (indicators_fill.py). Figures are computed first, as the nightly job does, then once more with
nothing changed; time and memory of that are printed apart. The empty page is the signed-in page
shell without content. Limit: each dashboard at p95 at most 10 times the empty page's. The exit
status is 1 where that is not met.
"""

import argparse
import os
import resource
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import ground
from pages import Client, measure, server

LIMIT = 10.0
GENERATED = 10_000
FILL = Path(__file__).with_name("indicators_fill.py")
EMPTY = "empty page"
ADDRESSES = {
    EMPTY: "/empty/",
    "all": "/dashboards/",
    "one programme": "/dashboards/?programme={programme}",
    "programme and sex": "/dashboards/?programme={programme}&sex=female",
    "by area, a year": "/dashboards/?by=area&period=year/{year}-01-01",
    "behind or late": "/dashboards/behind/",
    "results chain": "/dashboards/chains/{programme}/",
}


def compute(home: Path) -> tuple[int, str]:
    """Computes all figures and tells of it; the first programme, and the server's version."""
    os.environ.update(ground.environment(home), HOMEWARD_DB_AS="owner")
    import django

    django.setup()
    from django.db import connection

    from homeward.indicators import jobs
    from homeward.programmes.queries import run_here

    for name, again in (("All figures", True), ("With nothing changed", False)):
        began = time.perf_counter()
        done = jobs.compute(again=again)
        took = time.perf_counter() - began
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{name} in {took:.1f} s: {done.computed} definitions computed, {done.unchanged} as"
            f" before, {done.written} figures written; {memory:.0f} MB at most.", flush=True,
        )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("analyze indicators_figure")
        cursor.execute("show server_version")
        version = cursor.fetchone()[0]
    return run_here().values_list("pk", flat=True)[0], version


def asked(path: str, _number: int) -> tuple[str, str]:
    return "GET", path


def report(figures: dict[str, list[float]], machine: str, persons: int) -> bool:
    empty = figures[EMPTY]
    print(f"\n{persons} persons; {machine}\n{len(empty)} rounds, one client, interleaved\n")
    print(f"{'':20}{'median ms':>10}{'p95 ms':>10}{'x p95':>8}")
    met = True
    for name, took in figures.items():
        times = ground.p95(took) / ground.p95(empty)
        bad = times > LIMIT
        met = met and not bad
        print(
            f"{name:20}{1000 * ground.median(took):10.1f}{1000 * ground.p95(took):10.1f}"
            f"{times:8.2f}{'  above the limit' if bad else ''}"
        )
    return met


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--persons", type=int, default=250_000)
    options.add_argument("--rounds", type=int, default=60)
    options.add_argument("--warm", type=int, default=10)
    options.add_argument("--home", type=Path, default=ground.HOME)
    options.add_argument("--keep", action="store_true", help="take the database as it was filled")
    given = options.parse_args()
    ground.prepare(given.home, min(given.persons, GENERATED), keep=given.keep)
    ground.call(given.home, str(FILL), str(given.persons))
    programme, version = compute(given.home)
    from homeward.access import demo

    year = time.gmtime().tm_year
    requests: dict[str, Callable[[int], tuple[str, str]]] = {
        name: partial(asked, path.format(programme=programme, year=year))
        for name, path in ADDRESSES.items()
    }
    try:
        with server(given.home) as port:
            client = Client(port)
            client.sign_in(demo.PASSWORD)
            figures = measure(client, requests, given.rounds, given.warm)
    finally:
        ground.call(given.home, "-m", "homeward.config.embedded", "stop")
    return 0 if report(figures, ground.machine(version), given.persons) else 1


if __name__ == "__main__":
    sys.exit(main())
