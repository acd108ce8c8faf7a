"""The day of a wait that the database opens."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix(".sql")
DROP = "drop function tasks_due_on(text, integer, date)"


class Migration(migrations.Migration):
    dependencies = [("tasks", "0006_consent_deadlines")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
