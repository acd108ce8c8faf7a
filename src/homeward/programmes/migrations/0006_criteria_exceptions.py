"""One draft at a time, a first day for what holds, and exceptions that two people decide."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from homeward.core.operations import Together


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0005_codes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="CriterionException",
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
                        ("criterion_at", models.CharField(max_length=200)),
                        ("criterion", models.CharField(max_length=500, verbose_name="criterion")),
                        ("for_whom", models.CharField(max_length=300, verbose_name="for whom")),
                        ("reason", models.TextField(verbose_name="why")),
                        ("ends_on", models.DateField(verbose_name="until")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waits for a second person"),
                                    ("approved", "Approved"),
                                    ("refused", "Refused"),
                                    ("ended", "Ended"),
                                ],
                                default="waiting",
                                max_length=10,
                                verbose_name="status",
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "decision_note",
                            models.TextField(blank=True, verbose_name="why it was decided so"),
                        ),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["-asked_at"],
                    },
                ),
                migrations.AddConstraint(
                    model_name="criteriaversion",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("status", "draft")),
                        fields=("programme",),
                        name="a_programme_has_one_draft_of_criteria",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="criteriaversion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("status", "draft"), ("valid_from__isnull", False), _connector="OR"
                        ),
                        name="criteria_in_force_have_a_first_day",
                    ),
                ),
                migrations.AddField(
                    model_name="criterionexception",
                    name="asked_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="criterionexception",
                    name="decided_by",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="criterionexception",
                    name="version",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exceptions",
                        to="programmes.criteriaversion",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="criterionexception",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by__isnull", True),
                            models.Q(("decided_by", models.F("asked_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="exception_is_decided_by_a_second_person",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="criterionexception",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("status", "waiting"), ("decided_by__isnull", False), _connector="OR"
                        ),
                        name="exception_in_force_was_decided",
                    ),
                ),
            ]
        ),
    ]
