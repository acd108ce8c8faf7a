"""What the share of complaints answered in time is computed from."""

from django.db import migrations

from homeward.indicators.sources import texts


class Migration(migrations.Migration):
    dependencies = [
        ("indicators", "0007_steps_of_the_way"),
        ("complaints", "0002_policies"),
    ]
    operations = [migrations.RunSQL(texts.function("complaints"), texts.drop("complaints"))]
