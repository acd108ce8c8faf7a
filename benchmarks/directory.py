"""Times facet search over 5,000 services against the empty page, on the real server, interleaved.

    python benchmarks/directory.py [--services 5000] [--rounds 100] [--keep]

The empty page is the signed-in page shell without content. Limit: each search of the directory,
with all its facets counted and its map, at p95 at most 5 times the empty page's. The exit status
is 1 where that is not met.
"""

import argparse
import os
import random
import sys
from collections.abc import Callable
from datetime import date, time, timedelta
from pathlib import Path

import ground
from pages import Client, measure, server

LIMIT = 5.0
PERSONS = 100
SOURCE = "benchmark"
# Languages of the wording, and how a service is called in each.
WORDS = {
    "en": (
        "Course",
        "Clinic",
        "Counselling",
        "Workshop",
        "Legal help",
        "School",
        "Loan",
        "Shelter",
    ),
    "fr": (
        "Formation",
        "Clinique",
        "Conseil",
        "Atelier",
        "Aide juridique",
        "École",
        "Prêt",
        "Abri",
    ),
    "ar": ("دورة", "عيادة", "مشورة", "ورشة", "مساعدة قانونية", "مدرسة", "قرض", "مأوى"),
}
TRADES = ("welding", "sewing", "solar", "carpentry", "poultry", "catering", "masonry", "plumbing")


def fill(home: Path, number: int) -> str:
    """Writes the services, unless they are there already; the server's version."""
    os.environ.update(ground.environment(home), HOMEWARD_DB_AS="owner")
    import django

    django.setup()
    from django.db import connection

    from homeward.services.models import Service

    if Service.objects.filter(source=SOURCE).count() != number:
        from homeward.services.actions import load_all

        load_all(directory(number), is_generated=True)
        with connection.cursor() as cursor:
            cursor.execute("analyze")
    with connection.cursor() as cursor:
        cursor.execute("show server_version")
        return str(cursor.fetchone()[0])


def directory(number: int):  # type: ignore[no-untyped-def]
    from homeward.actors.records import OrganisationRecord
    from homeward.services.records import (
        AreaRecord,
        DirectoryRecord,
        LocationRecord,
        PlaceRecord,
        ScheduleRecord,
        ServiceRecord,
        WordsRecord,
    )

    rng = random.Random(7)
    organisations = [
        OrganisationRecord(source_id=f"o{n}", name=f"Organisation {n}", country="GH", kind="ngo")
        for n in range(max(1, number // 25))
    ]
    places = [
        LocationRecord(
            source_id=f"l{n}",
            kind="physical",
            name=f"House {n}",
            city=f"Town {n % 60}",
            country=rng.choice(("GH", "BE", "TN")),
            area=AreaRecord(name=f"Region {n % 30}"),
            latitude=4.7 + rng.random() * 6,
            longitude=-3 + rng.random() * 4,
            is_confidential=n % 40 == 0,
            access=tuple(rng.sample(("step_free", "toilet", "child_care", "home_visits"), n % 3)),
        )
        for n in range(max(1, number // 3))
    ]
    days = (("MO", "TU", "WE", "TH", "FR"), ("MO", "WE"), ("SA", "SU"), ("TU", "TH", "SA"))
    groups = ("women", "children", "youth", "returnees", "residents", "older_persons")

    def service(n: int) -> ServiceRecord:
        kind, trade = n % len(TRADES), rng.choice(TRADES)
        total = rng.choice((None, 10, 20, 40))
        place = f"l{rng.randrange(len(places))}"
        hours = ScheduleRecord(
            location=place,
            freq="WEEKLY",
            byday=rng.choice(days),
            opens_at=time(rng.randrange(6, 11)),
            closes_at=time(rng.randrange(14, 21)),
        )
        confirmed = date.today() - timedelta(days=rng.randrange(300))
        return ServiceRecord(
            source_id=f"s{n}",
            organisation=f"o{n % len(organisations)}",
            language="en",
            words=WordsRecord(
                name=f"{WORDS['en'][kind]} {trade} {n}",
                description=f"{trade} and more, for whoever needs it, number {n}.",
            ),
            texts={
                code: WordsRecord(name=f"{WORDS[code][kind]} {trade} {n}") for code in ("fr", "ar")
            },
            category=rng.choice(("training", "health", "legal", "housing", "cash", "business")),
            entitlement=rng.choice(("public", "aid", "")),
            cost=rng.choice(("free", "charged", "")),
            groups=tuple(rng.sample(groups, rng.randrange(3))),
            is_specialist=n % 17 == 0,
            languages=tuple(rng.sample(("en", "fr", "ar", "tw", "ha", "ee"), rng.randrange(1, 4))),
            places_total=total,
            places_free=rng.randrange(total + 1) if total else None,
            last_confirmed_on=confirmed if n % 11 else None,
            at_locations=(PlaceRecord(location=place),),
            schedules=(hours,) if n % 5 else (),
        )

    return DirectoryRecord(
        source=SOURCE,
        organisations=tuple(organisations),
        locations=tuple(places),
        services=tuple(service(n) for n in range(number)),
    )


SEARCHES = {
    "all of it": "/directory/",
    "words": "/directory/?q=welding",
    "words in Arabic": "/directory/?q=%D8%AF%D9%88%D8%B1%D8%A9",
    "four facets": "/directory/?category=training&country=GH&places=free&language=fr",
    "open, for women": "/directory/?open=open&group=women&fresh=1",
    "near a town": "/directory/?near=Town+7&km=100",
    "page 100": "/directory/?page=100",
}


def report(figures: dict[str, list[float]], machine: str, services: int) -> bool:
    empty = figures["empty page"]
    print(f"\n{services} services; {machine}\n{len(empty)} rounds, one client, interleaved\n")
    print(f"{'':18}{'median ms':>10}{'p95 ms':>10}{'x median':>10}{'x p95':>8}")
    met = True
    for name, took in figures.items():
        middle, most = ground.median(took), ground.p95(took)
        times = most / ground.p95(empty)
        bad = name in SEARCHES and times > LIMIT
        met = met and not bad
        print(
            f"{name:18}{1000 * middle:10.1f}{1000 * most:10.1f}"
            f"{middle / ground.median(empty):10.2f}{times:8.2f}{'  above the limit' if bad else ''}"
        )
    return met


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--services", type=int, default=5_000)
    options.add_argument("--rounds", type=int, default=100)
    options.add_argument("--warm", type=int, default=15)
    options.add_argument("--home", type=Path, default=ground.HOME.with_name("benchmark-directory"))
    options.add_argument("--keep", action="store_true", help="take the database as it was filled")
    given = options.parse_args()
    ground.prepare(given.home, PERSONS, keep=given.keep)
    version = fill(given.home, given.services)
    from homeward.access import demo

    requests: dict[str, Callable[[int], tuple[str, str]]] = {
        "empty page": lambda n: ("GET", "/empty/")
    }
    for name, path in SEARCHES.items():
        requests[name] = lambda n, path=path: ("GET", path)  # type: ignore[misc]
    try:
        with server(given.home) as port:
            client = Client(port)
            client.sign_in(demo.PASSWORD)
            figures = measure(client, requests, given.rounds, given.warm)
    finally:
        ground.call(given.home, "-m", "homeward.config.embedded", "stop")
    return 0 if report(figures, ground.machine(version), given.services) else 1


if __name__ == "__main__":
    sys.exit(main())
