import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from homeward.core.operations import Together


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0002_gate"),
        ("agreements", "0002_policies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.AddField(
                    model_name="agreement",
                    name="follows",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successors",
                        to="agreements.agreement",
                    ),
                ),
                migrations.AddField(
                    model_name="agreement",
                    name="form",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("governments", "Government to government"),
                            ("local_authorities", "Local authority to local authority"),
                            ("cities", "City to city"),
                            ("public_private", "Public-private partnership"),
                            ("organisations", "Between organisations"),
                        ],
                        max_length=20,
                        verbose_name="form",
                    ),
                ),
                migrations.AddField(
                    model_name="agreement",
                    name="level",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("international", "International"),
                            ("national", "National"),
                            ("local", "Local"),
                        ],
                        max_length=20,
                        verbose_name="level",
                    ),
                ),
                migrations.AddField(
                    model_name="agreement",
                    name="programmes",
                    field=django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(), blank=True, default=list, size=None
                    ),
                ),
                migrations.AddField(
                    model_name="agreement",
                    name="review_on",
                    field=models.DateField(blank=True, null=True, verbose_name="next review"),
                ),
                migrations.AddField(
                    model_name="agreement",
                    name="uid",
                    field=models.UUIDField(null=True, editable=False),
                ),
                migrations.AddField(
                    model_name="clause",
                    name="grounds",
                    field=django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("contract", "Contract with the person"),
                                ("public_task", "Public task laid down by law"),
                                ("legitimate_interest", "Legitimate interest"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                migrations.AddField(
                    model_name="clause",
                    name="onward",
                    field=models.BooleanField(default=False, verbose_name="onward sharing"),
                ),
                migrations.AddField(
                    model_name="clause",
                    name="programmes",
                    field=django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(), blank=True, default=list, size=None
                    ),
                ),
                migrations.AddField(
                    model_name="clause",
                    name="transfer_ground",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("adequacy", "Adequacy decision for the country"),
                            ("public_instrument", "Binding instrument between public authorities"),
                            ("standard_clauses", "Standard data protection clauses"),
                            (
                                "authorised_clauses",
                                "Clauses authorised by the supervisory authority",
                            ),
                            ("explicit_consent", "Explicit consent of the person to the transfer"),
                            ("public_interest", "Important reasons of public interest"),
                            ("legal_claims", "Legal claims of the person"),
                            ("vital_interest", "Vital interest of the person"),
                            ("national_law", "The sending country's own law, named in the wording"),
                        ],
                        max_length=20,
                        verbose_name="ground for the transfer",
                    ),
                ),
                migrations.AddField(
                    model_name="party",
                    name="is_controller",
                    field=models.BooleanField(default=False, verbose_name="data controller"),
                ),
                migrations.AddField(
                    model_name="party",
                    name="signatory_function",
                    field=models.CharField(blank=True, max_length=150, verbose_name="function"),
                ),
                migrations.CreateModel(
                    name="AgreementFile",
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
                            "kind",
                            models.CharField(
                                choices=[("signed", "Signed copy"), ("annex", "Annex")],
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        ("content_type", models.CharField(max_length=100)),
                        ("size", models.PositiveIntegerField()),
                        ("content", models.BinaryField()),
                        ("stored_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "agreement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="files",
                                to="agreements.agreement",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="access.organisation",
                            ),
                        ),
                        (
                            "stored_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["stored_at"],
                    },
                ),
                migrations.CreateModel(
                    name="ContactPoint",
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
                        ("name", models.CharField(max_length=150, verbose_name="name")),
                        (
                            "function",
                            models.CharField(blank=True, max_length=150, verbose_name="function"),
                        ),
                        (
                            "email",
                            models.EmailField(blank=True, max_length=254, verbose_name="e-mail"),
                        ),
                        (
                            "phone",
                            models.CharField(blank=True, max_length=40, verbose_name="phone"),
                        ),
                        ("about", models.CharField(max_length=200, verbose_name="for what")),
                        (
                            "agreement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="contacts",
                                to="agreements.agreement",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="access.organisation",
                                verbose_name="party",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["organisation__name", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Review",
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
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("stands", "It stands as it is"),
                                    ("amend", "It has to be amended: a successor is drafted"),
                                    ("end", "It should end"),
                                ],
                                max_length=10,
                                verbose_name="outcome",
                            ),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="what was found")),
                        ("at", models.DateTimeField()),
                        (
                            "agreement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reviews",
                                to="agreements.agreement",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-at"],
                    },
                ),
            ]
        ),
    ]
