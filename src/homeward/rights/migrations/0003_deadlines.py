"""The terms of a request and of an erasure, as data with their source."""

from datetime import date

from django.db import migrations

from homeward.core.operations import Fill

RULES = {
    # A month is never shorter, so an answer within it is never late.
    "answer_rights_request": (28, "GDPR art. 12(3): within one month of receipt"),
    "decide_erasure": (7, "our own term: a proposal does not lie about"),
    "enter_receipt": (7, "our own term: until then nobody knows that the case arrived"),
}


def state(apps, schema_editor):
    rule = apps.get_model("tasks", "DeadlineRule")
    for kind, (days, source) in RULES.items():
        rule.objects.create(
            kind=kind, valid_from=date(2018, 5, 25), days=days, day_kind="calendar", source=source
        )


def unstate(apps, schema_editor):
    apps.get_model("tasks", "DeadlineRule").objects.filter(kind__in=RULES).delete()


class Migration(migrations.Migration):
    dependencies = [("rights", "0002_policies"), ("tasks", "0011_choices")]
    operations = [Fill(state, unstate)]
