from django.db import migrations

from homeward.core.operations import Fill
from homeward.places.actions import ensure_countries


def load(apps, schema_editor):
    ensure_countries(apps.get_model("places", "Country"))


class Migration(migrations.Migration):
    dependencies = [("places", "0002_area_names")]

    # Going back keeps the countries: other rows may stand on them.
    operations = [Fill(load, migrations.RunPython.noop)]
