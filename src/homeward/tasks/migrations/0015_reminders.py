"""Reminders and escalation: the function of the job, and the rules that hold at first."""

from datetime import date
from pathlib import Path

from django.db import migrations

from homeward.core.operations import Fill

SQL = Path(__file__).parent.parent / "reminders.sql"
DROP = """
drop function tasks_remind(timestamptz);
drop function tasks_leader_of(bigint, date);
drop function tasks_accountable_org(uuid);
"""
FROM = date(2020, 1, 1)
SOURCE = "as first set; 7 days of silence as in the European reintegration programme's guide"
DEADLINES = [
    ("draft_plan", 30, "calendar", "International practice: a plan within a month of return"),
]


def state(apps, schema_editor):
    apps.get_model("tasks", "ReminderRule").objects.get_or_create(
        kind="",
        programme_id=0,
        valid_from=FROM,
        defaults={"days_before": 2, "on_the_day": True, "days_after": 7, "source": SOURCE},
    )
    rules = apps.get_model("tasks", "DeadlineRule")
    for kind, days, day_kind, source in DEADLINES:
        rules.objects.get_or_create(
            kind=kind,
            programme_id=0,
            valid_from=FROM,
            defaults={"days": days, "day_kind": day_kind, "source": source},
        )


def forget(apps, schema_editor):
    apps.get_model("tasks", "ReminderRule").objects.filter(source=SOURCE).delete()
    rules = apps.get_model("tasks", "DeadlineRule")
    for kind, _days, _day_kind, source in DEADLINES:
        rules.objects.filter(kind=kind, source=source, valid_from=FROM).delete()


class Migration(migrations.Migration):
    dependencies = [("tasks", "0014_calendars"), ("access", "0004_seal_and_emergency")]
    operations = [
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP),
        Fill(state, forget),
    ]
