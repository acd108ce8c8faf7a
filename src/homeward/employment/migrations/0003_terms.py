"""The terms that hold for every programme until it states its own."""

from datetime import date
from typing import Any

from django.db import migrations

from homeward.core.operations import Fill

SINCE = date(2020, 1, 1)
FUNNEL = "The funnel's own definition: in work 3, 6 and 12 months after the first day"
TERMS = [
    ("retention_months", 3, FUNNEL),
    ("retention_months", 6, FUNNEL),
    ("retention_months", 12, FUNNEL),
    ("link_days", 30, "As long as a referral's answer link lasts"),
    ("smallest_count", 10, "customary smallest count of published tables"),
]


def state(apps: Any, schema_editor: Any) -> None:
    rules = apps.get_model("employment", "MatchingRule").objects
    for kind, value, source in TERMS:
        rules.create(kind=kind, value=value, valid_from=SINCE, source=source)


def take_back(apps: Any, schema_editor: Any) -> None:
    apps.get_model("employment", "MatchingRule").objects.filter(
        programme=None, valid_from=SINCE, kind__in={kind for kind, _value, _source in TERMS}
    ).delete()


class Migration(migrations.Migration):
    dependencies = [("employment", "0002_policies")]
    operations = [Fill(state, take_back)]
