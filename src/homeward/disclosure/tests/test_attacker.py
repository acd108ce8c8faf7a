"""An attacker by linear programming on what was published: 20 tables here, 200 in the benchmark."""

from dataclasses import replace

import pytest

from homeward.disclosure.suppression import Pattern, protect
from homeward.disclosure.tables import Dimension, Table
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


@pytest.fixture(scope="module")
def people() -> People:
    return People(persons=1_500, questions=2, seed=7)


@pytest.fixture(scope="module")
def first(people: People) -> Pattern:
    return protect(people.dimensions(), people.tables(1), with_intervals=False)


def test_nothing_hidden_is_found_within_ten_after_two_releases(
    people: People, first: Pattern
) -> None:
    one, two = people.tables(1), people.tables(2)
    second = protect(people.dimensions(), two, shown(one, first), with_intervals=False)
    assert not second.exposed
    attacker = Attacker([*printed(one, first), *printed(two, second)], HEADINGS, GROUPS)
    assert len(attacker.hidden) > 20
    assert attacker.attack(10) == []


def test_without_complements_the_attacker_finds_small_counts(
    people: People, first: Pattern
) -> None:
    careless = replace(first, complements=frozenset())
    attacker = Attacker(printed(people.tables(1), careless), HEADINGS, GROUPS)
    assert [found for found in attacker.attack(10) if found.width == 0]


def test_a_second_release_that_forgets_the_first_is_caught() -> None:
    """Nothing of the second is small by itself; beside the first it bounds what that hid."""
    sex = Dimension(name="sex", leaves=("f", "m", "u"))
    when, asked = Dimension(name="when", leaves=WHEN), Dimension(name="q0", leaves=("yes", "no"))

    def table(f: float, m: float, u: float, **where: str) -> Table:
        cells = {("f", "*"): f, ("m", "*"): m, ("u", "*"): u, ("*", "*"): f + m + u}
        return Table(name="sex", dimensions=("sex", "q0"), cells=cells, where=where)

    one, two = [table(40, 50, 4, when="before")], [table(41, 50, 10)]
    first = protect([sex, when, asked], one)
    found = {}
    for name, earlier in (("forgetful", []), ("careful", shown(one, first))):
        second = protect([sex, when, asked], two, earlier)
        cells = [*printed(one, first), *printed(two, second)]
        found[name] = Attacker(cells, {"sex": SEX, "when": WHEN}, {}).attack(10)
    assert found["forgetful"]
    assert found["careful"] == []
