"""What scoping exercises found, and what a design made of it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from homeward.core.operations import Together


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0006_criteria_exceptions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("places", "0001_initial"),
        ("access", "0002_gate"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="DesignChoice",
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
                            "taken_up",
                            models.CharField(
                                choices=[
                                    ("yes", "Taken up"),
                                    ("partly", "Partly taken up"),
                                    ("no", "Not taken up"),
                                ],
                                max_length=10,
                                verbose_name="in the design",
                            ),
                        ),
                        ("why", models.TextField(verbose_name="why")),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Finding",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("finding", "Finding"),
                                    ("need", "Need"),
                                    ("service", "Service found"),
                                    ("risk", "Risk"),
                                    ("opportunity", "Opportunity"),
                                ],
                                max_length=15,
                                verbose_name="kind",
                            ),
                        ),
                        ("text", models.TextField(verbose_name="what was found")),
                    ],
                    options={
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="ScopingRecord",
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
                        ("title", models.CharField(max_length=300, verbose_name="title")),
                        ("starts_on", models.DateField(verbose_name="begun on")),
                        (
                            "ends_on",
                            models.DateField(blank=True, null=True, verbose_name="finished on"),
                        ),
                        (
                            "carried_out_by",
                            models.CharField(max_length=255, verbose_name="carried out by"),
                        ),
                        ("questions", models.TextField(blank=True, verbose_name="what was asked")),
                        (
                            "method",
                            models.TextField(blank=True, verbose_name="how it was found out"),
                        ),
                        ("source", models.CharField(max_length=255, verbose_name="report")),
                        (
                            "url",
                            models.URLField(blank=True, max_length=500, verbose_name="web page"),
                        ),
                    ],
                    options={
                        "ordering": ["-starts_on", "title"],
                    },
                ),
                migrations.AddField(
                    model_name="designchoice",
                    name="by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="designchoice",
                    name="programme",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="design_choices",
                        to="programmes.programme",
                    ),
                ),
                migrations.AddField(
                    model_name="designchoice",
                    name="finding",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="choices",
                        to="programmes.finding",
                    ),
                ),
                migrations.AddField(
                    model_name="scopingrecord",
                    name="areas",
                    field=models.ManyToManyField(
                        blank=True, related_name="+", to="places.area", verbose_name="areas"
                    ),
                ),
                migrations.AddField(
                    model_name="scopingrecord",
                    name="country",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.country",
                        verbose_name="country",
                    ),
                ),
                migrations.AddField(
                    model_name="scopingrecord",
                    name="entered_by_org",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.organisation",
                    ),
                ),
                migrations.AddField(
                    model_name="scopingrecord",
                    name="programmes",
                    field=models.ManyToManyField(
                        blank=True, related_name="scoping_records", to="programmes.programme"
                    ),
                ),
                migrations.AddField(
                    model_name="finding",
                    name="record",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="findings",
                        to="programmes.scopingrecord",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="designchoice",
                    constraint=models.UniqueConstraint(
                        fields=("programme", "finding"),
                        name="finding_is_weighed_once_in_a_programme",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="scopingrecord",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="scoping_ends_after_it_begins",
                    ),
                ),
            ]
        ),
    ]
