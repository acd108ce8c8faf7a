"""Cohorts and who writes them, who writes figures, and the smallest count that is told."""

from datetime import date
from pathlib import Path

from django.db import migrations

from homeward.core.operations import Fill

SQL = Path(__file__).parent.parent / "policies.sql"
DROP = """
drop trigger definition_stays on indicators_definition;
drop function indicators_definition_stays();
drop policy read on indicators_figure;
drop policy computed on indicators_figure;
drop policy replaced on indicators_figure;
drop policy forgotten on indicators_figure;
alter table indicators_figure disable row level security;
drop trigger enter_cohort on cases_case;
drop function indicators_enter_cohort();
select gate_unguard('indicators_cohort');
"""
FROM = date(2026, 1, 1)
SETTINGS = {"smallest_count": (10, "customary smallest count of published tables")}


def set_values(apps, schema_editor):
    setting = apps.get_model("indicators", "Setting")
    for name, (value, source) in SETTINGS.items():
        setting.objects.get_or_create(
            setting=name, valid_from=FROM, defaults={"value": value, "source": source}
        )


def unset_values(apps, schema_editor):
    apps.get_model("indicators", "Setting").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("indicators", "0001_initial"), ("cases", "0019_recent_stages")]
    operations = [
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP),
        Fill(set_values, unset_values),
    ]
