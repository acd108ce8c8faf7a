"""Makes it so many persons that figures are computed of: `python indicators_fill.py PERSONS`.

Each household is copied with its case, cohort, assessments, plans, referrals, instalments, surveys,
work and businesses: all that the sources of indicators read. Copies hold nothing that is sealed, no
name and no text, and have ids made of the original's and the copy's number, so that rows find each
other. Minutes instead of hours.
"""

import os
import sys
import time
from typing import Any

os.environ["HOMEWARD_DB_AS"] = "owner"
import django

django.setup()

from django.apps import apps  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from homeward.access.fields import EncryptedTextField  # noqa: E402

TABLES = (
    "persons_household", "persons_person", "cases_case", "indicators_cohort", "cases_leavingagain",
    "cases_accountability", "assessments_assessment", "plans_plan", "plans_goal", "plans_planline",
    "referrals_referral", "referrals_statuschange", "funds_instalment", "funds_delivery",
    "funds_voucher", "funds_payment", "funds_paymentreturn", "surveys_wave", "surveys_submission",
    "surveys_score", "business_business", "employment_placement", "employment_retentioncheck",
)  # fmt: skip
# What is sealed is bound to its row and its person's key: as a copy it would not open.
EMPTIED = {
    model._meta.db_table: {
        str(field.column): "''"
        for field in model._meta.concrete_fields
        if isinstance(field, EncryptedTextField)
    }
    for model in apps.get_models()
}
COLUMNS = """
select column_name, data_type from information_schema.columns
where table_schema = 'public' and table_name = %s and is_generated = 'NEVER'
  and is_identity = 'NO' or table_schema = 'public' and table_name = %s and column_name = 'id'
order by ordinal_position
"""
KEYS = """
select a.attname, c.confrelid::regclass::text from pg_constraint c
join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
where c.contype = 'f' and c.conrelid = %s::regclass and array_length(c.conkey, 1) = 1
"""
# Of each unique index its columns: one of them has to differ.
UNIQUE = """
select array_agg(a.attname::text) from pg_index i
join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
where i.indrelid = %s::regclass and i.indisunique group by i.indexrelid
"""
COHORTS = """
insert into indicators_cohort (id, owner_org_id, data_class, programme_id, person_id, shared_with,
    shared_until, sealed, case_id, entered_programme_id, host_country_id, origin_country_id,
    destination, organisation_id, arrived_on)
select gen_random_uuid(), c.owner_org_id, 4, c.programme_id, c.person_id, '{}', '9999-12-31',
    c.sealed, c.id, c.programme_id, c.host_country_id, c.origin_country_id, c.destination,
    c.accountable_org_id, c.arrived_on
from cases_case c where c.arrived_on is not null
on conflict (case_id) do nothing
"""


def main(wanted: int) -> None:
    began = time.monotonic()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        cursor.execute("select count(*) from persons_person")
        before = cursor.fetchone()[0]
        # Whole copies: a few in a hundred more or fewer than wanted.
        copies = max(round(wanted / before) - 1, 0)
        # A fill without checks rests the trigger that enters a return into its cohort.
        cursor.execute(COHORTS)
        steps = {table: _step(cursor, table) for table in TABLES}
        rows = sum(_copy(cursor, table, copies, steps) for table in TABLES)
    with connection.cursor() as cursor:
        cursor.execute("analyze")
        cursor.execute("select count(*) from persons_person")
        persons = cursor.fetchone()[0]
    print(f"{persons} persons, {rows} rows more, {time.monotonic() - began:.0f} s", flush=True)


def _step(cursor: Any, table: str) -> int:
    """By how much the numbers of a copy lie above the original's; 0 where ids are no numbers."""
    cursor.execute(
        "select data_type from information_schema.columns where table_schema = 'public'"
        " and table_name = %s and column_name = 'id'",
        [table],
    )
    found = cursor.fetchone()
    if found is None or found[0] == "uuid":
        return 0
    cursor.execute(f"select coalesce(max(id), 0) + 1 from {table}")
    return int(cursor.fetchone()[0])


def _copy(cursor: Any, table: str, copies: int, steps: dict[str, int]) -> int:
    cursor.execute(COLUMNS, [table, table])
    columns = dict(cursor.fetchall())
    cursor.execute(KEYS, [table])
    mapped = {name: steps[to] for name, to in cursor.fetchall() if to in steps}
    mapped["id"] = steps[table]
    values = {name: f'x."{name}"' for name in columns} | EMPTIED[table]
    values |= {name: _other(name, step) for name, step in mapped.items() if name in columns}
    cursor.execute(UNIQUE, [table])
    for (names,) in cursor.fetchall():
        if not set(names) & mapped.keys():
            values |= _unlike(columns, names)
    listed = ", ".join(f'"{name}"' for name in values)
    cursor.execute(
        f"insert into {table} ({listed}) overriding system value"
        f" select {', '.join(values.values())} from {table} x cross join generate_series(1, %s) n",
        [copies],
    )
    print(f"  {table}: {cursor.rowcount} rows", flush=True)
    return int(cursor.rowcount)


def _unlike(columns: dict[str, str], names: list[str]) -> dict[str, str]:
    """A value of a unique index, made another one in each copy."""
    for name in names:
        if columns.get(name) in {"character varying", "text"}:
            return {name: f"x.\"{name}\" || '-' || n"}
        if columns.get(name) in {"integer", "bigint"}:
            return {name: f'x."{name}" + n * 1000000'}
        if columns.get(name) == "uuid":
            return {name: _other(name, 0)}
    return {}


def _other(name: str, step: int) -> str:
    return f'x."{name}" + n * {step}' if step else f'md5(x."{name}"::text || n::text)::uuid'


if __name__ == "__main__":
    main(int(sys.argv[1]))
