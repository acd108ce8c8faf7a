"""Answers that a named body keeps after a case was closed."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "after_closure.sql"
DROP = """
drop policy partner_follows on surveys_submission;
drop function followups_follows(uuid);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("followups", "0002_policies"),
        ("surveys", "0009_interviewers_and_change_history"),
    ]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
