"""The worker's nightly comparison of all files with all.

Each organisation's own files are read as a job of that organisation, which sees its rows and no
others, and nothing that is sealed. What is likely goes to the database as numbers of files and
probabilities, by a job that sees no row: it lays each pair before whom it concerns (policies.sql).
Names are held in the worker's memory for the time of the comparison, and nowhere else.
"""

import hashlib
import json
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app

from homeward.access import jobs
from homeward.access.choices import DataClass, Purpose
from homeward.access.models import Organisation
from homeward.duplicates import queries
from homeward.linkage import model
from homeward.persons import records
from homeward.persons.records import Known

READ, RAISE = "read_for_duplicates", "raise_duplicates"
jobs.declare(
    READ,
    classes={DataClass.IDENTITY, DataClass.CONTACT, DataClass.CASE},
    purpose=Purpose.CASEWORK,
    across_owners=False,
)
jobs.declare(RAISE, classes=set(), purpose=Purpose.CASEWORK, across_owners=True)


@app.periodic(cron="40 2 * * *")
@app.task(queueing_lock="find_duplicates", lock="find_duplicates", pass_context=False)
def find_duplicates(timestamp: int = 0) -> None:
    look(at=timezone.now())


def look(*, at: datetime) -> int:
    """Compares all files with all, and lays before people what is likely. How many wait anew."""
    held: dict[str, tuple[Known, bytes]] = {}
    for organisation_id in Organisation.objects.order_by("pk").values_list("pk", flat=True):
        for known, digest in _files_of(organisation_id):
            held[known.id] = known, digest
    compared = [records.record(known) for known, _digest in held.values()]
    found = [
        {
            "a": pair.id_a,
            "b": pair.id_b,
            "probability": round(pair.probability, 6),
            "facts": _facts(held[pair.id_a][1], held[pair.id_b][1]),
        }
        for pair in model.pairs(compared, threshold=settings.DUPLICATES_THRESHOLD)
    ]
    return lay_before(found, at=at)


def lay_before(found: list[dict[str, object]], *, at: datetime) -> int:
    """Opens the review of what was found with whom it concerns. How many wait anew."""
    with jobs.acting_job(RAISE), connection.cursor() as cursor:
        cursor.execute("select duplicates_raise(%s, %s)", [json.dumps(found), at])
        return int(cursor.fetchone()[0])


def _files_of(organisation_id: int) -> list[tuple[Known, bytes]]:
    """A batch is a unit of work of its own, so that no more keys than its own are held."""
    found: list[tuple[Known, bytes]] = []
    last = UUID(int=0)
    while True:
        with jobs.acting_job(READ, organisation_id):
            people = queries.register(organisation_id, after=last)
            if not people:
                return found
            found += queries.to_compare(people, organisation_id)
            last = people[-1].pk


def _facts(one: bytes, other: bytes) -> str:
    return hashlib.sha256(min(one, other) + max(one, other)).hexdigest()
