"""The feature's row policies, and the rule of 72 hours."""

from datetime import date
from pathlib import Path

from django.db import migrations

from homeward.core.operations import Fill

SQL = Path(__file__).parent.parent / "policies.sql"
DROP = """
drop function oversight_next_number(integer),
    oversight_read_by(text, timestamptz, timestamptz, text);
select gate_unguard('oversight_affected');
drop policy seen on oversight_breachevent;
drop policy written on oversight_breachevent;
alter table oversight_breachevent disable row level security;
drop policy seen on oversight_breach;
drop policy written on oversight_breach;
drop policy changed on oversight_breach;
alter table oversight_breach disable row level security;
drop policy seen on oversight_processingrecord;
drop policy written on oversight_processingrecord;
alter table oversight_processingrecord disable row level security;
"""
# 72 hours from becoming aware; to the persons without undue delay, which the law leaves open.
RULES = {
    "notify_authority": (3, "Regulation (EU) 2016/679, art. 33(1)"),
    "tell_persons": (7, "Regulation (EU) 2016/679, art. 34(1): without undue delay"),
}


def set_deadlines(apps, schema_editor):
    rule = apps.get_model("tasks", "DeadlineRule")
    for kind, (days, source) in RULES.items():
        rule.objects.get_or_create(
            kind=kind,
            programme_id=0,
            valid_from=date(2018, 5, 25),
            defaults={"days": days, "source": source},
        )


def unset_deadlines(apps, schema_editor):
    apps.get_model("tasks", "DeadlineRule").objects.filter(kind__in=RULES).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("oversight", "0001_initial"),
        ("persons", "0002_policies"),
        ("tasks", "0010_users_and_breaches"),
        ("users", "0002_policies"),
    ]
    operations = [
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP),
        Fill(set_deadlines, unset_deadlines),
    ]
