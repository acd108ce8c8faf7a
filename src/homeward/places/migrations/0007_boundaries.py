import django.db.models.deletion
from django.db import migrations, models

from homeward.core.operations import Together


class Migration(migrations.Migration):
    dependencies = [("places", "0006_area_codes")]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="AreaBoundary",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("geometry", models.JSONField()),
                        ("source", models.CharField(max_length=200, verbose_name="source")),
                        (
                            "uploaded_by",
                            models.CharField(max_length=200, verbose_name="uploaded by"),
                        ),
                        ("uploaded_at", models.DateTimeField(verbose_name="uploaded at")),
                        (
                            "area",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="boundary",
                                to="places.area",
                            ),
                        ),
                    ],
                    options={"ordering": ["area"], "verbose_name_plural": "area boundaries"},
                )
            ]
        )
    ]
