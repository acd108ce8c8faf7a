"""Results chains in versions, and reports to donors."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from homeward.core.operations import Together


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0009_roles"),
        ("actors", "0004_registered_as"),
        ("indicators", "0004_shipped_definitions"),
        ("programmes", "0014_shipped_ways"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="DonorReport",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="title")),
                        ("starts_on", models.DateField(verbose_name="from")),
                        ("ends_on", models.DateField(verbose_name="until")),
                        (
                            "status",
                            models.CharField(
                                choices=[("draft", "Draft"), ("submitted", "Submitted")],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        ("begun_at", models.DateTimeField()),
                        ("submitted_at", models.DateTimeField(null=True)),
                        ("frozen", models.JSONField(editable=False, null=True)),
                        (
                            "fingerprint",
                            models.CharField(blank=True, editable=False, max_length=64),
                        ),
                        (
                            "begun_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "corrects",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrected_by",
                                to="indicators.donorreport",
                                verbose_name="corrects",
                            ),
                        ),
                        (
                            "donor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="actors.actor",
                            ),
                        ),
                        (
                            "owner_org",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="access.organisation",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="programmes.programme",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-ends_on", "-begun_at"],
                    },
                ),
                migrations.CreateModel(
                    name="Logframe",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="version")),
                        (
                            "status",
                            models.CharField(
                                choices=[("draft", "Draft"), ("published", "Published")],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(blank=True, null=True, verbose_name="valid from"),
                        ),
                        (
                            "source",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="where it was agreed"
                            ),
                        ),
                        ("changes", models.TextField(blank=True, verbose_name="what changed")),
                        ("drafted_at", models.DateTimeField()),
                        ("published_at", models.DateTimeField(null=True)),
                        (
                            "drafted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "owner_org",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="access.organisation",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="logframes",
                                to="programmes.programme",
                            ),
                        ),
                        (
                            "published_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["programme", "-number"],
                    },
                ),
                migrations.CreateModel(
                    name="Measure",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "words",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="what is counted"
                            ),
                        ),
                        ("unit", models.CharField(blank=True, max_length=60, verbose_name="unit")),
                        (
                            "direction",
                            models.CharField(
                                choices=[
                                    ("higher", "Higher is better"),
                                    ("lower", "Lower is better"),
                                    ("neither", "Neither way is better by itself"),
                                ],
                                default="higher",
                                max_length=10,
                                verbose_name="which way is better",
                            ),
                        ),
                        (
                            "baseline",
                            models.DecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=16,
                                null=True,
                                verbose_name="baseline",
                            ),
                        ),
                        (
                            "baseline_on",
                            models.DateField(blank=True, null=True, verbose_name="baseline of"),
                        ),
                        (
                            "baseline_source",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="source of the baseline"
                            ),
                        ),
                        (
                            "target",
                            models.DecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=16,
                                null=True,
                                verbose_name="target",
                            ),
                        ),
                        (
                            "target_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="to be reached by"
                            ),
                        ),
                        (
                            "verification",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="source of verification"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=1)),
                        (
                            "indicator",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="measures",
                                to="indicators.indicator",
                                verbose_name="indicator",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Narrative",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "part",
                            models.CharField(
                                choices=[
                                    ("summary", "Summary"),
                                    ("progress", "What was reached, result by result"),
                                    ("differences", "What differs from the plan, and why"),
                                    ("money", "How the money was used"),
                                    ("learnt", "What was learnt"),
                                    ("next", "What comes next"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("text", models.TextField(verbose_name="text")),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="narratives",
                                to="indicators.donorreport",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-at"],
                    },
                ),
                migrations.CreateModel(
                    name="Reading",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "value",
                            models.DecimalField(
                                decimal_places=4, max_digits=16, verbose_name="figure"
                            ),
                        ),
                        ("on", models.DateField(verbose_name="as of")),
                        ("source", models.CharField(max_length=300, verbose_name="source")),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "measure",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="readings",
                                to="indicators.measure",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-on", "-at"],
                    },
                ),
                migrations.CreateModel(
                    name="Result",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("impact", "Impact"),
                                    ("outcome", "Outcome"),
                                    ("output", "Output"),
                                ],
                                max_length=10,
                                verbose_name="level",
                            ),
                        ),
                        ("number", models.CharField(max_length=12, verbose_name="number")),
                        ("statement", models.TextField(verbose_name="result")),
                        (
                            "assumptions",
                            models.TextField(blank=True, verbose_name="assumptions and risks"),
                        ),
                        (
                            "logframe",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="results",
                                to="indicators.logframe",
                            ),
                        ),
                        (
                            "serves",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="served_by",
                                to="indicators.result",
                                verbose_name="serves",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["number", "pk"],
                    },
                ),
                migrations.AddField(
                    model_name="measure",
                    name="result",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="measures",
                        to="indicators.result",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="donorreport",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="donor_report_ends_after_it_begins",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="donorreport",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("frozen__isnull", True),
                                ("status", "draft"),
                                ("submitted_at__isnull", True),
                            ),
                            models.Q(
                                ("frozen__isnull", False),
                                ("status", "submitted"),
                                ("submitted_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="submitted_donor_report_is_frozen",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="logframe",
                    constraint=models.UniqueConstraint(
                        fields=("programme", "number"), name="logframe_number_is_used_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="logframe",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("status", "draft")),
                        fields=("programme",),
                        name="one_draft_of_a_logframe_at_a_time",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="logframe",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("status", "draft"),
                            models.Q(
                                ("valid_from__isnull", False),
                                models.Q(("source", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="published_logframe_has_day_and_source",
                    ),
                ),
                migrations.AddIndex(
                    model_name="narrative",
                    index=models.Index(
                        fields=["report", "part", "-at"], name="narrative_of_a_part"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="result",
                    constraint=models.UniqueConstraint(
                        fields=("logframe", "number"),
                        name="result_number_is_used_once_in_a_logframe",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="result",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("level", "impact"), ("serves__isnull", True)),
                            models.Q(
                                models.Q(("level", "impact"), _negated=True),
                                ("serves__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="impact_serves_nothing_and_all_else_serves",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="measure",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("indicator__isnull", False),
                            models.Q(("words", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="measure_is_an_indicator_or_told_in_words",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="measure",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("target__isnull", True), ("target_on__isnull", False), _connector="OR"
                        ),
                        name="target_of_a_measure_has_a_day",
                    ),
                ),
            ]
        ),
    ]
