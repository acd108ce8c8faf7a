"""How long a person waits to hear that their goods are there, as data."""

from datetime import date

from django.db import migrations

from homeward.core.operations import Fill

KIND, SINCE = "tell_goods", date(2016, 1, 1)
SOURCE = "IOM, reintegration assistance: the beneficiary is told within 3 working days"


def state(apps, schema_editor):
    apps.get_model("tasks", "DeadlineRule").objects.get_or_create(
        kind=KIND,
        programme_id=0,
        valid_from=SINCE,
        defaults={"days": 3, "day_kind": "working", "source": SOURCE},
    )


def take_back(apps, schema_editor):
    apps.get_model("tasks", "DeadlineRule").objects.filter(kind=KIND, valid_from=SINCE).delete()


class Migration(migrations.Migration):
    dependencies = [("funds", "0008_policies_of_support"), ("tasks", "0012_kinds")]
    operations = [Fill(state, take_back)]
