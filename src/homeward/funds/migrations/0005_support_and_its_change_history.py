"""Donors' shares, checks, rates, suppliers, stock, vouchers, goods, reserves."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import homeward.access.fields
import homeward.access.scope
from homeward.core.operations import Together


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0009_roles"),
        ("actors", "0004_registered_as"),
        ("cases", "0012_telling_of_security"),
        ("files", "0005_change_history"),
        ("funds", "0004_change_history"),
        ("ledger", "0002_policies"),
        ("persons", "0012_named_grounds"),
        ("plans", "0004_change_history"),
        ("programmes", "0010_waits_of_exceptions"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="BudgetShare",
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
                            "percent",
                            models.DecimalField(
                                decimal_places=2, max_digits=5, verbose_name="percent"
                            ),
                        ),
                        (
                            "budget",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="shares",
                                to="funds.budget",
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
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("budget", "donor"), name="donor_has_one_share_of_a_budget"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("percent__gt", 0), ("percent__lte", 100)),
                                name="budget_share_is_a_part",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CheckMade",
                    fields=[
                        (
                            "shared_with",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.IntegerField(),
                                default=list,
                                editable=False,
                                size=None,
                            ),
                        ),
                        ("shared_until", models.DateField(default="9999-12-31", editable=False)),
                        (
                            "sealed",
                            models.BooleanField(db_default=False, default=False, editable=False),
                        ),
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
                            "scope",
                            models.GeneratedField(
                                db_persist=True,
                                expression=homeward.access.scope.GateScope(
                                    models.F("owner_org_id"),
                                    models.F("programme_id"),
                                    models.F("data_class"),
                                    output_field=models.IntegerField(),
                                ),
                                output_field=models.BigIntegerField(),
                            ),
                        ),
                        (
                            "data_class",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "Identity"),
                                    (2, "Contact"),
                                    (3, "Profile"),
                                    (4, "Case"),
                                    (5, "Health"),
                                    (6, "Protection"),
                                    (7, "Asylum"),
                                    (8, "Legal"),
                                    (9, "Finance"),
                                    (10, "Survey"),
                                ],
                                default=9,
                                editable=False,
                            ),
                        ),
                        (
                            "check_code",
                            models.CharField(
                                choices=[
                                    ("invoice_matches", "The invoice matches the plan line"),
                                    ("receipt_signed", "The person signed for it"),
                                    ("photo_seen", "A photo was seen"),
                                    ("visit_done", "A visit was made"),
                                    ("second_person", "A second person agrees"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("on", models.DateField()),
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
                            "file",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="files.storedfile",
                            ),
                        ),
                        (
                            "instalment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="checks",
                                to="funds.instalment",
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
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="persons.person",
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
                            "proof",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="checks",
                                to="funds.proof",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at"],
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="checkmade_scope")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("instalment", "proof", "check_code"),
                                name="check_is_made_once_on_a_proof",
                                nulls_distinct=False,
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CheckRule",
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
                            "way",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("cash", "Cash"),
                                    ("voucher", "Voucher"),
                                    ("goods", "Goods"),
                                    ("service", "Paid service"),
                                ],
                                max_length=10,
                                verbose_name="for",
                            ),
                        ),
                        (
                            "check_code",
                            models.CharField(
                                choices=[
                                    ("invoice_matches", "The invoice matches the plan line"),
                                    ("receipt_signed", "The person signed for it"),
                                    ("photo_seen", "A photo was seen"),
                                    ("visit_done", "A visit was made"),
                                    ("second_person", "A second person agrees"),
                                ],
                                max_length=20,
                                verbose_name="check",
                            ),
                        ),
                        (
                            "from_amount",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                verbose_name="from an amount of",
                            ),
                        ),
                        ("valid_from", models.DateField()),
                        ("valid_until", models.DateField(blank=True, null=True)),
                        ("source", models.CharField(max_length=200, verbose_name="source")),
                        (
                            "fund_org",
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
                    ],
                    options={
                        "ordering": ["programme", "way", "check_code", "-valid_from"],
                    },
                ),
                migrations.CreateModel(
                    name="ExchangeRate",
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
                        ("base", models.CharField(max_length=3, verbose_name="one unit of")),
                        (
                            "quote",
                            models.CharField(max_length=3, verbose_name="buys this currency"),
                        ),
                        (
                            "rate",
                            models.DecimalField(
                                decimal_places=8, max_digits=18, verbose_name="rate"
                            ),
                        ),
                        ("on", models.DateField(verbose_name="on")),
                        ("source", models.CharField(max_length=200, verbose_name="source")),
                        ("entered_at", models.DateTimeField()),
                        (
                            "entered_by_org",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="access.organisation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-on", "base", "quote"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("entered_by_org", "base", "quote", "on"),
                                name="rate_is_stated_once_a_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("rate__gt", 0)),
                                name="rate_is_more_than_nothing",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("base", models.F("quote")), _negated=True),
                                name="rate_is_between_two_currencies",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LineShare",
                    fields=[
                        (
                            "shared_with",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.IntegerField(),
                                default=list,
                                editable=False,
                                size=None,
                            ),
                        ),
                        ("shared_until", models.DateField(default="9999-12-31", editable=False)),
                        (
                            "sealed",
                            models.BooleanField(db_default=False, default=False, editable=False),
                        ),
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
                            "scope",
                            models.GeneratedField(
                                db_persist=True,
                                expression=homeward.access.scope.GateScope(
                                    models.F("owner_org_id"),
                                    models.F("programme_id"),
                                    models.F("data_class"),
                                    output_field=models.IntegerField(),
                                ),
                                output_field=models.BigIntegerField(),
                            ),
                        ),
                        (
                            "data_class",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "Identity"),
                                    (2, "Contact"),
                                    (3, "Profile"),
                                    (4, "Case"),
                                    (5, "Health"),
                                    (6, "Protection"),
                                    (7, "Asylum"),
                                    (8, "Legal"),
                                    (9, "Finance"),
                                    (10, "Survey"),
                                ],
                                default=9,
                                editable=False,
                            ),
                        ),
                        (
                            "percent",
                            models.DecimalField(
                                decimal_places=2, max_digits=5, verbose_name="percent"
                            ),
                        ),
                        (
                            "budget",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="funds.budget",
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
                            "line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="shares",
                                to="plans.planline",
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
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="persons.person",
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
                    ],
                    options={
                        "ordering": ["donor"],
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="lineshare_scope")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("line", "budget", "donor"),
                                name="donor_has_one_share_of_a_line",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("percent__gt", 0), ("percent__lte", 100)),
                                name="line_share_is_a_part",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PaymentReturn",
                    fields=[
                        (
                            "shared_with",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.IntegerField(),
                                default=list,
                                editable=False,
                                size=None,
                            ),
                        ),
                        ("shared_until", models.DateField(default="9999-12-31", editable=False)),
                        (
                            "sealed",
                            models.BooleanField(db_default=False, default=False, editable=False),
                        ),
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
                            "scope",
                            models.GeneratedField(
                                db_persist=True,
                                expression=homeward.access.scope.GateScope(
                                    models.F("owner_org_id"),
                                    models.F("programme_id"),
                                    models.F("data_class"),
                                    output_field=models.IntegerField(),
                                ),
                                output_field=models.BigIntegerField(),
                            ),
                        ),
                        (
                            "data_class",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "Identity"),
                                    (2, "Contact"),
                                    (3, "Profile"),
                                    (4, "Case"),
                                    (5, "Health"),
                                    (6, "Protection"),
                                    (7, "Asylum"),
                                    (8, "Legal"),
                                    (9, "Finance"),
                                    (10, "Survey"),
                                ],
                                default=9,
                                editable=False,
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("bounced", "The bank sent it back"),
                                    ("wrong_payee", "It went to the wrong payee"),
                                    ("given_back", "The payee gave it back"),
                                ],
                                max_length=15,
                            ),
                        ),
                        ("on", models.DateField()),
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
                            "owner_org",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="access.organisation",
                            ),
                        ),
                        (
                            "payment",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="returned",
                                to="funds.payment",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="persons.person",
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
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="paymentreturn_scope")],
                    },
                ),
                migrations.CreateModel(
                    name="ReserveRequest",
                    fields=[
                        (
                            "shared_with",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.IntegerField(),
                                default=list,
                                editable=False,
                                size=None,
                            ),
                        ),
                        ("shared_until", models.DateField(default="9999-12-31", editable=False)),
                        (
                            "sealed",
                            models.BooleanField(db_default=False, default=False, editable=False),
                        ),
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
                            "scope",
                            models.GeneratedField(
                                db_persist=True,
                                expression=homeward.access.scope.GateScope(
                                    models.F("owner_org_id"),
                                    models.F("programme_id"),
                                    models.F("data_class"),
                                    output_field=models.IntegerField(),
                                ),
                                output_field=models.BigIntegerField(),
                            ),
                        ),
                        (
                            "data_class",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "Identity"),
                                    (2, "Contact"),
                                    (3, "Profile"),
                                    (4, "Case"),
                                    (5, "Health"),
                                    (6, "Protection"),
                                    (7, "Asylum"),
                                    (8, "Legal"),
                                    (9, "Finance"),
                                    (10, "Survey"),
                                ],
                                default=9,
                                editable=False,
                            ),
                        ),
                        (
                            "need",
                            models.CharField(
                                choices=[
                                    ("over_package", "The plan needs more than the package gives"),
                                    ("budget_empty", "The budget has not enough left"),
                                ],
                                max_length=15,
                                verbose_name="need",
                            ),
                        ),
                        (
                            "vulnerability",
                            models.CharField(
                                choices=[("met", "Met"), ("unknown", "Unknown")],
                                max_length=10,
                                verbose_name="vulnerability",
                            ),
                        ),
                        (
                            "amount",
                            models.DecimalField(
                                decimal_places=2, max_digits=12, verbose_name="amount"
                            ),
                        ),
                        ("currency", models.CharField(max_length=3)),
                        (
                            "reason",
                            homeward.access.fields.EncryptedTextField(
                                blank=True, default="", verbose_name="reason"
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting for the decision"),
                                    ("granted", "Granted"),
                                    ("refused", "Refused"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "decision_text",
                            homeward.access.fields.EncryptedTextField(
                                blank=True, default="", verbose_name="reason of the decision"
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "budget",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="funds.budget",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.case",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
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
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="persons.person",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="plans.plan",
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
                            "reservation",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="request",
                                to="funds.reservation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-asked_at"],
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="reserverequest_scope")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_by__isnull", True), ("status", "waiting")),
                                    models.Q(
                                        ("decided_at__isnull", False),
                                        ("decided_by__isnull", False),
                                        models.Q(
                                            ("decided_by", models.F("asked_by")), _negated=True
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="reserve_is_decided_by_a_second_person",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status", "waiting")),
                                fields=("case", "budget"),
                                name="a_reserve_is_asked_once_at_a_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReserveRule",
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
                            "need",
                            models.CharField(
                                choices=[
                                    ("over_package", "The plan needs more than the package gives"),
                                    ("budget_empty", "The budget has not enough left"),
                                ],
                                max_length=15,
                                verbose_name="need",
                            ),
                        ),
                        (
                            "roles",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("return_counsellor", "Return counsellor"),
                                        ("host_coordinator", "Host authority coordinator"),
                                        ("reception_officer", "Reception officer"),
                                        ("border_officer", "Border officer"),
                                        ("case_manager", "Case manager"),
                                        ("commission_secretary", "Commission secretary"),
                                        ("commission_member", "Commission member"),
                                        ("provider", "Service provider"),
                                        ("protection_focal_point", "Protection focal point"),
                                        ("health_focal_point", "Health focal point"),
                                        ("employment_adviser", "Employment adviser"),
                                        ("finance_officer", "Finance officer"),
                                        ("returnee", "Returnee"),
                                        ("programme_manager", "Programme manager"),
                                        ("evaluator", "Evaluator"),
                                        ("data_protection_officer", "Data protection officer"),
                                        ("administrator", "Administrator"),
                                    ],
                                    max_length=30,
                                ),
                                size=None,
                            ),
                        ),
                        ("asks_vulnerability", models.BooleanField(default=False)),
                        (
                            "ceiling",
                            models.DecimalField(
                                decimal_places=2, max_digits=12, verbose_name="at most for a case"
                            ),
                        ),
                        ("valid_from", models.DateField()),
                        ("valid_until", models.DateField(blank=True, null=True)),
                        ("source", models.CharField(max_length=200, verbose_name="source")),
                        (
                            "budget",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rules",
                                to="funds.budget",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["need", "-valid_from"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ceiling__gt", 0)),
                                name="reserve_gives_more_than_nothing",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StockItem",
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
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        ("unit", models.CharField(max_length=30, verbose_name="unit")),
                        (
                            "held",
                            models.DecimalField(
                                decimal_places=2, default=0, editable=False, max_digits=12
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
                    ],
                    options={
                        "ordering": ["name"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("owner_org", "name"),
                                name="stock_item_is_named_once_in_an_office",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("held__gte", 0)),
                                name="stock_is_never_less_than_nothing",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Supplier",
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
                        ("what", models.CharField(max_length=200, verbose_name="what they sell")),
                        (
                            "contact",
                            models.CharField(
                                blank=True,
                                max_length=200,
                                verbose_name="phone or e-mail of the office",
                            ),
                        ),
                        (
                            "tax_id",
                            models.CharField(blank=True, max_length=60, verbose_name="tax number"),
                        ),
                        ("is_active", models.BooleanField(default=True)),
                        (
                            "owner_org",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="access.organisation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["name"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("owner_org", "name"),
                                name="supplier_is_named_once_in_an_office",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CheckMadeChange",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "pgh_by_kind",
                            models.CharField(
                                db_default=models.Func(
                                    function="gate_kind", output_field=models.CharField()
                                ),
                                max_length=10,
                            ),
                        ),
                        (
                            "pgh_by",
                            models.BigIntegerField(
                                db_default=models.Func(
                                    function="gate_user", output_field=models.BigIntegerField()
                                ),
                                null=True,
                            ),
                        ),
                        (
                            "pgh_by_org",
                            models.IntegerField(
                                db_default=models.Func(
                                    function="gate_org", output_field=models.IntegerField()
                                ),
                                null=True,
                            ),
                        ),
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, serialize=False),
                        ),
                        (
                            "data_class",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "Identity"),
                                    (2, "Contact"),
                                    (3, "Profile"),
                                    (4, "Case"),
                                    (5, "Health"),
                                    (6, "Protection"),
                                    (7, "Asylum"),
                                    (8, "Legal"),
                                    (9, "Finance"),
                                    (10, "Survey"),
                                ],
                                default=9,
                                editable=False,
                            ),
                        ),
                        (
                            "check_code",
                            models.CharField(
                                choices=[
                                    ("invoice_matches", "The invoice matches the plan line"),
                                    ("receipt_signed", "The person signed for it"),
                                    ("photo_seen", "A photo was seen"),
                                    ("visit_done", "A visit was made"),
                                    ("second_person", "A second person agrees"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("on", models.DateField()),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="files.storedfile",
                            ),
                        ),
                        (
                            "instalment",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="funds.instalment",
                            ),
                        ),
                        (
                            "owner_org",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="access.organisation",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="persons.person",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="funds.checkmade",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="programmes.programme",
                            ),
                        ),
                        (
                            "proof",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="funds.proof",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["person"], name="checkmade_changes")],
                    },
                ),
                migrations.CreateModel(
                    name="LineShareChange",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "pgh_by_kind",
                            models.CharField(
                                db_default=models.Func(
                                    function="gate_kind", output_field=models.CharField()
                                ),
                                max_length=10,
                            ),
                        ),
                        (
                            "pgh_by",
                            models.BigIntegerField(
                                db_default=models.Func(
                                    function="gate_user", output_field=models.BigIntegerField()
                                ),
                                null=True,
                            ),
                        ),
                        (
                            "pgh_by_org",
                            models.IntegerField(
                                db_default=models.Func(
                                    function="gate_org", output_field=models.IntegerField()
                                ),
                                null=True,
                            ),
                        ),
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, serialize=False),
                        ),
                        (
                            "data_class",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "Identity"),
                                    (2, "Contact"),
                                    (3, "Profile"),
                                    (4, "Case"),
                                    (5, "Health"),
                                    (6, "Protection"),
                                    (7, "Asylum"),
                                    (8, "Legal"),
                                    (9, "Finance"),
                                    (10, "Survey"),
                                ],
                                default=9,
                                editable=False,
                            ),
                        ),
                        (
                            "percent",
                            models.DecimalField(
                                decimal_places=2, max_digits=5, verbose_name="percent"
                            ),
                        ),
                        (
                            "budget",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="funds.budget",
                            ),
                        ),
                        (
                            "donor",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="actors.actor",
                            ),
                        ),
                        (
                            "line",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="plans.planline",
                            ),
                        ),
                        (
                            "owner_org",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="access.organisation",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="persons.person",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="funds.lineshare",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="programmes.programme",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["person"], name="lineshare_changes")],
                    },
                ),
                migrations.CreateModel(
                    name="PaymentReturnChange",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "pgh_by_kind",
                            models.CharField(
                                db_default=models.Func(
                                    function="gate_kind", output_field=models.CharField()
                                ),
                                max_length=10,
                            ),
                        ),
                        (
                            "pgh_by",
                            models.BigIntegerField(
                                db_default=models.Func(
                                    function="gate_user", output_field=models.BigIntegerField()
                                ),
                                null=True,
                            ),
                        ),
                        (
                            "pgh_by_org",
                            models.IntegerField(
                                db_default=models.Func(
                                    function="gate_org", output_field=models.IntegerField()
                                ),
                                null=True,
                            ),
                        ),
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, serialize=False),
                        ),
                        (
                            "data_class",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "Identity"),
                                    (2, "Contact"),
                                    (3, "Profile"),
                                    (4, "Case"),
                                    (5, "Health"),
                                    (6, "Protection"),
                                    (7, "Asylum"),
                                    (8, "Legal"),
                                    (9, "Finance"),
                                    (10, "Survey"),
                                ],
                                default=9,
                                editable=False,
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("bounced", "The bank sent it back"),
                                    ("wrong_payee", "It went to the wrong payee"),
                                    ("given_back", "The payee gave it back"),
                                ],
                                max_length=15,
                            ),
                        ),
                        ("on", models.DateField()),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "owner_org",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="access.organisation",
                            ),
                        ),
                        (
                            "payment",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="funds.payment",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="persons.person",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="funds.paymentreturn",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="programmes.programme",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["person"], name="paymentreturn_changes")],
                    },
                ),
                migrations.CreateModel(
                    name="ReserveRequestChange",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "pgh_by_kind",
                            models.CharField(
                                db_default=models.Func(
                                    function="gate_kind", output_field=models.CharField()
                                ),
                                max_length=10,
                            ),
                        ),
                        (
                            "pgh_by",
                            models.BigIntegerField(
                                db_default=models.Func(
                                    function="gate_user", output_field=models.BigIntegerField()
                                ),
                                null=True,
                            ),
                        ),
                        (
                            "pgh_by_org",
                            models.IntegerField(
                                db_default=models.Func(
                                    function="gate_org", output_field=models.IntegerField()
                                ),
                                null=True,
                            ),
                        ),
                        ("reason", models.BinaryField(db_column="reason", default=b"")),
                        (
                            "decision_text",
                            models.BinaryField(db_column="decision_text", default=b""),
                        ),
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, serialize=False),
                        ),
                        (
                            "data_class",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "Identity"),
                                    (2, "Contact"),
                                    (3, "Profile"),
                                    (4, "Case"),
                                    (5, "Health"),
                                    (6, "Protection"),
                                    (7, "Asylum"),
                                    (8, "Legal"),
                                    (9, "Finance"),
                                    (10, "Survey"),
                                ],
                                default=9,
                                editable=False,
                            ),
                        ),
                        (
                            "need",
                            models.CharField(
                                choices=[
                                    ("over_package", "The plan needs more than the package gives"),
                                    ("budget_empty", "The budget has not enough left"),
                                ],
                                max_length=15,
                                verbose_name="need",
                            ),
                        ),
                        (
                            "vulnerability",
                            models.CharField(
                                choices=[("met", "Met"), ("unknown", "Unknown")],
                                max_length=10,
                                verbose_name="vulnerability",
                            ),
                        ),
                        (
                            "amount",
                            models.DecimalField(
                                decimal_places=2, max_digits=12, verbose_name="amount"
                            ),
                        ),
                        ("currency", models.CharField(max_length=3)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting for the decision"),
                                    ("granted", "Granted"),
                                    ("refused", "Refused"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "asked_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "budget",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="funds.budget",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="cases.case",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "owner_org",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="access.organisation",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="persons.person",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="funds.reserverequest",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="plans.plan",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="programmes.programme",
                            ),
                        ),
                        (
                            "reservation",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="funds.reservation",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["person"], name="reserverequest_changes")],
                    },
                ),
                migrations.CreateModel(
                    name="StockMovement",
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
                                    ("in", "Came in"),
                                    ("out", "Handed out"),
                                    ("lost", "Lost or spoilt"),
                                    ("counted", "Counted"),
                                ],
                                max_length=10,
                                verbose_name="what happened",
                            ),
                        ),
                        (
                            "quantity",
                            models.DecimalField(
                                decimal_places=2, max_digits=12, verbose_name="quantity"
                            ),
                        ),
                        ("on", models.DateField(verbose_name="on")),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
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
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="movements",
                                to="funds.stockitem",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-at", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "in"), ("quantity__gt", 0)),
                                    models.Q(("kind__in", ["out", "lost"]), ("quantity__lt", 0)),
                                    models.Q(
                                        ("kind", "counted"),
                                        models.Q(("quantity", 0), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="stock_moves_in_its_direction",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Voucher",
                    fields=[
                        (
                            "shared_with",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.IntegerField(),
                                default=list,
                                editable=False,
                                size=None,
                            ),
                        ),
                        ("shared_until", models.DateField(default="9999-12-31", editable=False)),
                        (
                            "sealed",
                            models.BooleanField(db_default=False, default=False, editable=False),
                        ),
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
                            "scope",
                            models.GeneratedField(
                                db_persist=True,
                                expression=homeward.access.scope.GateScope(
                                    models.F("owner_org_id"),
                                    models.F("programme_id"),
                                    models.F("data_class"),
                                    output_field=models.IntegerField(),
                                ),
                                output_field=models.BigIntegerField(),
                            ),
                        ),
                        (
                            "data_class",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "Identity"),
                                    (2, "Contact"),
                                    (3, "Profile"),
                                    (4, "Case"),
                                    (5, "Health"),
                                    (6, "Protection"),
                                    (7, "Asylum"),
                                    (8, "Legal"),
                                    (9, "Finance"),
                                    (10, "Survey"),
                                ],
                                default=9,
                                editable=False,
                            ),
                        ),
                        ("number", models.CharField(max_length=20)),
                        ("expires_on", models.DateField(verbose_name="last day")),
                        ("issued_at", models.DateTimeField()),
                        (
                            "redeemed_on",
                            models.DateField(blank=True, null=True, verbose_name="redeemed on"),
                        ),
                        (
                            "instalment",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="voucher",
                                to="funds.instalment",
                            ),
                        ),
                        (
                            "issued_by",
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
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="persons.person",
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
                            "supplier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="funds.supplier",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="voucher_scope")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("owner_org", "number"), name="voucher_number_is_an_office_s_own"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Delivery",
                    fields=[
                        (
                            "shared_with",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.IntegerField(),
                                default=list,
                                editable=False,
                                size=None,
                            ),
                        ),
                        ("shared_until", models.DateField(default="9999-12-31", editable=False)),
                        (
                            "sealed",
                            models.BooleanField(db_default=False, default=False, editable=False),
                        ),
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
                            "scope",
                            models.GeneratedField(
                                db_persist=True,
                                expression=homeward.access.scope.GateScope(
                                    models.F("owner_org_id"),
                                    models.F("programme_id"),
                                    models.F("data_class"),
                                    output_field=models.IntegerField(),
                                ),
                                output_field=models.BigIntegerField(),
                            ),
                        ),
                        (
                            "data_class",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "Identity"),
                                    (2, "Contact"),
                                    (3, "Profile"),
                                    (4, "Case"),
                                    (5, "Health"),
                                    (6, "Protection"),
                                    (7, "Asylum"),
                                    (8, "Legal"),
                                    (9, "Finance"),
                                    (10, "Survey"),
                                ],
                                default=9,
                                editable=False,
                            ),
                        ),
                        (
                            "quantity",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=12, null=True
                            ),
                        ),
                        ("there_on", models.DateField()),
                        ("told_on", models.DateField(blank=True, null=True)),
                        ("handed_on", models.DateField(blank=True, null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "instalment",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="delivery",
                                to="funds.instalment",
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
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="persons.person",
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
                            "item",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="funds.stockitem",
                            ),
                        ),
                        (
                            "movement",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="delivery",
                                to="funds.stockmovement",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="delivery_scope")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("handed_on__isnull", True),
                                    ("told_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="goods_are_handed_out_after_the_person_was_told",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VoucherChange",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "pgh_by_kind",
                            models.CharField(
                                db_default=models.Func(
                                    function="gate_kind", output_field=models.CharField()
                                ),
                                max_length=10,
                            ),
                        ),
                        (
                            "pgh_by",
                            models.BigIntegerField(
                                db_default=models.Func(
                                    function="gate_user", output_field=models.BigIntegerField()
                                ),
                                null=True,
                            ),
                        ),
                        (
                            "pgh_by_org",
                            models.IntegerField(
                                db_default=models.Func(
                                    function="gate_org", output_field=models.IntegerField()
                                ),
                                null=True,
                            ),
                        ),
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, serialize=False),
                        ),
                        (
                            "data_class",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "Identity"),
                                    (2, "Contact"),
                                    (3, "Profile"),
                                    (4, "Case"),
                                    (5, "Health"),
                                    (6, "Protection"),
                                    (7, "Asylum"),
                                    (8, "Legal"),
                                    (9, "Finance"),
                                    (10, "Survey"),
                                ],
                                default=9,
                                editable=False,
                            ),
                        ),
                        ("number", models.CharField(max_length=20)),
                        ("expires_on", models.DateField(verbose_name="last day")),
                        ("issued_at", models.DateTimeField()),
                        (
                            "redeemed_on",
                            models.DateField(blank=True, null=True, verbose_name="redeemed on"),
                        ),
                        (
                            "instalment",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="funds.instalment",
                            ),
                        ),
                        (
                            "issued_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "owner_org",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="access.organisation",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="persons.person",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="funds.voucher",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="programmes.programme",
                            ),
                        ),
                        (
                            "supplier",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="funds.supplier",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["person"], name="voucher_changes")],
                    },
                ),
                migrations.CreateModel(
                    name="DeliveryChange",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "pgh_by_kind",
                            models.CharField(
                                db_default=models.Func(
                                    function="gate_kind", output_field=models.CharField()
                                ),
                                max_length=10,
                            ),
                        ),
                        (
                            "pgh_by",
                            models.BigIntegerField(
                                db_default=models.Func(
                                    function="gate_user", output_field=models.BigIntegerField()
                                ),
                                null=True,
                            ),
                        ),
                        (
                            "pgh_by_org",
                            models.IntegerField(
                                db_default=models.Func(
                                    function="gate_org", output_field=models.IntegerField()
                                ),
                                null=True,
                            ),
                        ),
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, serialize=False),
                        ),
                        (
                            "data_class",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "Identity"),
                                    (2, "Contact"),
                                    (3, "Profile"),
                                    (4, "Case"),
                                    (5, "Health"),
                                    (6, "Protection"),
                                    (7, "Asylum"),
                                    (8, "Legal"),
                                    (9, "Finance"),
                                    (10, "Survey"),
                                ],
                                default=9,
                                editable=False,
                            ),
                        ),
                        (
                            "quantity",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=12, null=True
                            ),
                        ),
                        ("there_on", models.DateField()),
                        ("told_on", models.DateField(blank=True, null=True)),
                        ("handed_on", models.DateField(blank=True, null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "instalment",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="funds.instalment",
                            ),
                        ),
                        (
                            "owner_org",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="access.organisation",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="persons.person",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="funds.delivery",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="programmes.programme",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="funds.stockitem",
                            ),
                        ),
                        (
                            "movement",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="funds.stockmovement",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["person"], name="delivery_changes")],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="checkmade",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."person_id", OLD."data_class", OLD."instalment_id", OLD."proof_id", OLD."check_code", OLD."on", OLD."file_id", OLD."at", OLD."by_id") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."person_id", NEW."data_class", NEW."instalment_id", NEW."proof_id", NEW."check_code", NEW."on", NEW."file_id", NEW."at", NEW."by_id"))',
                            func='INSERT INTO "funds_checkmadechange" ("at", "by_id", "check_code", "data_class", "file_id", "id", "instalment_id", "on", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "proof_id") VALUES (OLD."at", OLD."by_id", OLD."check_code", OLD."data_class", OLD."file_id", OLD."id", OLD."instalment_id", OLD."on", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."programme_id", OLD."proof_id"); RETURN NULL;',
                            hash="c239617fd3afe3798e399794161252ac19255bc3",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_57b00",
                            table="funds_checkmade",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="checkmade",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "funds_checkmadechange" ("at", "by_id", "check_code", "data_class", "file_id", "id", "instalment_id", "on", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "proof_id") VALUES (OLD."at", OLD."by_id", OLD."check_code", OLD."data_class", OLD."file_id", OLD."id", OLD."instalment_id", OLD."on", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."programme_id", OLD."proof_id"); RETURN NULL;',
                            hash="e4db73066ab6a6fb222af85e6848afdfdeef96e0",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_aaeb8",
                            table="funds_checkmade",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="lineshare",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."person_id", OLD."data_class", OLD."line_id", OLD."budget_id", OLD."donor_id", OLD."percent") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."person_id", NEW."data_class", NEW."line_id", NEW."budget_id", NEW."donor_id", NEW."percent"))',
                            func='INSERT INTO "funds_linesharechange" ("budget_id", "data_class", "donor_id", "id", "line_id", "owner_org_id", "percent", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id") VALUES (OLD."budget_id", OLD."data_class", OLD."donor_id", OLD."id", OLD."line_id", OLD."owner_org_id", OLD."percent", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."programme_id"); RETURN NULL;',
                            hash="3143f698392f7875c9200259d4ddf613f93c6964",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d86e7",
                            table="funds_lineshare",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="lineshare",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "funds_linesharechange" ("budget_id", "data_class", "donor_id", "id", "line_id", "owner_org_id", "percent", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id") VALUES (OLD."budget_id", OLD."data_class", OLD."donor_id", OLD."id", OLD."line_id", OLD."owner_org_id", OLD."percent", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."programme_id"); RETURN NULL;',
                            hash="c926ee2b2c9a9d786a64248acbf39851bdbeab53",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_fadcb",
                            table="funds_lineshare",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="paymentreturn",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."person_id", OLD."data_class", OLD."payment_id", OLD."reason", OLD."on", OLD."at", OLD."by_id") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."person_id", NEW."data_class", NEW."payment_id", NEW."reason", NEW."on", NEW."at", NEW."by_id"))',
                            func='INSERT INTO "funds_paymentreturnchange" ("at", "by_id", "data_class", "id", "on", "owner_org_id", "payment_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "reason") VALUES (OLD."at", OLD."by_id", OLD."data_class", OLD."id", OLD."on", OLD."owner_org_id", OLD."payment_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."programme_id", OLD."reason"); RETURN NULL;',
                            hash="316a30f5724f0f6467fd9beed555310ac0fd113f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_4cb26",
                            table="funds_paymentreturn",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="paymentreturn",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "funds_paymentreturnchange" ("at", "by_id", "data_class", "id", "on", "owner_org_id", "payment_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "reason") VALUES (OLD."at", OLD."by_id", OLD."data_class", OLD."id", OLD."on", OLD."owner_org_id", OLD."payment_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."programme_id", OLD."reason"); RETURN NULL;',
                            hash="61662e37ca2e6821b14475f27ea36499985b2f6c",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_81406",
                            table="funds_paymentreturn",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reserverequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."person_id", OLD."data_class", OLD."case_id", OLD."plan_id", OLD."budget_id", OLD."need", OLD."vulnerability", OLD."amount", OLD."currency", OLD."reason", OLD."status", OLD."asked_at", OLD."asked_by_id", OLD."decided_at", OLD."decided_by_id", OLD."decision_text", OLD."reservation_id") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."person_id", NEW."data_class", NEW."case_id", NEW."plan_id", NEW."budget_id", NEW."need", NEW."vulnerability", NEW."amount", NEW."currency", NEW."reason", NEW."status", NEW."asked_at", NEW."asked_by_id", NEW."decided_at", NEW."decided_by_id", NEW."decision_text", NEW."reservation_id"))',
                            func='INSERT INTO "funds_reserverequestchange" ("amount", "asked_at", "asked_by_id", "budget_id", "case_id", "currency", "data_class", "decided_at", "decided_by_id", "decision_text", "id", "need", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "programme_id", "reason", "reservation_id", "status", "vulnerability") VALUES (OLD."amount", OLD."asked_at", OLD."asked_by_id", OLD."budget_id", OLD."case_id", OLD."currency", OLD."data_class", OLD."decided_at", OLD."decided_by_id", OLD."decision_text", OLD."id", OLD."need", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."plan_id", OLD."programme_id", OLD."reason", OLD."reservation_id", OLD."status", OLD."vulnerability"); RETURN NULL;',
                            hash="a983615332c447d1a609748ed1852a222ced8408",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b5eee",
                            table="funds_reserverequest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reserverequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "funds_reserverequestchange" ("amount", "asked_at", "asked_by_id", "budget_id", "case_id", "currency", "data_class", "decided_at", "decided_by_id", "decision_text", "id", "need", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "programme_id", "reason", "reservation_id", "status", "vulnerability") VALUES (OLD."amount", OLD."asked_at", OLD."asked_by_id", OLD."budget_id", OLD."case_id", OLD."currency", OLD."data_class", OLD."decided_at", OLD."decided_by_id", OLD."decision_text", OLD."id", OLD."need", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."plan_id", OLD."programme_id", OLD."reason", OLD."reservation_id", OLD."status", OLD."vulnerability"); RETURN NULL;',
                            hash="c4cf9686275cc361db179e0c7e116a82b86586e1",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_60fd5",
                            table="funds_reserverequest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="delivery",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."person_id", OLD."data_class", OLD."instalment_id", OLD."movement_id", OLD."item_id", OLD."quantity", OLD."there_on", OLD."told_on", OLD."handed_on", OLD."by_id") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."person_id", NEW."data_class", NEW."instalment_id", NEW."movement_id", NEW."item_id", NEW."quantity", NEW."there_on", NEW."told_on", NEW."handed_on", NEW."by_id"))',
                            func='INSERT INTO "funds_deliverychange" ("by_id", "data_class", "handed_on", "id", "instalment_id", "item_id", "movement_id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "quantity", "there_on", "told_on") VALUES (OLD."by_id", OLD."data_class", OLD."handed_on", OLD."id", OLD."instalment_id", OLD."item_id", OLD."movement_id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."programme_id", OLD."quantity", OLD."there_on", OLD."told_on"); RETURN NULL;',
                            hash="ed7b2b7960864d7c37741245df2b762d7ee73652",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f722c",
                            table="funds_delivery",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="delivery",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "funds_deliverychange" ("by_id", "data_class", "handed_on", "id", "instalment_id", "item_id", "movement_id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "quantity", "there_on", "told_on") VALUES (OLD."by_id", OLD."data_class", OLD."handed_on", OLD."id", OLD."instalment_id", OLD."item_id", OLD."movement_id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."programme_id", OLD."quantity", OLD."there_on", OLD."told_on"); RETURN NULL;',
                            hash="68dc9122c9354c723cc075de67c2ae52fa229e76",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_5f937",
                            table="funds_delivery",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="voucher",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."person_id", OLD."data_class", OLD."instalment_id", OLD."number", OLD."supplier_id", OLD."expires_on", OLD."issued_at", OLD."issued_by_id", OLD."redeemed_on") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."person_id", NEW."data_class", NEW."instalment_id", NEW."number", NEW."supplier_id", NEW."expires_on", NEW."issued_at", NEW."issued_by_id", NEW."redeemed_on"))',
                            func='INSERT INTO "funds_voucherchange" ("data_class", "expires_on", "id", "instalment_id", "issued_at", "issued_by_id", "number", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "redeemed_on", "supplier_id") VALUES (OLD."data_class", OLD."expires_on", OLD."id", OLD."instalment_id", OLD."issued_at", OLD."issued_by_id", OLD."number", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."programme_id", OLD."redeemed_on", OLD."supplier_id"); RETURN NULL;',
                            hash="36d735d5f9fed62df9620ae9268938b6fc1e6abb",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_673de",
                            table="funds_voucher",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="voucher",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "funds_voucherchange" ("data_class", "expires_on", "id", "instalment_id", "issued_at", "issued_by_id", "number", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "redeemed_on", "supplier_id") VALUES (OLD."data_class", OLD."expires_on", OLD."id", OLD."instalment_id", OLD."issued_at", OLD."issued_by_id", OLD."number", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."programme_id", OLD."redeemed_on", OLD."supplier_id"); RETURN NULL;',
                            hash="38027cc148d6577baa35daf1af9ccae4c7b395bd",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_88d4c",
                            table="funds_voucher",
                            when="AFTER",
                        ),
                    ),
                ),
            ]
        ),
    ]
