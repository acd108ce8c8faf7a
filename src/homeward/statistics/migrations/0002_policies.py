"""Who sees and who writes releases; what is published stays as it is."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "policies.sql"
DROP = """
drop policy seen on statistics_takenrelease;
drop policy written on statistics_takenrelease;
drop policy removed on statistics_takenrelease;
alter table statistics_takenrelease disable row level security;
drop trigger stays on statistics_release;
drop function statistics_release_stays();
drop policy seen on statistics_release;
drop policy written on statistics_release;
drop policy changed on statistics_release;
drop policy removed on statistics_release;
alter table statistics_release disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("statistics", "0001_initial"), ("access", "0009_roles")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
