"""The feature's row policies, and what it fills in of the gate."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "policies.sql"
DROP = """
select gate_unguard('cases_case');
select gate_unguard('cases_stagechange');
select gate_unguard('cases_fact');
select gate_unguard('cases_confirmation');
select gate_unguard('cases_arrival');
select gate_unguard('cases_note');
create or replace function gate_sees_case(case_id uuid) returns boolean
language sql stable as $$ select false $$;
drop function cases_take_over(uuid);
drop sequence cases_reference_number;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0001_initial"),
        ("persons", "0002_policies"),
        ("tasks", "0002_policies"),
    ]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
