"""The lists that come with the system, as data: a programme adds its own versions beside them.

The words are ours; the four levels are those of IOM's model of the determinants of migrant
vulnerability. No source states a number of days for them, so no rule here has one.
"""

import json
from datetime import date
from pathlib import Path

from django.db import migrations

from homeward.core.operations import Fill

LISTS = Path(__file__).with_suffix(".json")
FROM = date(2026, 1, 1)
SOURCE = "Homeward, first list of 2026"
LEVELS = "Homeward, first list of 2026; levels after IOM, determinants of migrant vulnerability"


def add(apps, schema_editor):
    lists = json.loads(LISTS.read_text(encoding="utf-8"))

    def of(name):
        return apps.get_model("protection", name)

    for kind, source in (("factor", LEVELS), ("incident", SOURCE)):
        of("Term").objects.bulk_create(
            of("Term")(list=kind, position=n, valid_from=FROM, source=source, **term)
            for n, term in enumerate(lists[f"{kind}s"])
        )
    of("FlagRule").objects.bulk_create(
        of("FlagRule")(valid_from=FROM, source=SOURCE, **rule) for rule in lists["rules"]
    )
    for pathway in lists["pathways"]:
        steps = pathway.pop("steps")
        template = of("PathwayTemplate").objects.create(valid_from=FROM, source=SOURCE, **pathway)
        of("PathwayTemplateStep").objects.bulk_create(
            of("PathwayTemplateStep")(template=template, position=n, **step)
            for n, step in enumerate(steps)
        )


def remove(apps, schema_editor):
    for name in ("PathwayTemplateStep", "PathwayTemplate", "FlagRule", "Term"):
        apps.get_model("protection", name).objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("protection", "0002_policies")]
    operations = [Fill(add, remove)]
