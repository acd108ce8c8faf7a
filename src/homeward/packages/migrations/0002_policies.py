"""The feature's row policies."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "policies.sql"
DROP = """
drop policy own on packages_peer;
alter table packages_peer disable row level security;
select gate_unguard('packages_sentpackage');
select gate_unguard('packages_takenpackage');
"""


class Migration(migrations.Migration):
    dependencies = [("packages", "0001_initial"), ("cases", "0003_sealed")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
