"""The papers under the gate, their history, and how long before its end one is renewed."""

from datetime import date
from pathlib import Path

from django.db import migrations

from homeward.core.operations import Fill

SQL = Path(__file__).parent.parent / "policies.sql"
GUARD = """
select audit_guard_history('papers_paperchange', 'person_id');
"""
DROP = """
select audit_unguard_history('papers_paperchange');
drop function papers_ask_to_renew(date, timestamptz);
drop policy case_is_seen on papers_paper;
select gate_unguard('papers_paper');
"""


def state(apps, schema_editor):
    apps.get_model("tasks", "DeadlineRule").objects.create(
        kind="renew_paper",
        valid_from=date(2020, 1, 1),
        days=60,
        day_kind="calendar",
        source="our own term: two months, as new passports of embassies take many weeks",
    )


def unstate(apps, schema_editor):
    apps.get_model("tasks", "DeadlineRule").objects.filter(kind="renew_paper").delete()


class Migration(migrations.Migration):
    dependencies = [("papers", "0001_initial"), ("tasks", "0012_kinds")]
    operations = [
        migrations.RunSQL(SQL.read_text(encoding="utf-8") + GUARD, DROP),
        Fill(state, unstate),
    ]
