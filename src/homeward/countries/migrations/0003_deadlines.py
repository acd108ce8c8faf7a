"""How long before its end a sheet is asked for, and how soon a changed one is read."""

from datetime import date

from django.db import migrations

from homeward.core.operations import Fill

RULES = {
    "renew_sheet": (14, "calendar", "our own term: two weeks to ask its source again"),
    "read_security_sheet": (2, "working", "our own term: before the next step of a return"),
}


def state(apps, schema_editor):
    rule = apps.get_model("tasks", "DeadlineRule")
    for kind, (days, day_kind, source) in RULES.items():
        rule.objects.create(
            kind=kind, valid_from=date(2020, 1, 1), days=days, day_kind=day_kind, source=source
        )


def unstate(apps, schema_editor):
    apps.get_model("tasks", "DeadlineRule").objects.filter(kind__in=RULES).delete()


class Migration(migrations.Migration):
    dependencies = [("countries", "0002_policies"), ("tasks", "0012_kinds")]
    operations = [Fill(state, unstate)]
