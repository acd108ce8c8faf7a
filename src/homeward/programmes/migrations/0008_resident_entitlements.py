"""What residents of a country can claim there."""

import django.db.models.deletion
from django.db import migrations, models

from homeward.core.operations import Together


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0007_scoping_records"),
        ("places", "0001_initial"),
        ("access", "0002_gate"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="ResidentEntitlement",
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
                        ("name", models.CharField(max_length=200, verbose_name="name")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("post_arrival_cash", "Cash after arrival"),
                                    ("in_kind", "In-kind support"),
                                ],
                                max_length=20,
                                verbose_name="compared with",
                            ),
                        ),
                        ("whom", models.CharField(max_length=300, verbose_name="who can claim it")),
                        (
                            "amount",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                verbose_name="amount",
                            ),
                        ),
                        (
                            "currency",
                            models.CharField(blank=True, max_length=3, verbose_name="currency"),
                        ),
                        (
                            "period",
                            models.CharField(
                                choices=[
                                    ("once", "once"),
                                    ("month", "each month"),
                                    ("year", "each year"),
                                ],
                                max_length=10,
                                verbose_name="how often",
                            ),
                        ),
                        (
                            "counted",
                            models.CharField(
                                choices=[("person", "per person"), ("household", "per household")],
                                max_length=10,
                                verbose_name="counted",
                            ),
                        ),
                        (
                            "legal_basis",
                            models.CharField(max_length=300, verbose_name="legal basis"),
                        ),
                        ("source", models.CharField(max_length=255, verbose_name="source")),
                        (
                            "url",
                            models.URLField(blank=True, max_length=500, verbose_name="web page"),
                        ),
                        ("valid_from", models.DateField(verbose_name="valid from")),
                        (
                            "valid_until",
                            models.DateField(blank=True, null=True, verbose_name="valid until"),
                        ),
                    ],
                    options={
                        "ordering": ["country", "kind", "name"],
                    },
                ),
                migrations.AddField(
                    model_name="residententitlement",
                    name="area",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.area",
                        verbose_name="area",
                    ),
                ),
                migrations.AddField(
                    model_name="residententitlement",
                    name="country",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.country",
                        verbose_name="country",
                    ),
                ),
                migrations.AddField(
                    model_name="residententitlement",
                    name="entered_by_org",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.organisation",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="residententitlement",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="entitlement_ends_after_it_begins",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="residententitlement",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("amount__isnull", True),
                            models.Q(("amount__gte", 0), models.Q(("currency", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="entitlement_amount_has_a_currency",
                    ),
                ),
            ]
        ),
    ]
