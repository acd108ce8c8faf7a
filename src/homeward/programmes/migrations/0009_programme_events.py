"""What happened to a programme."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from homeward.core.operations import Together


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0008_resident_entitlements"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="ProgrammeEvent",
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
                        (
                            "what",
                            models.CharField(
                                choices=[
                                    ("created", "Programme entered"),
                                    ("changed", "Programme changed"),
                                    ("area_added", "Place added"),
                                    ("area_removed", "Place removed"),
                                    ("corridor_added", "Corridor added"),
                                    ("corridor_removed", "Corridor removed"),
                                    ("part_added", "Organisation added"),
                                    ("part_removed", "Organisation removed"),
                                    ("money_added", "Budget added"),
                                    ("money_removed", "Budget removed"),
                                    ("package_added", "Version of the package added"),
                                    ("package_changed", "Package changed"),
                                    ("criteria_drafted", "Criteria drafted"),
                                    ("criteria_published", "Criteria published"),
                                    ("criteria_discarded", "Draft of the criteria discarded"),
                                    ("exception_asked", "Exception asked for"),
                                    ("exception_decided", "Exception decided"),
                                    ("exception_ended", "Exception ended"),
                                    ("policy_linked", "Policy named"),
                                    ("policy_unlinked", "Policy no longer named"),
                                    ("scoping_linked", "Scoping record named"),
                                    ("scoping_unlinked", "Scoping record no longer named"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "detail",
                            models.CharField(
                                blank=True, max_length=500, verbose_name="what exactly"
                            ),
                        ),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["-at", "-pk"],
                    },
                ),
                migrations.AddField(
                    model_name="programmeevent",
                    name="by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="programmeevent",
                    name="programme",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="events",
                        to="programmes.programme",
                    ),
                ),
            ]
        ),
    ]
