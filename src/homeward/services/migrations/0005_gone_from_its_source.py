from django.db import migrations, models

from homeward.core.operations import Together


class Migration(migrations.Migration):
    dependencies = [("services", "0004_facets")]

    operations = [
        Together(
            [
                migrations.AddField(
                    model_name="service",
                    name="gone_on",
                    field=models.DateField(
                        blank=True, null=True, verbose_name="gone from its source on"
                    ),
                )
            ]
        ),
    ]
