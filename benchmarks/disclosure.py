"""Publishes 200 tables in two releases over one population, and attacks them.

    python benchmarks/disclosure.py [--questions 20] [--persons 20000] [--seed 7]

Each question is published by sex, by age, by area (with groups of areas), by age within one group
(a filter) and by sex and area, twice: of those who came before a day, then of all. The second
release knows the first. The attacker (src/homeward/disclosure/tests/attacker.py) has only what was
printed and looks, by linear programming of its own, at every population that fits. Then one term is
taken out, the complements, and the same attacker must find cells exactly. Exit status 1 where a
hidden cell is found within ten, or the careless tables are not broken.
"""

import argparse
import sys
import time
from dataclasses import replace

from homeward.disclosure.suppression import protect
from homeward.disclosure.tests.attacker import Attacker
from homeward.disclosure.tests.population import (
    AGE,
    AREA,
    GROUPS,
    SEX,
    WHEN,
    People,
    printed,
    shown,
)

HEADINGS = {"sex": SEX, "age": AGE, "area": AREA, "when": WHEN}
WITHIN = 10


def main() -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("--questions", type=int, default=20)
    asked.add_argument("--persons", type=int, default=20_000)
    asked.add_argument("--seed", type=int, default=7)
    given = asked.parse_args()
    people = People(given.persons, given.questions, given.seed)
    one, two = people.tables(1), people.tables(2)
    cells = sum(len(table.cells) for table in (*one, *two))
    print(f"{len(one) + len(two)} tables, {cells} printed cells, {given.persons} persons")
    began = time.perf_counter()
    first = protect(people.dimensions(), one, with_intervals=False)
    told("first release", first, began)
    began = time.perf_counter()
    second = protect(people.dimensions(), two, shown(one, first), with_intervals=False)
    told("second release", second, began)
    began = time.perf_counter()
    attacker = Attacker([*printed(one, first), *printed(two, second)], HEADINGS, GROUPS)
    found = attacker.attack(WITHIN, every=True)
    narrowest = attacker.narrowest
    print(
        f"attacker: {len(attacker.hidden)} hidden cells, {len(found)} found within {WITHIN},"
        f" the narrowest interval {narrowest:.1f}, {attacker.asked} linear programs,"
        f" {time.perf_counter() - began:.1f} s"
    )
    careless = replace(first, complements=frozenset())
    broken = Attacker(printed(one, careless), HEADINGS, GROUPS).attack(WITHIN)
    exact = sum(cell.width < 1 for cell in broken)
    print(f"without complements: {len(broken)} found within {WITHIN}, {exact} of them exactly")
    return 0 if not found and not second.exposed and exact else 1


def told(name: str, pattern: object, began: float) -> None:
    counts = {part: len(getattr(pattern, part)) for part in ("small", "complements", "implied")}
    print(f"{name}: {counts}, {time.perf_counter() - began:.1f} s")


if __name__ == "__main__":
    sys.exit(main())
