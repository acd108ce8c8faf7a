"""The feature's row policies, and how a device asks after its list."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "policies.sql"
DROP = """
drop function offline_contact(text, integer);
drop policy seen on offline_entry;
drop policy written on offline_entry;
drop policy seen on offline_takenrow;
drop policy written on offline_takenrow;
drop policy seen on offline_taking;
drop policy written on offline_taking;
drop policy changed on offline_taking;
alter table offline_entry disable row level security;
alter table offline_takenrow disable row level security;
alter table offline_taking disable row level security;
drop function offline_is_mine(uuid);
"""


class Migration(migrations.Migration):
    dependencies = [("offline", "0001_initial"), ("access", "0002_gate")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
