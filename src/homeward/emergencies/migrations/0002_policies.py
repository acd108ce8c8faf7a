"""The feature's row policies, and what it fills in of the gate."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "policies.sql"
DROP = """
create or replace function gate_emergencies() returns uuid[]
language sql stable as $$ select '{}'::uuid[] $$;
drop policy seen on emergencies_emergencyreview;
drop policy given on emergencies_emergencyreview;
drop policy seen on emergencies_emergencyaccess;
drop policy ended on emergencies_emergencyaccess;
drop policy written on emergencies_emergencyattempt;
drop policy seen on emergencies_emergencyattempt;
alter table emergencies_emergencyreview disable row level security;
alter table emergencies_emergencyaccess disable row level security;
alter table emergencies_emergencyattempt disable row level security;
drop trigger stays on emergencies_emergencyaccess;
drop trigger stays on emergencies_emergencyreview;
drop function emergencies_stay(), emergencies_open(text, timestamptz, timestamptz),
    emergencies_reviews();
"""


class Migration(migrations.Migration):
    dependencies = [("emergencies", "0001_initial"), ("cases", "0003_sealed")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
