"""Adds open cases to a filled database until there are so many: `python widen.py OPEN WORKERS`.

Each is a copy of a generated open case, of somebody whose name nobody knows: a row each of
household, person, case, change of stage, accountability and wait, shared with whom the original is.
Minutes instead of hours, and what lists and policies look through is as large as it would be.
"""

import os
import sys
import time
from typing import Any

os.environ["HOMEWARD_DB_AS"] = "owner"
import django

django.setup()

from django.db import connection, transaction  # noqa: E402

from homeward.access.choices import Role  # noqa: E402
from homeward.access.models import User  # noqa: E402

# New ids are made of the old one and the copy's number, so that rows find each other.
COPY = "md5({0}::text || n::text)::uuid"
COLUMNS = """
select column_name from information_schema.columns
where table_schema = 'public' and table_name = %s and is_generated = 'NEVER'
order by ordinal_position
"""
ORIGINALS = """
create temporary table original as
select c.id, c.household_id, c.person_id, row_number() over (order by c.id) as place
from cases_case c where c.closed_at is null and not c.sealed
"""
# Somebody of the organisation, each in turn.
WORKER = "(select w.id from worker w where w.org = x.{0} and w.place = 1 + (n + o.place) %% w.most)"
TABLES: dict[str, tuple[str, dict[str, str]]] = {
    "persons_household": (
        "x.id = o.household_id",
        {"id": COPY.format("x.id"), "head_id": COPY.format("x.head_id")},
    ),
    "persons_person": (
        "x.id = o.person_id",
        {
            "id": COPY.format("x.id"),
            "household_id": COPY.format("x.household_id"),
            "given_name": "''",
            "family_name": "''",
        },
    ),
    "cases_case": (
        "x.id = o.id",
        {
            "id": COPY.format("x.id"),
            "household_id": COPY.format("x.household_id"),
            "person_id": COPY.format("x.person_id"),
            "reference": "'W' || n || '-' || o.place",
            "worker_id": WORKER.format("accountable_org_id"),
            "changed_at": "x.changed_at - interval '200 days' - n * interval '1 minute'",
        },
    ),
    "cases_stagechange": (
        "x.case_id = o.id",
        {
            "id": COPY.format("x.id"),
            "case_id": COPY.format("x.case_id"),
            "person_id": COPY.format("x.person_id"),
        },
    ),
    "cases_accountability": (
        "x.case_id = o.id",
        {
            "id": COPY.format("x.id"),
            "case_id": COPY.format("x.case_id"),
            "person_id": COPY.format("x.person_id"),
        },
    ),
    "tasks_task": (
        "x.case_id = o.id and x.done_at is null",
        {
            "id": COPY.format("x.id"),
            "subject_id": COPY.format("x.subject_id"),
            "case_id": COPY.format("x.case_id"),
            "person_id": COPY.format("x.person_id"),
            "holder_id": WORKER.format("holder_org_id"),
            "due_on": "x.due_on + ((n + o.place) %% 40 - 10)::integer",
        },
    ),
}


def main(wanted: int, workers: int) -> None:
    began = time.monotonic()
    with transaction.atomic(), connection.cursor() as cursor:
        _more_workers(workers)
        cursor.execute("set local session_replication_role = replica")
        cursor.execute(ORIGINALS)
        cursor.execute(
            "create temporary table worker as select u.id, u.organisation_id as org, row_number()"
            " over (partition by u.organisation_id order by u.id) as place, count(*) over"
            " (partition by u.organisation_id) as most from access_user u"
            " where u.roles::text[] && array['case_manager', 'return_counsellor']"
        )
        cursor.execute("create index on worker (org, place)")
        cursor.execute("select count(*) from original")
        originals = cursor.fetchone()[0]
        copies = -(-max(wanted - originals, 0) // originals)
        for table, (joined, changed) in TABLES.items():
            _copy(cursor, table, joined, changed, copies)
    with connection.cursor() as cursor:
        cursor.execute("analyze")
    print(f"{originals * (copies + 1)} open cases, {time.monotonic() - began:.0f} s", flush=True)


def _copy(cursor: Any, table: str, joined: str, changed: dict[str, str], copies: int) -> None:
    cursor.execute(COLUMNS, [table])
    columns = [name for (name,) in cursor.fetchall()]
    values = ", ".join(changed.get(name, f'x."{name}"') for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    cursor.execute(
        f"insert into {table} ({names}) select {values} from original o"
        f" join {table} x on {joined} cross join generate_series(1, %s) n",
        [copies],
    )


def _more_workers(wanted: int) -> None:
    """Colleagues of the first case manager, with the demo's password."""
    first = User.objects.filter(roles=[Role.CASE_MANAGER], is_generated=True).order_by("pk")[0]
    User.objects.bulk_create(
        User(
            email=f"worker{number}@{first.email.split('@')[1]}",
            name=f"Worker {number}",
            organisation=first.organisation,
            roles=first.roles,
            language="en",
            password=first.password,
            is_generated=True,
        )
        for number in range(wanted)
    )


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
