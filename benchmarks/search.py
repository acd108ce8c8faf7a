"""Times name search on tokens against a trigram index on clear names, and counts what both find.

    python benchmarks/search.py [--persons 250000] [--queries 700] [--keep]

Ours is the whole of `persons.search.find` under the row policies, as the app role: tokens, the
database's answer, opening two hundred names, ranking, reading the fifty that are shown. Theirs is
one statement of the owner's on a table of clear names without policies or encryption. Both get the
same mixed queries by turns: exact, respelled, in another order, in Arabic script, mistyped, one
rare word, one common word. Limits: p50 at most 3 times theirs, p95 at most theirs; found in the
first 50 at least as often as theirs, on the variant list (name_variants.py) and on FEBRL (each
duplicate's name among the originals). Numbers of passports and phones, written otherwise than they
are held, are timed beside and must all be found. The exit status is 1 where one is not met.
"""

import argparse
import csv
import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ground
import name_variants

P50, P95 = 3.0, 1.0
AT_MOST = 50
HOME = ground.HOME.with_name("benchmark-search")
DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
Find = Callable[[str], list[str]]


def prepare(home: Path, persons: int, data: Path, *, keep: bool) -> None:
    filled = home / "filled"
    if keep and filled.exists() and int(filled.read_text()) == persons:
        ground.call(home, "-m", "homeward.config.embedded", "start")
        return
    ground.make_empty(home)
    ground.call(home, "-m", "homeward.config.embedded", "start")
    print(f"Filling {home} with {persons} persons ...", flush=True)
    folder = [str(data)] if data.exists() else []
    ground.call(home, str(Path(__file__).with_name("search_fill.py")), str(persons), *folder)
    filled.write_text(str(persons))


def queries(number: int, names: list[str]) -> list[tuple[str, str]]:
    """As many of each kind, mixed, drawn from names that are held."""
    rng = random.Random(5)
    words = [word for name in names for word in name.split() if len(word) > 3]
    count: dict[str, int] = {}
    for word in words:
        count[word] = count.get(word, 0) + 1
    common = sorted(count, key=lambda word: -count[word])[:40]
    rare = sorted(word for word in count if count[word] <= 2)
    kinds: dict[str, list[str]] = {"exact": names, "rare word": rare, "common word": common}
    for variant in name_variants.variants():
        if variant.kind != "combined":
            kinds.setdefault(variant.kind, []).append(variant.asked)
    each = max(number // len(kinds), 1)
    mixed = [(kind, rng.choice(pool)) for kind, pool in kinds.items() for _ in range(each)]
    rng.shuffle(mixed)
    return mixed


def trigram(owner: Any, table: str) -> Find:
    statement = (
        f"select name from {table} where name %% %(text)s"
        f" order by similarity(name, %(text)s) desc, person limit {AT_MOST}"
    )

    def find(text: str) -> list[str]:
        return [row[0] for row in owner.execute(statement, {"text": text}).fetchall()]

    return find


def ours(text: str) -> list[str]:
    from homeward.persons import search

    return [hit.person.full_name for hit in search.find(text, at_most=AT_MOST)]


def measure(asked: list[tuple[str, str]], both: list[Find], user: int) -> list[list[float]]:
    """Seconds of ours and of theirs for each query, whichever is first by turns."""
    from homeward.access.gate import acting_user

    took: list[list[float]] = [[], []]
    for number, (_kind, text) in enumerate(asked):
        with acting_user(user):
            for which in (0, 1) if number % 2 else (1, 0):
                began = time.perf_counter()
                both[which](text)
                took[which].append(time.perf_counter() - began)
    return took


def report_times(asked: list[tuple[str, str]], took: list[list[float]]) -> bool:
    heads = f"{'ours p50':>10}{'p95 ms':>9}{'trigram p50':>13}{'p95 ms':>9}"
    print(f"{'':16}{heads}{'x p50':>8}{'x p95':>7}")
    for kind in [*dict.fromkeys(kind for kind, _text in asked), "mixed"]:
        mine, theirs = (
            [1000 * s for (k, _t), s in zip(asked, one, strict=True) if kind in {k, "mixed"}]
            for one in took
        )
        middle, most = ground.median(mine), ground.p95(mine)
        ratios = middle / ground.median(theirs), most / ground.p95(theirs)
        print(
            f"{kind:16}{middle:10.1f}{most:9.1f}{ground.median(theirs):13.1f}"
            f"{ground.p95(theirs):9.1f}{ratios[0]:8.2f}{ratios[1]:7.2f}",
            flush=True,
        )
    return ratios[0] <= P50 and ratios[1] <= P95


def report_numbers(owner: Any, number: int, user: int) -> bool:
    """Passports and phones of the searcher's own persons, with gaps and without the prefix."""
    from homeward.access.gate import acting_user
    from homeward.persons.models import Contact, IdentityDocument

    rows = owner.execute(
        "select p.id, o.name from persons_person p join access_organisation o"
        " on o.id = p.owner_org_id where o.name = 'searcher' order by md5(p.id::text) limit %s",
        [number // 2],
    ).fetchall()
    ids = [row[0] for row in rows]
    with acting_user(user):
        passports = {
            one.person_id: f"{one.number[:3]} {one.number[3:]}".lower()
            for one in IdentityDocument.objects.filter(person_id__in=ids)
        }
        phones = {
            one.person_id: "0" + one.value.replace("+99 ", "")
            for one in Contact.objects.filter(person_id__in=ids)
        }
    every = True
    for label, asked in (("passport", passports), ("phone", phones)):
        took, hits = [], 0
        for person, text in asked.items():
            with acting_user(user):
                began = time.perf_counter()
                answers = [hit.person.pk for hit in persons_find(text)]
                took.append(1000 * (time.perf_counter() - began))
            hits += person in answers[:1]
        print(
            f"{label:16}{ground.median(took):10.1f}{ground.p95(took):9.1f}"
            f"   first for {hits} of {len(took)}",
            flush=True,
        )
        every = every and hits == len(took)
    return every


def persons_find(text: str) -> list[Any]:
    from homeward.persons import search

    return search.find(text, at_most=AT_MOST)


def found(pairs: list[tuple[str, str]], find: Find, user: int) -> list[bool]:
    """Whether somebody of the held name is among the first fifty for the asked one."""
    from homeward.access.gate import acting_user

    answers = []
    for held, asked in pairs:
        with acting_user(user):
            answers.append(held in find(asked))
    return answers


def report_found(label: str, pairs: list[tuple[str, str]], both: list[Find], user: int) -> bool:
    mine, theirs = (sum(found(pairs, find, user)) / len(pairs) for find in both)
    print(f"{label:24}{100 * mine:8.1f} %{100 * theirs:10.1f} %   of {len(pairs)}", flush=True)
    return mine >= theirs


def duplicates(path: Path) -> list[tuple[str, str]]:
    """Each original's name and its duplicate's; where the duplicate has none, nothing is asked."""
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, skipinitialspace=True))
    named = {r["rec_id"].strip(): f"{r['given_name']} {r['surname']}".strip() for r in rows}
    pairs = [(named[f"{key.partition('-dup')[0]}-org"], asked)
             for key, asked in named.items() if "-dup" in key]  # fmt: skip
    return [pair for pair in pairs if all(pair)]


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--persons", type=int, default=250_000)
    options.add_argument("--queries", type=int, default=700)
    options.add_argument("--variants", type=int, default=name_variants.NUMBER)
    options.add_argument("--duplicates", type=int, default=5000, help="of each FEBRL set at most")
    options.add_argument("--home", type=Path, default=HOME)
    options.add_argument("--keep", action="store_true", help="take the database as it was filled")
    given = options.parse_args()
    data = Path(os.environ.get("HOMEWARD_REAL_DATA", DATA))
    prepare(given.home, given.persons, data, keep=given.keep)
    try:
        return run(given, data)
    finally:
        ground.call(given.home, "-m", "homeward.config.embedded", "stop")


def run(given: argparse.Namespace, data: Path) -> int:
    os.environ.update(ground.environment(given.home), HOMEWARD_DB_POOL="0")
    os.environ.pop("HOMEWARD_DB_AS", None)
    import django

    django.setup()
    import psycopg
    from django.db import connection

    from homeward.config import database

    where = connection.settings_dict
    owner = psycopg.connect(
        host=where["HOST"], dbname=where["NAME"], user=database.OWNER_ROLE, autocommit=True
    )
    version = owner.execute("show server_version").fetchone()[0]
    users = dict(owner.execute("select name, id from access_user").fetchall())
    names = [row[0] for row in owner.execute("select name from clear_population").fetchall()]
    print(f"\n{len(names)} persons; {ground.machine(version)}")
    print(f"{given.queries} queries, one client, warm, by turns\n")

    population: list[Find] = [ours, trigram(owner, "clear_population")]
    asked = queries(given.queries, names)
    measure(asked[:50], population, users["searcher"])
    met = report_times(asked, measure(asked, population, users["searcher"]))

    met = report_numbers(owner, given.queries, users["searcher"]) and met

    print(f"\n{'found in the first 50':24}{'ours':>10}{'trigram':>12}")
    listed = list(name_variants.variants(given.variants))
    for kind in name_variants.KINDS:
        pairs = [(v.held, v.asked) for v in listed if v.kind == kind]
        report_found(kind, pairs, population, users["searcher"])
    pairs = [(v.held, v.asked) for v in listed]
    met = report_found("variant list", pairs, population, users["searcher"]) and met
    met = on_febrl(owner, users, data, given.duplicates) and met
    return 0 if met else 1


def on_febrl(owner: Any, users: dict[str, int], data: Path, at_most: int) -> bool:
    every: list[list[bool]] = [[], []]
    total = 0
    for path in sorted((data / "febrl").glob("dataset*.csv")):
        pairs, user = duplicates(path)[:at_most], users[path.stem]
        both: list[Find] = [ours, trigram(owner, f"clear_{path.stem}")]
        answers = [found(pairs, find, user) for find in both]
        shares = [100 * sum(one) / len(pairs) for one in answers]
        print(f"{'FEBRL ' + path.stem:24}{shares[0]:8.1f} %{shares[1]:10.1f} %   of {len(pairs)}")
        total += len(pairs)
        for which in (0, 1):
            every[which] += answers[which]
    if not total:
        print(f"FEBRL is not measured: {data} holds no febrl/dataset*.csv (HOMEWARD_REAL_DATA)")
        return True
    shares = [100 * sum(one) / total for one in every]
    print(f"{'FEBRL':24}{shares[0]:8.1f} %{shares[1]:10.1f} %   of {total}")
    return shares[0] >= shares[1]


if __name__ == "__main__":
    sys.exit(main())
