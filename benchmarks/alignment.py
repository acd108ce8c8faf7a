"""Times the comparison of 500 programmes against the reading of them.

    python benchmarks/alignment.py [--programmes 500] [--rounds 7]

Reading is the gathering of all that is compared (dates, coverage with areas, sectors, actors,
budgets, criteria) from the database. Limit: comparing and keeping what is worth a look takes at
most 20 times as long, at the median. The exit status is 1 where that is not met.
"""

import argparse
import os
import random
import shutil
import sys
import time
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import ground

LIMIT = 20
AREAS, REGIONS = 120, 12
WORDS = [
    "Skills",
    "Work",
    "Water",
    "Homes",
    "Fields",
    "Health",
    "Paths",
    "Trade",
    "School",
    "Coast",
]


def fill(count: int) -> None:
    """Programmes of one country, so that every pair has much in common."""
    from homeward.access.models import Organisation
    from homeward.actors.models import Actor
    from homeward.places.models import Area, Country
    from homeward.programmes import models
    from homeward.programmes.choices import Category

    chance = random.Random(4)
    country, _made = Country.objects.get_or_create(code="GH", defaults={"name": "Ghana"})
    regions = [
        Area.objects.create(country=country, name=f"Region {n}", pcode=f"XX{n:02}")
        for n in range(REGIONS)
    ]
    areas = [
        Area.objects.create(
            country=country, name=f"District {n}", level=2, parent=regions[n % REGIONS],
            pcode=f"XX{n % REGIONS:02}{n:03}",
        )
        for n in range(AREAS)
    ]  # fmt: skip
    orgs = [
        Organisation.objects.create(name=f"Lead {n}", kind="ngo", country=country)
        for n in range(60)
    ]
    funders = [Actor.objects.create(name=f"Funder {n}") for n in range(25)]
    sectors = [
        models.Sector.objects.create(vocabulary="b", code=str(n), name=f"S{n}", category=need)
        for n, need in enumerate([*Category, *Category])
    ]
    begin = date(2024, 1, 1)
    for number in range(count):
        starts = begin + timedelta(days=chance.randrange(1000))
        programme = models.Programme.objects.create(
            code=f"b{number}", lead_org=chance.choice(orgs), starts_on=starts,
            name=" ".join(chance.sample(WORDS, 4)), ends_on=starts + timedelta(days=730),
        )  # fmt: skip
        models.Coverage.objects.bulk_create(
            models.Coverage(programme=programme, country=country, area=area)
            for area in chance.sample(areas, chance.randrange(1, 9))
        )
        models.ProgrammeSector.objects.bulk_create(
            models.ProgrammeSector(programme=programme, sector=sector)
            for sector in chance.sample(sectors, 3)
        )
        models.Participation.objects.bulk_create(
            models.Participation(programme=programme, actor=actor, role="funding")
            for actor in chance.sample(funders, 2)
        )
        for year in (starts.year, starts.year + 1):
            models.Budget.objects.create(
                programme=programme, starts_on=date(year, 1, 1), ends_on=date(year, 12, 31),
                amount=Decimal(chance.randrange(10**6)), currency=chance.choice(["EUR", "USD"]),
            )  # fmt: skip
        models.CriteriaVersion.objects.create(
            programme=programme, number=1, status="published", valid_from=begin,
            tree=_tree(chance),
        )  # fmt: skip


def _tree(chance: random.Random) -> dict[str, Any]:
    from homeward.programmes.rules import criteria
    from homeward.programmes.rules.criteria import Kind, OneOf, Within

    least = chance.randrange(15, 45)
    age = Within(kind=Kind.AGE, least=least, most=least + chance.randrange(5, 25))
    sex = OneOf(kind=Kind.SEX, any_of=frozenset({chance.choice(["female", "male"])}))
    return dict(criteria.dump(chance.choice([age, criteria.All((age, sex))])))


def measure(rounds: int) -> tuple[list[float], list[float], list[float], Any]:
    from django.db import transaction
    from django.utils import timezone

    from homeward.alignment import rules
    from homeward.alignment.actions import comparing
    from homeward.alignment.queries.facts import facts

    now, reading, comparing_, keeping = timezone.now(), [], [], []
    for _round in range(rounds):
        began = time.perf_counter()
        found = facts(on=now.date())
        read = time.perf_counter()
        rules.compare(found, today=now.date())
        compared = time.perf_counter()
        with transaction.atomic():
            kept = comparing._compare(found, by=None, at=now)
        done = time.perf_counter()
        reading.append(read - began)
        comparing_.append(compared - read)
        keeping.append(done - compared)
    return reading, comparing_, keeping, kept


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programmes", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=7)
    asked = parser.parse_args()
    home = Path(mkdtemp(prefix="homeward-alignment-")) / "home"
    home.parent.chmod(0o711)
    try:
        ground.make_empty(home)
        ground.call(home, "-m", "homeward.config.embedded", "start")
        os.environ.update(ground.environment(home), HOMEWARD_DB_AS="owner")
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", interactive=False, verbosity=0)
        fill(asked.programmes)
        reading, comparing, keeping, kept = measure(asked.rounds)
    finally:
        ground.call(home, "-m", "homeward.config.embedded", "stop")
        shutil.rmtree(home.parent)
    read, whole = ground.median(reading), ground.median(keeping)
    print(f"{ground.machine('embedded')}")
    print(
        f"{asked.programmes} programmes, {kept.sums['pairs']} pairs, {asked.rounds} rounds, medians"
    )
    print(f"reading                 {read * 1000:8.0f} ms")
    print(f"comparing               {ground.median(comparing) * 1000:8.0f} ms")
    print(f"comparing and keeping   {whole * 1000:8.0f} ms = {whole / read:.1f} times reading")
    print(f"overlaps {kept.sums['overlaps']}, likely duplicates {kept.sums['duplicates']}")
    sys.exit(whole / read > LIMIT)


if __name__ == "__main__":
    main()
