"""What each thing costs as the number of persons grows, and how it grows, printed and plotted.

    python benchmarks/growth.py [--sizes 10000,100000,1000000] [--rounds 40] [--keep] [--record]

For each size a database of its own is filled under .var/growth (ten thousand persons are generated,
the others are copies of them with all that pages and figures read: indicators_fill.py; names that
can be searched stand in a second one: search_fill.py). Then are timed, on the real server, one
client, in mixed order: the pages; the search by name; registering families; importing a sheet of
who does what where; the nightly figures; a base backup with its size. Beside each page stand the
rows that its answer touches in the database, which no busy machine changes: what stands there at
each size alike does not grow with the whole.

--keep takes what earlier runs filled and measured, so that a run that was cut off goes on where it
stopped. --record writes the table into docs/operate/figures.md and the plot beside it.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import ground
from figures import record
from pages import SIGN_IN, Client, measure, server

FOLDER = ground.HOME.with_name("growth")
FILL = Path(__file__).with_name("indicators_fill.py")
PLOT = Path(__file__).resolve().parent.parent / "docs" / "operate" / "growth.svg"
GENERATED = 10_000
FAMILIES = 20
LINES = 500
SECTORS = ("Health", "Education", "Shelter", "Protection", "Livelihoods")
QUERIES = 140
COUNTED = 4
# A connection that rests tells what it read ten seconds later (pgstat.c: PGSTAT_IDLE_INTERVAL).
TELLS_AFTER = 12.0
WARM = 8
ADDRESSES = {
    "empty page": "/empty/",
    "my work": "/",
    "case list": "/cases/",
    "case page": "/cases/{case}/",
    "dashboard": "/dashboards/",
    "indicators": "/indicators/",
    "directory": "/directory/",
}
TOUCHED = """
select relname, seq_tup_read + coalesce(idx_tup_fetch, 0) from pg_stat_user_tables
"""
Figures = dict[str, float]


def say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')}  {text}", flush=True)


def fill(home: Path, persons: int, *, keep: bool) -> None:
    """The database of one size; where it was filled before and may be kept, nothing is done.

    What is generated is so once, and every size begins with a copy of it.
    """
    done = home / "grown"
    if keep and done.exists():
        ground.call(home, "-m", "homeward.config.embedded", "start")
        return
    number = min(persons, GENERATED)
    generated = home.with_name(f"generated-{number}")
    ground.prepare(generated, number, keep=keep)
    ground.call(generated, "-m", "homeward.config.embedded", "stop")
    ground.make_empty(home)
    subprocess.run(["cp", "-a", f"{generated}/.", str(home)], check=True)
    ground.call(home, "-m", "homeward.config.embedded", "start")
    ground.call(home, str(FILL), str(persons))
    done.touch()


def one(home: Path, rounds: int) -> Figures:
    """All figures of one size, in a process of its own: settings are read once."""
    os.environ.update(ground.environment(home), HOMEWARD_DB_AS="owner")
    import django

    django.setup()
    from homeward.persons.models import Person

    found: Figures = {"persons, rows": Person.objects.count()}
    found |= {"registering a family": registering(), f"importing {LINES} lines": importing(home)}
    return found | nightly() | backup(home) | paged(home, rounds)


def paged(home: Path, rounds: int) -> Figures:
    """Each page's times, and the rows that it touches."""
    from homeward.access import demo

    found, known = {}, cases_of(SIGN_IN, rounds)
    requests: dict[str, Callable[[int], tuple[str, str]]] = {
        name: partial(_asked, path, known) for name, path in ADDRESSES.items()
    }
    with server(home) as port:
        client = Client(port)
        client.sign_in(demo.PASSWORD)
        for name, took in measure(client, requests, rounds, WARM).items():
            found[f"{name}, median"] = ground.median(took)
            found[f"{name}, p95"] = ground.p95(took)
        for name, request in requests.items():
            found[f"{name}, rows"] = touched(client, request)
    return found


def cases_of(mail: str, number: int) -> list[str]:
    """Cases in support, the longest pages; where so few are filled that there is none, any."""
    from subjects import cases, user_of

    from homeward.cases.models import Case

    any_case = Case.objects.filter(accountable_org=user_of(mail).organisation_id)
    found = cases(mail, number) or [
        str(pk) for pk in any_case.values_list("pk", flat=True)[:number]
    ]
    return found or sys.exit(f"{mail} has no case; fill more persons.")


def _asked(path: str, cases: list[str], number: int) -> tuple[str, str]:
    return "GET", path.format(case=cases[number % len(cases)])


def touched(client: Client, request: Callable[[int], tuple[str, str]]) -> float:
    """Rows that one answer reads in tables, the queue's and the sessions' left out."""
    from django.db import connection

    def rows() -> dict[str, int]:
        time.sleep(TELLS_AFTER)
        # The server lets go of a connection that waits so long; the next question makes a new one.
        client.connection.close()
        with connection.cursor() as cursor:
            cursor.execute("select pg_stat_clear_snapshot()")
            cursor.execute(TOUCHED)
            return dict(cursor.fetchall())

    before = rows()
    for number in range(COUNTED):
        client.ask(*request(number))
    after = rows()
    apart = {
        name: (count - before.get(name, 0)) / COUNTED
        for name, count in after.items()
        if not name.startswith(("procrastinate", "django_session"))
    }
    most = sorted(apart.items(), key=lambda pair: -pair[1])[:4]
    told = ", ".join(f"{name} {count:,.0f}" for name, count in most if count)
    say(f"    {request(0)[1]}: {told}")
    return sum(apart.values())


def registering() -> float:
    """Seconds that a family of two takes, through the action, under the gate."""
    from django.db import connection, transaction
    from django.utils import timezone

    from homeward.access import gate
    from homeward.access.models import User
    from homeward.persons import actions
    from homeward.persons.choices import BirthKnown, HouseholdRole, Sex
    from homeward.programmes.queries import run_here

    by = User.objects.get(email="lieve@demo.homeward.example")
    programme = run_here()[0]
    took = []
    for number in range(FAMILIES):
        members = [
            actions.Member(
                role=HouseholdRole.HEAD, given_name="Efua", family_name=f"Ansah {number}",
                sex=Sex.FEMALE, birth_known=BirthKnown.YEAR, birth_year=1991,
                origin_countries=["GH"],
            ),
            actions.Member(role=HouseholdRole.CHILD, given_name="Yaw", family_name="Ansah"),
        ]  # fmt: skip
        began = time.perf_counter()
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("set local role homeward_app")
            with gate.acting_user(by.pk):
                actions.register(members, programme=programme, by=by, at=timezone.now())
        took.append(time.perf_counter() - began)
    return ground.median(took)


def importing(home: Path) -> float:
    """A sheet of who does what where, each line an activity of its own, as the command takes it."""
    from homeward.exchange.commands.sheets import import_3w

    rows = ["Organisation,Activity,Sector,Country,Status"]
    # What an earlier run imported would be found unchanged.
    run = f"{time.time():.0f}"
    rows += [
        f"Growing {number % 40},{run}/{number},{SECTORS[number % len(SECTORS)]},Ghana,Ongoing"
        for number in range(LINES)
    ]
    sheet = home / "lines.csv"
    sheet.write_text("\n".join(rows))
    began = time.perf_counter()
    import_3w(sheet, country="GH", month="2026-10")
    return time.perf_counter() - began


def nightly() -> Figures:
    from homeward.indicators import jobs

    found = {}
    for name, again in (("nightly figures", True), ("nightly, nothing new", False)):
        began = time.perf_counter()
        jobs.compute(again=again)
        found[name] = time.perf_counter() - began
    return found


def backup(home: Path) -> Figures:
    from homeward.config import embedded, folders

    target = folders.server_folder() / "backup"
    shutil.rmtree(target, ignore_errors=True)
    where = f"host={folders.socket_folder()} user=homeward_owner"
    began = time.perf_counter()
    embedded._run("pg_basebackup", "-D", str(target), "-d", where, "-c", "fast", "-Ft", "-z")
    took = time.perf_counter() - began
    size = sum(file.stat().st_size for file in target.iterdir())
    shutil.rmtree(target)
    return {"base backup": took, "base backup, MB": size / 2**20}


def searching(home: Path) -> Figures:
    """Name search alone, as benchmarks/search.py times it, without the side it is compared with."""
    os.environ.update(ground.environment(home), HOMEWARD_DB_POOL="0")
    os.environ.pop("HOMEWARD_DB_AS", None)
    import django

    django.setup()
    import psycopg
    import search
    from django.db import connection

    from homeward.access.gate import acting_user
    from homeward.config import database

    where = connection.settings_dict
    with psycopg.connect(
        host=where["HOST"], dbname=where["NAME"], user=database.OWNER_ROLE
    ) as owner:
        user = owner.execute("select id from access_user where name = 'searcher'").fetchone()
        rows = owner.execute("select name from clear_population").fetchall()
    asked = search.queries(QUERIES, [row[0] for row in rows])
    took = []
    for number, (_kind, text) in enumerate([*asked[:20], *asked]):
        with acting_user(user[0] if user else 0):
            began = time.perf_counter()
            search.ours(text)
            if number >= 20:
                took.append(time.perf_counter() - began)
    return {"search by name, median": ground.median(took), "search by name, p95": ground.p95(took)}


def measured(persons: int, given: argparse.Namespace) -> Figures:
    """Fills and measures one size, or takes what was measured before."""
    home = given.folder / str(persons)
    kept = given.folder / f"{persons}.json"
    if given.keep and kept.exists():
        say(f"{persons:,} persons: measured before")
        return dict(json.loads(kept.read_text()))
    given.folder.mkdir(parents=True, exist_ok=True)
    given.folder.chmod(0o711)
    say(f"{persons:,} persons: filling")
    fill(home, persons, keep=given.keep)
    found: Figures = {}
    try:
        say(f"{persons:,} persons: measuring")
        found |= _apart(home, "one", given.rounds)
    finally:
        ground.call(home, "-m", "homeward.config.embedded", "stop")
    import search

    named = given.folder / f"{persons}-names"
    say(f"{persons:,} persons: names")
    search.prepare(named, persons, search.DATA / "none", keep=given.keep)
    try:
        found |= _apart(named, "searching", given.rounds)
    finally:
        ground.call(named, "-m", "homeward.config.embedded", "stop")
    kept.write_text(json.dumps(found))
    return found


def _apart(home: Path, what: str, rounds: int) -> Figures:
    words = [sys.executable, __file__, "--of", what, "--folder", str(home), "--rounds", str(rounds)]
    told = subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True).stdout
    for line in told.splitlines()[:-1]:
        print(line, flush=True)
    return dict(json.loads(told.splitlines()[-1]))


def table(sizes: list[int], found: list[Figures]) -> Iterator[str]:
    yield f"| | {' | '.join(f'{size:,}' for size in sizes)} | growth |"
    yield f"|---|{'---:|' * (len(sizes) + 1)}"
    for name in found[0]:
        values = [figures.get(name) for figures in found]
        cells = [told(name, value) for value in values]
        first, last = values[0], values[-1]
        grown = f"{last / first:.1f} times" if first and last is not None else ""
        yield f"| {name} | {' | '.join(cells)} | {grown} |"


def told(name: str, value: float | None) -> str:
    if value is None:
        return "not measured"
    if name.endswith("rows"):
        return f"{value:,.0f}"
    if name.endswith("MB"):
        return f"{value:,.0f} MB"
    return f"{1000 * value:.1f} ms" if value < 1 else f"{value:,.1f} s"


def plot(sizes: list[int], found: list[Figures], target: Path) -> None:
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "growth"
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(9, 6))
    names = [name for name in found[0] if not name.endswith(("rows", "MB", "p95"))]
    for number, name in enumerate(names):
        # There are ten colours.
        style = {"marker": "o", "linestyle": "-" if number < 10 else "--"}
        label = name.removesuffix(", median")
        axes.plot(sizes, [figures.get(name) for figures in found], label=label, **style)
    axes.set(xscale="log", yscale="log", xlabel="persons", ylabel="seconds")
    axes.grid(visible=True, which="both", alpha=0.2)
    axes.legend(loc="center left", bbox_to_anchor=(1, 0.5), frameon=False)
    figure.savefig(target, bbox_inches="tight", metadata={"Date": None})
    print(f"plotted into {target}")


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--sizes", default="10000,100000,1000000")
    options.add_argument("--rounds", type=int, default=40)
    options.add_argument("--folder", type=Path, default=FOLDER)
    options.add_argument("--keep", action="store_true", help="go on where an earlier run stopped")
    options.add_argument("--plot", type=Path, default=None, help="where the plot goes (SVG)")
    options.add_argument("--record", action="store_true", help="write docs/operate/figures.md")
    options.add_argument("--of", choices=["one", "searching"], help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.of:
        work: dict[str, Callable[[], Any]] = {
            "one": lambda: one(given.folder, given.rounds),
            "searching": lambda: searching(given.folder),
        }
        print(json.dumps(work[given.of]()))
        return 0
    sizes = sorted({int(size) for size in given.sizes.split(",")})
    found = [measured(size, given) for size in sizes]
    lines = list(table(sizes, found))
    print("\n".join(lines))
    plot(sizes, found, given.plot or (PLOT if given.record else given.folder / "growth.svg"))
    if given.record:
        record("growth", "Growth", [*lines, "", "![Growth](growth.svg)"])
    return 0


if __name__ == "__main__":
    sys.exit(main())
