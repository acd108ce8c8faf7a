"""The steps of the way: what they are computed from, and their definitions."""

from datetime import UTC, date, datetime

from django.db import migrations

from homeward.core.operations import Fill
from homeward.indicators.dashboards import shipped
from homeward.indicators.sources import texts

FROM = date(2026, 1, 1)


def define(apps, schema_editor):
    indicator = apps.get_model("indicators", "Indicator")
    definition = apps.get_model("indicators", "Definition")
    for number, step in enumerate(shipped.STEPS):
        made, _new = indicator.objects.get_or_create(
            code=step.code,
            defaults={"name": step.name, "direction": "higher", "position": 100 + number},
        )
        definition.objects.get_or_create(
            indicator=made,
            version=1,
            defaults={
                "status": "published",
                "meaning": shipped.MEANING,
                "numerator": step.numerator,
                "denominator": shipped.DENOMINATOR,
                "source": "way",
                "unit": "case",
                "measure": "share",
                "formula": {
                    "of": [["kind", "is", step.kind]],
                    "reached": [["until", "known", True]],
                },
                "dimensions": shipped.DIMENSIONS,
                "periods": shipped.PERIODS,
                "dated_by": shipped.DATED_BY,
                "cited": shipped.CITED,
                "valid_from": FROM,
                "published_at": datetime(2026, 1, 1, tzinfo=UTC),
            },
        )


class Migration(migrations.Migration):
    dependencies = [("indicators", "0006_chains_and_reports_policies")]
    # Going back, the tables go themselves; a definition that was in use is never removed alone.
    operations = [
        migrations.RunSQL(texts.function("way"), texts.drop("way")),
        Fill(define, migrations.RunPython.noop),
    ]
