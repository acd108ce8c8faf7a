"""The waits of a case are seen by who sees the case."""

from pathlib import Path

from django.db import migrations

SQL = (Path(__file__).resolve().parent.parent / "waits.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("cases", "0009_change_history"), ("tasks", "0011_choices")]
    operations = [
        migrations.RunSQL(SQL, "drop policy seen_with_the_case on tasks_task"),
    ]
