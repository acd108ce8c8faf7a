from typing import Any

from django.db import migrations

from homeward.core.operations import Fill
from homeward.places.rules import place_key


def fill(apps: Any, schema_editor: Any) -> None:
    areas = apps.get_model("places", "Area").objects
    rows = list(areas.filter(key=""))
    for area in rows:
        area.key = place_key(area.name)
        if area.latitude is not None:
            area.centre_from = "source"
    areas.bulk_update(rows, ["key", "centre_from"], batch_size=1000)


class Migration(migrations.Migration):
    dependencies = [("places", "0004_area_sources")]

    operations = [Fill(fill, migrations.RunPython.noop)]
