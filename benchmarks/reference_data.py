"""Times the imports of P-codes, GeoNames and ESCO beside a plain COPY of the same rows.

    python benchmarks/reference_data.py [--home FOLDER]

Each whole official file of HOMEWARD_REAL_DATA is read, checked and written into an empty database,
and read again with nothing to change. Beside it the rows that came of it are copied by COPY into
an empty table like their own, with the same indexes: what the database alone takes. Limit: a
minute each; the ratio is printed. The exit status is 1 where a limit is not met.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import ground

HOME = ground.HOME.with_name("benchmark-reference")
DATA = Path(
    os.environ.get("HOMEWARD_REAL_DATA", Path(__file__).resolve().parents[2] / "shared" / "data")
)
LIMIT = 60.0
PCODES = "pcodes/global_pcodes_adm_1_2.csv"
TOWNS = "geonames/cities5000_partner_countries.csv.gz"
ESCO = ("esco/ESCO-v1.1.1-classification-en-csv.zip", "esco/ESCO-v1.1.1-relations-csv.zip")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--home", type=Path, default=HOME)
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        return measure()
    missing = [name for name in (PCODES, TOWNS, *ESCO) if not (DATA / name).exists()]
    if missing:
        sys.exit(f"{DATA} has no {', '.join(missing)}: set HOMEWARD_REAL_DATA.")
    ground.make_empty(given.home)
    ground.call(given.home, "-m", "homeward.config.embedded", "start")
    try:
        os.environ["HOMEWARD_DB_AS"] = "owner"
        ground.call(given.home, __file__, "--measure")
    except subprocess.CalledProcessError:
        return 1
    finally:
        ground.call(given.home, "-m", "homeward.config.embedded", "stop")
    return 0


def measure() -> int:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("show server_version")
        print(ground.machine(cursor.fetchone()[0].split()[0]), flush=True)
    print(f"{'':10}{'rows':>9}{'first':>9}{'again':>9}{'COPY':>9}{'ratio':>8}")
    slow = [kind for kind, run in imports().items() if not told(kind, *run)]
    if slow:
        print(f"Longer than {LIMIT:.0f} s: {', '.join(slow)}")
    return 1 if slow else 0


def imports() -> dict[str, tuple[Callable[[], Any], list[str]]]:
    from homeward.exchange.readers import esco, geonames, pcodes
    from homeward.occupations import actions as occupations
    from homeward.places import actions as places

    return {
        "pcodes": (lambda: [places.put_areas(pcodes.read(DATA / PCODES)[0])], ["places_area"]),
        "geonames": (lambda: [places.put_towns(geonames.read(DATA / TOWNS)[0])], ["places_town"]),
        "esco": (
            lambda: occupations.put_classification(esco.read(*(DATA / f for f in ESCO))[0]),
            [
                "occupations_occupationgroup",
                "occupations_occupation",
                "occupations_skill",
                "occupations_occupationskill",
                "occupations_skillgrouping",
                "occupations_skillrelation",
            ],
        ),
    }


def told(kind: str, write: Callable[[], Iterable[Any]], tables: list[str]) -> bool:
    first, outcomes = timed(write)
    again, unchanged = timed(write)
    rows = sum(outcome.counts.total() for outcome in outcomes)
    if any(set(outcome.counts) - {"unchanged"} for outcome in unchanged):
        sys.exit(f"{kind}: the second reading changed something.")
    alone = copied(tables)
    print(
        f"{kind:10}{rows:9,}{first:8.2f}s{again:8.2f}s{alone:8.2f}s{first / alone:8.1f}",
        flush=True,
    )
    return max(first, again) <= LIMIT


def timed(write: Callable[[], Iterable[Any]]) -> tuple[float, list[Any]]:
    start = time.perf_counter()
    outcomes = list(write())
    return time.perf_counter() - start, outcomes


def copied(tables: list[str]) -> float:
    """Seconds that COPY takes for the same rows, into tables like theirs with their indexes."""
    from django.db import connection

    seconds = 0.0
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"create temp table again (like {table} including all)")
            with cursor.copy(f"copy {table} to stdout") as copy:
                content = [bytes(part) for part in copy]
            start = time.perf_counter()
            with cursor.copy("copy again from stdin") as copy:
                for part in content:
                    copy.write(part)
            seconds += time.perf_counter() - start
            cursor.execute("drop table again")
    return seconds


if __name__ == "__main__":
    sys.exit(main())
