"""Points of entry."""

import django.db.models.deletion
from django.db import migrations, models

from homeward.core.operations import Together


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0008_towns"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="PointOfEntry",
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
                        ("name", models.CharField(max_length=80, verbose_name="name")),
                        (
                            "code",
                            models.CharField(
                                blank=True,
                                help_text="UN/LOCODE or IATA",
                                max_length=10,
                                verbose_name="code",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("airport", "Airport"),
                                    ("port", "Port"),
                                    ("land", "Crossing on land"),
                                ],
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        ("is_open", models.BooleanField(default=True, verbose_name="in use")),
                        (
                            "country",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="points_of_entry",
                                to="places.country",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "points of entry",
                        "ordering": ["name"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("country", "name"),
                                name="point_of_entry_has_a_name_of_its_own",
                            )
                        ],
                    },
                )
            ]
        ),
    ]
