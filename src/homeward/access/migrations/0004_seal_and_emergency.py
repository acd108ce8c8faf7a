"""The gate in full: sealed files, emergency access, declared jobs, narrowed clearance."""

import re
from pathlib import Path

from django.db import migrations

from homeward.core.operations import Fill

SQL = Path(__file__).parent.parent / "sql" / "gate.sql"
BEFORE = Path(__file__).parent / "0002_gate.sql"
CHANGED = (
    "access_context",
    "begin_actor",
    "access_fields",
    "gate_fold",
    "gate_guard",
    "gate_unguard",
)
LIFT = """
select gate_lift(name) from access_guarded;
do $$ declare guarded record; begin
    for guarded in select name from access_guarded loop
        execute format('alter table %I drop column sealed', guarded.name);
    end loop;
end $$;
drop function gate_lift(text), gate_asylum_stays(), gate_declare(text, text, text, text),
    gate_job(), access_cleared(bigint), access_authority_of(bigint), gate_blocked(uuid),
    gate_asylum_barred_to(uuid, bigint), gate_is_sealed(uuid, bigint), gate_teams(),
    gate_sealed_out(), gate_emergencies(), access_subject_fields(text, smallint);
drop policy own on access_narrowing;
alter table access_narrowing disable row level security;
drop table access_job;
alter table access_seal drop column job_key;
"""


def as_before(apps, schema_editor):
    text = BEFORE.read_text(encoding="utf-8")
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("select name, person_column from access_guarded order by name")
        guarded = cursor.fetchall()
        cursor.execute(LIFT)
        for name in CHANGED:
            found = re.search(rf"create function {name}\(.*?^(end )?\$\$;", text, re.S | re.M)
            cursor.execute(found.group(0).replace("create function", "create or replace function"))
        cursor.execute("delete from access_guarded")
        for row in guarded:
            cursor.execute("select gate_guard(%s, %s)", row)


class Migration(migrations.Migration):
    dependencies = [("access", "0003_narrowing")]
    operations = [
        Fill(migrations.RunPython.noop, as_before),
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
