"""The feature's row policies."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "policies.sql"
DROP = """
select gate_unguard('surveys_wave');
select gate_unguard('surveys_submission');
select gate_unguard('surveys_score');
"""


class Migration(migrations.Migration):
    dependencies = [("surveys", "0001_initial"), ("cases", "0002_policies")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
