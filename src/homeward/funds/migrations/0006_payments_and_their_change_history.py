"""How an instalment is given, in which currency it was paid, and a budget's two books."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from homeward.core.operations import Together


class Migration(migrations.Migration):
    dependencies = [("funds", "0005_support_and_its_change_history"), ("ledger", "0002_policies")]

    operations = [
        Together(
            [
                pgtrigger.migrations.RemoveTrigger(
                    model_name="instalment",
                    name="update_update",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="instalment",
                    name="delete_delete",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="payment",
                    name="update_update",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="payment",
                    name="delete_delete",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="reservation",
                    name="update_update",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="reservation",
                    name="delete_delete",
                ),
                migrations.AddField(
                    model_name="budget",
                    name="cash_book",
                    field=models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.book",
                    ),
                ),
                migrations.AddField(
                    model_name="budget",
                    name="commitment_book",
                    field=models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.book",
                    ),
                ),
                migrations.AddField(
                    model_name="budget",
                    name="kind",
                    field=models.CharField(
                        choices=[("ordinary", "Budget"), ("reserve", "Reserve")],
                        default="ordinary",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                migrations.AddField(
                    model_name="instalment",
                    name="way",
                    field=models.CharField(
                        choices=[
                            ("cash", "Cash"),
                            ("voucher", "Voucher"),
                            ("goods", "Goods"),
                            ("service", "Paid service"),
                        ],
                        db_default="service",
                        default="service",
                        max_length=10,
                        verbose_name="given as",
                    ),
                ),
                migrations.AddField(
                    model_name="instalmentchange",
                    name="way",
                    field=models.CharField(
                        choices=[
                            ("cash", "Cash"),
                            ("voucher", "Voucher"),
                            ("goods", "Goods"),
                            ("service", "Paid service"),
                        ],
                        db_default="service",
                        default="service",
                        max_length=10,
                        verbose_name="given as",
                    ),
                ),
                migrations.AddField(
                    model_name="payment",
                    name="paid_amount",
                    field=models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True
                    ),
                ),
                migrations.AddField(
                    model_name="payment",
                    name="paid_currency",
                    field=models.CharField(blank=True, db_default="", default="", max_length=3),
                ),
                migrations.AddField(
                    model_name="payment",
                    name="rate",
                    field=models.DecimalField(
                        blank=True, decimal_places=8, max_digits=18, null=True
                    ),
                ),
                migrations.AddField(
                    model_name="payment",
                    name="rate_on",
                    field=models.DateField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="payment",
                    name="rate_source",
                    field=models.CharField(blank=True, db_default="", default="", max_length=200),
                ),
                migrations.AddField(
                    model_name="paymentchange",
                    name="paid_amount",
                    field=models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True
                    ),
                ),
                migrations.AddField(
                    model_name="paymentchange",
                    name="paid_currency",
                    field=models.CharField(blank=True, db_default="", default="", max_length=3),
                ),
                migrations.AddField(
                    model_name="paymentchange",
                    name="rate",
                    field=models.DecimalField(
                        blank=True, decimal_places=8, max_digits=18, null=True
                    ),
                ),
                migrations.AddField(
                    model_name="paymentchange",
                    name="rate_on",
                    field=models.DateField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="paymentchange",
                    name="rate_source",
                    field=models.CharField(blank=True, db_default="", default="", max_length=200),
                ),
                migrations.AddField(
                    model_name="reservation",
                    name="released",
                    field=models.DecimalField(
                        db_default=0, decimal_places=2, default=0, max_digits=12
                    ),
                ),
                migrations.AddField(
                    model_name="reservationchange",
                    name="released",
                    field=models.DecimalField(
                        db_default=0, decimal_places=2, default=0, max_digits=12
                    ),
                ),
                migrations.AlterField(
                    model_name="instalment",
                    name="status",
                    field=models.CharField(
                        choices=[
                            ("planned", "Waiting for the proof"),
                            ("proven", "Proof brought, not checked yet"),
                            ("refused", "Proof refused"),
                            ("paid", "Paid"),
                            ("cancelled", "Cancelled"),
                            ("returned", "Paid, and the money came back"),
                        ],
                        default="planned",
                        max_length=10,
                    ),
                ),
                migrations.AlterField(
                    model_name="instalmentchange",
                    name="status",
                    field=models.CharField(
                        choices=[
                            ("planned", "Waiting for the proof"),
                            ("proven", "Proof brought, not checked yet"),
                            ("refused", "Proof refused"),
                            ("paid", "Paid"),
                            ("cancelled", "Cancelled"),
                            ("returned", "Paid, and the money came back"),
                        ],
                        default="planned",
                        max_length=10,
                    ),
                ),
                migrations.AlterField(
                    model_name="reservation",
                    name="plan",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reservations",
                        to="plans.plan",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="payment",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("paid_amount__isnull", True),
                                ("paid_currency", ""),
                                ("rate__isnull", True),
                            ),
                            models.Q(
                                ("paid_amount__gt", 0),
                                ("rate__gt", 0),
                                ("rate_on__isnull", False),
                                models.Q(("paid_currency", ""), _negated=True),
                                models.Q(("rate_source", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="payment_in_another_currency_has_its_rate",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="reservation",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("released__gte", 0), ("released__lte", models.F("amount"))
                        ),
                        name="no_more_is_released_than_reserved",
                    ),
                ),
                migrations.AddField(
                    model_name="instalment",
                    name="supplier",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="funds.supplier",
                    ),
                ),
                migrations.AddField(
                    model_name="instalmentchange",
                    name="supplier",
                    field=models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="funds.supplier",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="instalment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."person_id", OLD."data_class", OLD."case_id", OLD."line_id", OLD."budget_id", OLD."fund_org_id", OLD."number", OLD."way", OLD."supplier_id", OLD."amount", OLD."currency", OLD."due_on", OLD."status", OLD."planned_by_id", OLD."planned_at") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."person_id", NEW."data_class", NEW."case_id", NEW."line_id", NEW."budget_id", NEW."fund_org_id", NEW."number", NEW."way", NEW."supplier_id", NEW."amount", NEW."currency", NEW."due_on", NEW."status", NEW."planned_by_id", NEW."planned_at"))',
                            func='INSERT INTO "funds_instalmentchange" ("amount", "budget_id", "case_id", "currency", "data_class", "due_on", "fund_org_id", "id", "line_id", "number", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_at", "planned_by_id", "programme_id", "status", "supplier_id", "way") VALUES (OLD."amount", OLD."budget_id", OLD."case_id", OLD."currency", OLD."data_class", OLD."due_on", OLD."fund_org_id", OLD."id", OLD."line_id", OLD."number", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."planned_at", OLD."planned_by_id", OLD."programme_id", OLD."status", OLD."supplier_id", OLD."way"); RETURN NULL;',
                            hash="7f3afc3a978640b7e8532d50b8f7a30dc5cd9f88",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_68067",
                            table="funds_instalment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="instalment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "funds_instalmentchange" ("amount", "budget_id", "case_id", "currency", "data_class", "due_on", "fund_org_id", "id", "line_id", "number", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_at", "planned_by_id", "programme_id", "status", "supplier_id", "way") VALUES (OLD."amount", OLD."budget_id", OLD."case_id", OLD."currency", OLD."data_class", OLD."due_on", OLD."fund_org_id", OLD."id", OLD."line_id", OLD."number", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."planned_at", OLD."planned_by_id", OLD."programme_id", OLD."status", OLD."supplier_id", OLD."way"); RETURN NULL;',
                            hash="074053d575c6b39d63925630c5392768bb56784c",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_1e828",
                            table="funds_instalment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="payment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."person_id", OLD."data_class", OLD."instalment_id", OLD."amount", OLD."currency", OLD."paid_amount", OLD."paid_currency", OLD."rate", OLD."rate_on", OLD."rate_source", OLD."paid_on", OLD."at", OLD."by_id") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."person_id", NEW."data_class", NEW."instalment_id", NEW."amount", NEW."currency", NEW."paid_amount", NEW."paid_currency", NEW."rate", NEW."rate_on", NEW."rate_source", NEW."paid_on", NEW."at", NEW."by_id"))',
                            func='INSERT INTO "funds_paymentchange" ("amount", "at", "by_id", "currency", "data_class", "id", "instalment_id", "owner_org_id", "paid_amount", "paid_currency", "paid_on", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "rate", "rate_on", "rate_source") VALUES (OLD."amount", OLD."at", OLD."by_id", OLD."currency", OLD."data_class", OLD."id", OLD."instalment_id", OLD."owner_org_id", OLD."paid_amount", OLD."paid_currency", OLD."paid_on", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."programme_id", OLD."rate", OLD."rate_on", OLD."rate_source"); RETURN NULL;',
                            hash="2f37fbf715ada64eea4c80806ccf015ef0bcff55",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c4f50",
                            table="funds_payment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="payment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "funds_paymentchange" ("amount", "at", "by_id", "currency", "data_class", "id", "instalment_id", "owner_org_id", "paid_amount", "paid_currency", "paid_on", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "rate", "rate_on", "rate_source") VALUES (OLD."amount", OLD."at", OLD."by_id", OLD."currency", OLD."data_class", OLD."id", OLD."instalment_id", OLD."owner_org_id", OLD."paid_amount", OLD."paid_currency", OLD."paid_on", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."programme_id", OLD."rate", OLD."rate_on", OLD."rate_source"); RETURN NULL;',
                            hash="39712a868cc49c15eb43b29a865a126f4d5da306",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_76efa",
                            table="funds_payment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reservation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."person_id", OLD."data_class", OLD."plan_id", OLD."budget_id", OLD."amount", OLD."released", OLD."currency", OLD."at") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."person_id", NEW."data_class", NEW."plan_id", NEW."budget_id", NEW."amount", NEW."released", NEW."currency", NEW."at"))',
                            func='INSERT INTO "funds_reservationchange" ("amount", "at", "budget_id", "currency", "data_class", "id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "programme_id", "released") VALUES (OLD."amount", OLD."at", OLD."budget_id", OLD."currency", OLD."data_class", OLD."id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."plan_id", OLD."programme_id", OLD."released"); RETURN NULL;',
                            hash="13e8a5702e9b625bd9f8cb05205cadec3acd5d47",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6a44b",
                            table="funds_reservation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reservation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "funds_reservationchange" ("amount", "at", "budget_id", "currency", "data_class", "id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "programme_id", "released") VALUES (OLD."amount", OLD."at", OLD."budget_id", OLD."currency", OLD."data_class", OLD."id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."plan_id", OLD."programme_id", OLD."released"); RETURN NULL;',
                            hash="848c88aafd3255acc64882752f933ee470599638",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_54619",
                            table="funds_reservation",
                            when="AFTER",
                        ),
                    ),
                ),
            ]
        ),
    ]
