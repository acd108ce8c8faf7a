"""What becomes of announced arrivals when a ground ends, and of consents at the age of consent."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "withdrawal.sql"
DROP = """
drop function cases_reconsider_arrivals(uuid, timestamptz),
    cases_ask_anew(uuid, date, timestamptz);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0005_steps_of_procedures"),
        ("persons", "0009_ledger_policies"),
        ("tasks", "0007_due_on"),
    ]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
