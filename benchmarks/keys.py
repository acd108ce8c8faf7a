"""Times the opening of sealed values against the same values in clear, and the rotation of keys.

    python benchmarks/keys.py [--persons 3000] [--rounds 300] [--keys 256500] [--keep]

Each page is read twice a round by the ORM, interleaved, one client, warm, each in a unit of work
of its own: from the real tables, and from twins of them that hold the same values in clear. What
the seal costs is the difference, the fetch of the keys included. Limits, median: 1 ms for a case
page of about 30 values, 1.5 ms for a list of 50 rows with three. The exit status is 1 where one
is not met.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import ground

CASE_PAGE = (26, 36)
LIMITS = {"case page": 1.0, "list of 50": 1.5}
WARM = 20


def clear_twin(model: Any) -> Any:
    """The same table with its values in clear, filled from it; gone with the connection."""
    from django.db import connection
    from django.db.models import DO_NOTHING, ForeignKey, TextField

    from homeward.access.fields import EncryptedTextField
    from homeward.access.models import Guarded
    from homeward.access.person_level import RULES

    table = f"clear_{model._meta.db_table}"
    meta = type("Meta", (), {"app_label": "bench", "managed": False, "db_table": table})
    own = [f for f in model._meta.concrete_fields if f.name not in {"owner_org", "data_class",
           "shared_with", "shared_until"}]  # fmt: skip
    sealed = [f for f in own if isinstance(f, EncryptedTextField)]
    fields: dict[str, Any] = {f.name: TextField() if f in sealed else f.clone() for f in own}
    for name, field in fields.items():
        if isinstance(field, ForeignKey) and name == "person":
            fields[name] = ForeignKey(
                clear_twin_of("Person"), on_delete=DO_NOTHING, related_name="+"
            )
    twin = type(f"Clear{model.__name__}", (Guarded,), {
        "__module__": "bench", "Meta": meta, **fields})  # fmt: skip
    RULES[twin] = RULES[model]
    with unit_of_work(), connection.cursor() as cursor:
        cursor.execute(f"create temporary table {table} as select * from {model._meta.db_table}")
        for field in sealed:
            cursor.execute(f"alter table {table} alter {field.column} type text using ''")
        cursor.execute(f"create unique index on {table} (id)")
        if sealed:
            values = ", ".join(f"{field.column} = %s" for field in sealed)
            cursor.executemany(
                f"update {table} set {values} where id = %s",
                [
                    [*(getattr(row, f.attname) for f in sealed), row.pk]
                    for row in model.objects.all()
                ],
            )
        for column in ("person_id", "household_id"):
            if any(f.column == column for f in own):
                cursor.execute(f"create index on {table} ({column})")
        cursor.execute(f"analyze {table}")
    return twin


_twins: dict[str, Any] = {}


def clear_twin_of(name: str) -> Any:
    from homeward.cases.models import Fact
    from homeward.persons.models import Contact, IdentityDocument, Person, PersonName

    if name not in _twins:
        models = {m.__name__: m for m in (Person, PersonName, IdentityDocument, Contact, Fact)}
        _twins[name] = clear_twin(models[name])
    return _twins[name]


def case_page(of: Callable[[str], Any], household: Any) -> list[str]:
    """What stands on a case page of a household's persons, each value once."""
    people = list(of("Person").objects.filter(household_id=household))
    ids = [person.pk for person in people]
    rows = {
        name: list(of(name).objects.filter(person_id__in=ids))
        for name in ("PersonName", "Contact", "IdentityDocument", "Fact")
    }
    seen = [text for one in people for text in (one.given_name, one.family_name)]
    seen += [text for one in rows["PersonName"] for text in (one.given_name, one.family_name)]
    seen += [one.value for one in rows["Contact"]] + [
        one.number for one in rows["IdentityDocument"]
    ]
    seen += [text for one in rows["Fact"] for text in (one.value, one.said_by_name)]
    return [text for text in seen if text]


def listed(of: Callable[[str], Any], contacts: list[Any]) -> list[str]:
    rows = list(of("Contact").objects.filter(pk__in=contacts).select_related("person"))
    return [
        text for row in rows for text in (row.value, row.person.given_name, row.person.family_name)
    ]


def unit_of_work() -> Any:
    from homeward.access import unit
    from homeward.access.choices import ActorKind, Purpose

    return unit.beginning(ActorKind.JOB, "benchmark", Purpose.CASEWORK)


def compare(read: Callable[[Callable[[str], Any], Any], list[str]], asked: list[Any],
            rounds: int) -> tuple[list[float], list[float], int]:  # fmt: skip
    """Seconds sealed and in clear, and how many values the first page holds."""
    from homeward.cases.models import Fact
    from homeward.persons.models import Contact, IdentityDocument, Person, PersonName

    real = {m.__name__: m for m in (Person, PersonName, IdentityDocument, Contact, Fact)}
    ways = (real.__getitem__, clear_twin_of)
    took: tuple[list[float], list[float]] = ([], [])
    values = 0
    for number in range(rounds + WARM):
        what, answers = asked[number % len(asked)], [[], []]
        for which in (0, 1) if number % 2 else (1, 0):
            with unit_of_work():
                began = time.perf_counter()
                answers[which] = read(ways[which], what)
                if number >= WARM:
                    took[which].append(time.perf_counter() - began)
        if sorted(answers[0]) != sorted(answers[1]):
            sys.exit("Both hold different values.")
        values = max(values, len(answers[0]))
    return *took, values


def case_pages() -> list[Any]:
    from homeward.persons.models import Household

    real = {m: clear_twin_of(m) for m in ("Person", "PersonName", "Contact", "IdentityDocument")}
    real["Fact"] = clear_twin_of("Fact")
    low, high = CASE_PAGE
    found = []
    for household in Household.objects.order_by("pk")[:2000]:
        if low <= len(case_page(real.__getitem__, household.pk)) <= high:
            found.append(household.pk)
        if len(found) == 40:
            break
    return found or sys.exit("No household has so many values; fill more persons.")


def lists() -> list[Any]:
    """Fifty contacts of fifty persons each."""
    from homeward.persons.models import Contact

    by_person = dict(Contact.objects.order_by("pk").values_list("person_id", "pk"))
    pks = list(by_person.values())
    return [pks[start : start + 50] for start in range(0, min(len(pks), 2000) - 49, 50)]


@contextmanager
def store_of_its_own() -> Iterator[None]:
    from django.conf import settings

    from homeward.access.keys import link

    shared, name = settings.KEY_STORE, f"{settings.KEY_STORE['app']['dbname']}_rotation"
    settings.KEY_STORE = {who: {**way, "dbname": name} for who, way in shared.items()}
    link.let_go()
    link.prepare()
    try:
        yield
    finally:
        link.let_go()
        settings.KEY_STORE = shared
        with link.as_owner() as owner:
            owner.execute(f"drop database {name} with (force)")


def rotation(number: int) -> float:
    """Seconds for wrapping so many keys anew."""
    from django.conf import settings

    from homeward.access.keys import rotation, store

    old, new = "1:" + "o" * 40, "2:" + "n" * 40
    held = settings.MASTER_KEY
    try:
        with store_of_its_own():
            settings.MASTER_KEY = old
            for start in range(0, number, 5000):
                store.create_all([uuid4() for _ in range(min(5000, number - start))])
            settings.MASTER_KEY = f"{new}\n{old}"
            began = time.perf_counter()
            if rotation.rotate() != number:
                sys.exit("Not every key was wrapped anew.")
            return time.perf_counter() - began
    finally:
        settings.MASTER_KEY = held


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--persons", type=int, default=3000)
    options.add_argument("--rounds", type=int, default=300)
    options.add_argument("--keys", type=int, default=256_500)
    options.add_argument("--home", type=Path, default=ground.HOME)
    options.add_argument("--keep", action="store_true", help="take the database as it was filled")
    given = options.parse_args()
    ground.prepare(given.home, given.persons, keep=given.keep)
    try:
        return run(given)
    finally:
        ground.call(given.home, "-m", "homeward.config.embedded", "stop")


def run(given: argparse.Namespace) -> int:
    os.environ.update(ground.environment(given.home), HOMEWARD_DB_POOL="0", HOMEWARD_DB_AS="owner")
    import django

    django.setup()
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("show server_version")
        version = cursor.fetchone()[0]
    print(f"\n{ground.machine(version)}\n{given.rounds} rounds, one client, warm, interleaved\n")
    print(f"{'':14}{'values':>7}{'sealed ms':>16}{'in clear ms':>16}{'the seal ms':>16}"
          "   median / p95")  # fmt: skip
    met = True
    for name, read, asked in (
        ("case page", case_page, case_pages()), ("list of 50", listed, lists()),
    ):  # fmt: skip
        sealed, clear, values = compare(read, asked, given.rounds)
        more = [a - b for a, b in zip(sealed, clear, strict=True)]
        bad = 1000 * ground.median(more) > LIMITS[name]
        met = met and not bad
        print(f"{name:14}{values:7}{both(sealed)}{both(clear)}{both(more)}"
              f"{'  above the limit' if bad else ''}", flush=True)  # fmt: skip
    seconds = rotation(given.keys)
    print(f"\n{given.keys} keys wrapped anew in {seconds:.1f} s", flush=True)
    return 0 if met else 1


def both(seconds: list[float]) -> str:
    figures = f"{1000 * ground.median(seconds):.2f} / {1000 * ground.p95(seconds):.2f}"
    return f"{figures:>16}"


if __name__ == "__main__":
    sys.exit(main())
