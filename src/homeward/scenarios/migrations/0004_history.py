"""The history tells how long files and services take, and who waits for a decision already."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "history.sql"
DROP = "drop function scenarios_history(integer, date, date);"


class Migration(migrations.Migration):
    dependencies = [("scenarios", "0003_ready_and_start"), ("plans", "0001_initial")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
