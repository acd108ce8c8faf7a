"""Names whoever widen.py copied, and makes them found: `python names_fill.py`.

As many names as a population has (name_variants.py), sealed under a key of each person's own.
"""

import os
import time
from uuid import UUID

os.environ["HOMEWARD_DB_AS"] = "owner"
import django

django.setup()

import name_variants  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from homeward.access import unit  # noqa: E402
from homeward.access.choices import ActorKind, Purpose  # noqa: E402
from homeward.access.keys import ring  # noqa: E402
from homeward.persons import indexing  # noqa: E402
from homeward.persons.models import Person  # noqa: E402

BATCH = 5000
NAMELESS = "select id from persons_person where given_name = '' and family_name = '' limit %s"
NAMED = """
update persons_person p set given_name = f.given, family_name = f.family
from fresh f where f.id = p.id
"""
GIVEN, FAMILY = (Person._meta.get_field(name) for name in ("given_name", "family_name"))


@transaction.atomic
def name(names: list[str]) -> int:
    """Gives so many of the nameless a name. Returns how many there were."""
    with (
        unit.beginning(ActorKind.JOB, "benchmark", Purpose.CASEWORK),
        connection.cursor() as cursor,
    ):
        cursor.execute("set local session_replication_role = replica")
        cursor.execute(NAMELESS, [len(names)])
        ids: list[UUID] = [row[0] for row in cursor.fetchall()]
        ring.make_ready(set(ids))
        cursor.execute(
            "create temporary table fresh (id uuid, given bytea, family bytea) on commit drop"
        )
        with cursor.copy("copy fresh from stdin") as copy:
            for pk, text in zip(ids, names, strict=False):
                given, _space, family = text.rpartition(" ")
                person = Person(pk=pk, given_name=given, family_name=family)
                sealed = [
                    field.get_db_prep_save(field.pre_save(person, False), connection)  # type: ignore[union-attr]
                    for field in (GIVEN, FAMILY)
                ]
                copy.write_row([pk, *sealed])
        cursor.execute(NAMED)
    return len(ids)


def main() -> None:
    began, named = time.monotonic(), 0
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from persons_person where given_name = ''")
        names = list(name_variants.population(cursor.fetchone()[0]))
    for start in range(0, len(names), BATCH):
        named += name(names[start : start + BATCH])
    print(f"{named} persons named, {time.monotonic() - began:.0f} s", flush=True)
    began = time.monotonic()
    made = indexing.reindex(anew=True)
    with connection.cursor() as cursor:
        cursor.execute("vacuum analyze")
    print(f"{made} persons indexed, {time.monotonic() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()
