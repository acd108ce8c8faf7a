"""A wait of a sealed file is seen by its team alone."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "policies.sql"
DROP = "drop policy sealed_files_stay_with_their_team on tasks_task;"


class Migration(migrations.Migration):
    dependencies = [("tasks", "0002_policies"), ("access", "0004_seal_and_emergency")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
