"""The policies of steps, and how the database begins them."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "steps.sql"
DROP = """
drop index cases_casestep_held;
create or replace function procedures_followed() returns bigint[]
language sql stable as $$ select '{}'::bigint[] $$;
drop function cases_begin_steps(uuid);
drop function cases_open_steps(uuid);
drop function cases_due(date, integer, text);
select gate_unguard('cases_casestep');
select gate_unguard('cases_caseprocedure');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0004_case_procedures"),
        ("procedures", "0002_policies"),
        ("tasks", "0009_steps_of_procedures"),
    ]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
