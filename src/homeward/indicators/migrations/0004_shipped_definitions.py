"""The definitions that come with the software."""

from datetime import UTC, date, datetime

from django.db import migrations

from homeward.core.operations import Fill
from homeward.indicators.shipped import DEFINITIONS

FROM = date(2026, 1, 1)
AT = datetime(2026, 1, 1, tzinfo=UTC)
SAME = ("meaning", "numerator", "denominator", "source", "unit", "measure", "formula", "cited",
        "dated_by")  # fmt: skip


def ship(apps, schema_editor):
    indicators = apps.get_model("indicators", "Indicator").objects
    definitions = apps.get_model("indicators", "Definition").objects
    for position, one in enumerate(DEFINITIONS, start=1):
        indicator, _new = indicators.get_or_create(
            code=one.code,
            defaults={"name": one.name, "direction": one.direction, "position": position},
        )
        definitions.get_or_create(
            indicator=indicator,
            version=1,
            defaults={
                "status": "published",
                "dimensions": list(one.dimensions),
                "periods": list(one.periods),
                "valid_from": FROM,
                "published_at": AT,
                **{name: getattr(one, name) for name in SAME},
            },
        )


class Migration(migrations.Migration):
    dependencies = [("indicators", "0003_events")]
    # Going back, the tables go themselves; a definition that was in use is never removed alone.
    operations = [Fill(ship, migrations.RunPython.noop)]
