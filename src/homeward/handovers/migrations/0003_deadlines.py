"""Terms of the waits of a handover, as data with their source."""

from datetime import date

from django.db import migrations

from homeward.core.operations import Fill

RULES = {
    "sign_caseload": (14, "our own term: a side reads the act and finds its second person"),
    "run_caseload": (7, "our own term, where the act names no day"),
}


def state(apps, schema_editor):
    rule = apps.get_model("tasks", "DeadlineRule")
    for kind, (days, source) in RULES.items():
        rule.objects.create(
            kind=kind, valid_from=date(2020, 1, 1), days=days, day_kind="calendar", source=source
        )


def unstate(apps, schema_editor):
    apps.get_model("tasks", "DeadlineRule").objects.filter(kind__in=RULES).delete()


class Migration(migrations.Migration):
    dependencies = [("handovers", "0002_policies"), ("tasks", "0016_terms_of_casework")]
    operations = [Fill(state, unstate)]
