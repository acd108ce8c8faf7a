"""Whose an opening is, the thresholds that findings go by, and how long the waits may take."""

from datetime import date
from pathlib import Path

from django.db import migrations

from homeward.core.operations import Fill

SQL = Path(__file__).parent.parent / "policies.sql"
DROP = """
drop policy seen on alignment_opening;
drop policy written on alignment_opening;
drop policy changed on alignment_opening;
alter table alignment_opening disable row level security;
"""
FROM = date(2026, 1, 1)
THRESHOLDS = {
    "opens_within_months": (6, "proposed with the software, to be agreed by the parties"),
    "near_km": (50, "proposed with the software, to be agreed by the parties"),
    "smallest_count": (10, "customary smallest count of published tables"),
}
RULES = {
    "mend_programmes": (21, "proposed with the software, to be agreed by the parties"),
    "meet_opening": (14, "proposed with the software, to be agreed by the parties"),
}


def set_values(apps, schema_editor):
    threshold = apps.get_model("alignment", "Threshold")
    for setting, (value, source) in THRESHOLDS.items():
        threshold.objects.get_or_create(
            setting=setting, valid_from=FROM, defaults={"value": value, "source": source}
        )
    rule = apps.get_model("tasks", "DeadlineRule")
    for kind, (days, source) in RULES.items():
        rule.objects.get_or_create(
            kind=kind, programme_id=0, valid_from=FROM, defaults={"days": days, "source": source}
        )


def unset_values(apps, schema_editor):
    apps.get_model("alignment", "Threshold").objects.all().delete()
    apps.get_model("tasks", "DeadlineRule").objects.filter(kind__in=RULES).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("alignment", "0001_initial"),
        ("tasks", "0012_kinds"),
    ]
    operations = [
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP),
        Fill(set_values, unset_values),
    ]
