"""Migrates and fills the database of HOMEWARD_HOME for benchmarks/search.py, as its owner.

    python search_fill.py PERSONS [FEBRL_FOLDER]

A population of three traditions (name_variants.py) with every name of the variant list in it, each
person with a passport and a phone; four of five persons are the searching organisation's own, one
is its partner's and shared by clause and consent. A tenth as many again belong to a stranger. Each
FEBRL data set's originals belong to an organisation of their own. The same names stand in tables
of clear text under a trigram index, which is what the search is measured against.
"""

import csv
import os
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

os.environ["HOMEWARD_DB_AS"] = "owner"
import django

django.setup()

import name_variants  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from homeward.access.choices import DataClass, OrganisationKind, Purpose, Role  # noqa: E402
from homeward.access.models import Organisation, User  # noqa: E402
from homeward.agreements.models import Agreement, Clause, Party  # noqa: E402
from homeward.demo.rows import Rows, folded_already  # noqa: E402
from homeward.persons import indexing  # noqa: E402
from homeward.persons.choices import ContactKind, DocumentKind  # noqa: E402
from homeward.persons.models import (  # noqa: E402
    Consent,
    ConsentSheet,
    Contact,
    IdentityDocument,
    Person,
)
from homeward.places.models import Country  # noqa: E402
from homeward.programmes.models import Programme  # noqa: E402

BATCH = 5000
DAY = date(2024, 1, 1)


def organisation(name: str) -> tuple[Organisation, User]:
    org = Organisation.objects.create(name=name, kind=OrganisationKind.NGO, country_id="BE")
    user = User.objects.create(
        email=f"{name}@search.example", name=name, organisation=org,
        roles=[Role.RETURN_COUNSELLOR.value],
    )  # fmt: skip
    return org, user


def agree(giver: Organisation, taker: Organisation) -> None:
    agreement = Agreement.objects.create(
        number="S-1", title="Sharing", kind="data_sharing", lead_org=giver, status="in_force",
        starts_on=DAY,
    )  # fmt: skip
    for org in (giver, taker):
        Party.objects.create(agreement=agreement, organisation=org, signed_on=DAY, signatory="S")
    Clause.objects.create(
        agreement=agreement, number="1", from_org=giver, to_org=taker,
        data_classes=[DataClass.IDENTITY], purposes=[Purpose.CASEWORK],
    )  # fmt: skip


def numbers(person: int) -> tuple[str, str]:
    """A passport and a phone of a person's own, in the order of their registration."""
    return f"P{7 * person + 1_000_000:08}", f"+99 6{13 * person % 100_000_000:08}"


def register(names: Iterable[str], owners: list[User], programme: Programme,
             shared_with: Organisation | None = None) -> Iterator[tuple[Person, str]]:  # fmt: skip
    """Persons by turns of these owners; the last one's are shared where `shared_with` says so."""
    rows = Rows()
    for number, name in enumerate(names):
        owner = owners[number % len(owners)]
        given, _space, family = name.rpartition(" ")
        base = {"owner_org": owner.organisation, "programme": programme}
        person = Person(given_name=given, family_name=family, **base)
        passport, phone = numbers(number)
        rows.add(
            person,
            IdentityDocument(
                person=person, kind=DocumentKind.PASSPORT, number=passport, country="BE", **base
            ),
            Contact(person=person, kind=ContactKind.PHONE, value=phone, **base),
        )
        if shared_with and owner == owners[-1]:
            sheet = ConsentSheet(
                person=person, way="signature", language="en", given_on=DAY, recorded_by=owner,
                recorded_at="2024-01-01 00:00+00", **base,
            )  # fmt: skip
            consent = Consent(
                person=person, sheet=sheet, recipient_org=shared_with, purpose=Purpose.CASEWORK,
                covers=DataClass.IDENTITY, given_on=DAY, **base,
            )  # fmt: skip
            rows.add(sheet, consent)
        person.recorded_at = "2024-01-01 00:00+00"
        yield person, name
        if number % BATCH == BATCH - 1:
            rows.write()
    rows.write()


def clear_table(table: str, named: Iterable[tuple[Person, str]]) -> int:
    """Registers them, and keeps the names beside in clear text under a trigram index."""
    pairs = [(person.pk, name) for person, name in named]
    with connection.cursor() as cursor:
        cursor.execute(f"create table {table} (person uuid, name text)")
        with cursor.copy(f"copy {table} from stdin") as copy:
            for pair in pairs:
                copy.write_row(pair)
    return len(pairs)


def originals(path: Path) -> list[str]:
    with path.open(encoding="utf-8") as file:
        rows = csv.DictReader(file, skipinitialspace=True)
        return [
            f"{row['given_name']} {row['surname']}".strip()
            for row in rows
            if row["rec_id"].strip().endswith("-org")
        ]


def main() -> None:
    persons, febrl = int(sys.argv[1]), sys.argv[2:]
    call_command("migrate", interactive=False, verbosity=0)
    began = time.monotonic()
    tables = ["clear_population"]
    with connection.cursor() as cursor:
        cursor.execute("create extension if not exists pg_trgm")
    with transaction.atomic():
        Country.objects.get_or_create(code="BE", defaults={"name": "BE"})
        searcher, partner, stranger = map(organisation, ("searcher", "partner", "stranger"))
        agree(partner[0], searcher[0])
        programme = Programme.objects.create(
            code="search", name="Search", lead_org=searcher[0], starts_on=DAY
        )
        listed = sorted({variant.held for variant in name_variants.variants()})
        names = [*listed, *name_variants.population(max(persons - len(listed), 0))][:persons]
        with folded_already(checked=False):
            owners = [searcher[1]] * 4 + [partner[1]]
            clear_table(tables[0], register(names, owners, programme, searcher[0]))
            strangers = name_variants.population(persons // 10, seed=99)
            sum(1 for _person in register(strangers, [stranger[1]], programme))
            for path in [Path(folder) / "febrl" for folder in febrl]:
                for file in sorted(path.glob("dataset*.csv")):
                    owner = organisation(file.stem)[1]
                    tables.append(f"clear_{file.stem}")
                    clear_table(tables[-1], register(originals(file), [owner], programme))
    print(f"{persons} persons written, {time.monotonic() - began:.0f} s", flush=True)
    began = time.monotonic()
    made = indexing.reindex(anew=True)
    print(f"{made} persons indexed, {time.monotonic() - began:.0f} s", flush=True)
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"create index on {table} using gin (name gin_trgm_ops)")
        cursor.execute("vacuum analyze")


if __name__ == "__main__":
    main()
