"""Pairs under the gate by their sides, and how long one may wait to be looked at."""

from datetime import date
from pathlib import Path

from django.db import migrations

from homeward.core.operations import Fill

SQL = Path(__file__).parent.parent / "policies.sql"
DROP = """
drop policy pairs_are_told_to_who_settles_them on tasks_task;
drop policy seen on duplicates_pair;
alter table duplicates_pair disable row level security;
select gate_unguard('duplicates_answer');
select gate_unguard('duplicates_side');
drop function duplicates_open_sides(), duplicates_may_be_told(uuid, bigint, bigint),
    duplicates_begin_waits(uuid, timestamptz), duplicates_end_waits(uuid, bigint, timestamptz),
    duplicates_raise(jsonb, timestamptz), duplicates_hold(uuid),
    duplicates_settle(uuid, uuid, timestamptz), duplicates_part(uuid, timestamptz);
"""


def state(apps, schema_editor):
    apps.get_model("tasks", "DeadlineRule").objects.create(
        kind="review_duplicate",
        valid_from=date(2020, 1, 1),
        days=10,
        day_kind="working",
        source="our own term: two weeks, before a second plan for one person is decided on",
    )


def unstate(apps, schema_editor):
    apps.get_model("tasks", "DeadlineRule").objects.filter(kind="review_duplicate").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("duplicates", "0001_initial"),
        ("tasks", "0016_terms_of_casework"),
        ("cases", "0021_leavings"),
        ("agreements", "0007_days_and_grounds"),
        ("seals", "0002_policies"),
    ]
    operations = [
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP),
        Fill(state, unstate),
    ]
