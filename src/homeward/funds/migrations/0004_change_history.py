"""The change history: what each row was before a change, its triggers, and who sees it."""

import django.db.models.deletion
import pgtrigger.compiler
import uuid
from django.conf import settings
from django.db import migrations, models

from homeward.audit import operations
from homeward.core.operations import Together


GUARD = """
select audit_guard_history('funds_instalmentchange', 'person_id');
select audit_guard_history('funds_paymentchange', 'person_id');
select audit_guard_history('funds_proofchange', 'person_id');
select audit_guard_history('funds_proofcheckchange', 'person_id');
select audit_guard_history('funds_reservationchange', 'person_id');
"""
UNGUARD = """
select audit_unguard_history('funds_instalmentchange');
select audit_unguard_history('funds_paymentchange');
select audit_unguard_history('funds_proofchange');
select audit_unguard_history('funds_proofcheckchange');
select audit_unguard_history('funds_reservationchange');
"""


class Migration(migrations.Migration):

    dependencies = [
        ("access", "0007_choices"),
        ("cases", "0009_change_history"),
        ("files", "0005_change_history"),
        ("funds", "0003_sealed"),
        ("persons", "0010_search"),
        ("plans", "0003_sealed"),
        ("programmes", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='InstalmentChange',
                fields=[
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('pgh_by_kind', models.CharField(db_default=models.Func(function='gate_kind', output_field=models.CharField()), max_length=10)),
                    ('pgh_by', models.BigIntegerField(db_default=models.Func(function='gate_user', output_field=models.BigIntegerField()), null=True)),
                    ('pgh_by_org', models.IntegerField(db_default=models.Func(function='gate_org', output_field=models.IntegerField()), null=True)),
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                    ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=9, editable=False)),
                    ('number', models.PositiveSmallIntegerField()),
                    ('amount', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='amount')),
                    ('currency', models.CharField(max_length=3, verbose_name='currency')),
                    ('due_on', models.DateField(blank=True, null=True, verbose_name='due')),
                    ('status', models.CharField(choices=[('planned', 'Waiting for the proof'), ('proven', 'Proof brought, not checked yet'), ('refused', 'Proof refused'), ('paid', 'Paid'), ('cancelled', 'Cancelled')], default='planned', max_length=10)),
                    ('planned_at', models.DateTimeField()),
                    ('budget', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='funds.budget')),
                    ('case', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cases.case')),
                    ('fund_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                    ('line', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='plans.planline')),
                    ('owner_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                    ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.person')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='funds.instalment')),
                    ('planned_by', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('programme', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme')),
                ],
                options={
                    'abstract': False,
                    'indexes': [models.Index(fields=['person'], name='instalment_changes')],
                },
            ),
            migrations.CreateModel(
                name='PaymentChange',
                fields=[
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('pgh_by_kind', models.CharField(db_default=models.Func(function='gate_kind', output_field=models.CharField()), max_length=10)),
                    ('pgh_by', models.BigIntegerField(db_default=models.Func(function='gate_user', output_field=models.BigIntegerField()), null=True)),
                    ('pgh_by_org', models.IntegerField(db_default=models.Func(function='gate_org', output_field=models.IntegerField()), null=True)),
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                    ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=9, editable=False)),
                    ('amount', models.DecimalField(decimal_places=2, max_digits=12)),
                    ('currency', models.CharField(max_length=3)),
                    ('paid_on', models.DateField()),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('instalment', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='funds.instalment')),
                    ('owner_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                    ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.person')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='funds.payment')),
                    ('programme', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme')),
                ],
                options={
                    'abstract': False,
                    'indexes': [models.Index(fields=['person'], name='payment_changes')],
                },
            ),
            migrations.CreateModel(
                name='ProofChange',
                fields=[
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('pgh_by_kind', models.CharField(db_default=models.Func(function='gate_kind', output_field=models.CharField()), max_length=10)),
                    ('pgh_by', models.BigIntegerField(db_default=models.Func(function='gate_user', output_field=models.BigIntegerField()), null=True)),
                    ('pgh_by_org', models.IntegerField(db_default=models.Func(function='gate_org', output_field=models.IntegerField()), null=True)),
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                    ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=9, editable=False)),
                    ('at', models.DateTimeField()),
                    ('brought_by', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('file', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='files.storedfile')),
                    ('instalment', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='funds.instalment')),
                    ('owner_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                    ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.person')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='funds.proof')),
                    ('programme', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme')),
                ],
                options={
                    'abstract': False,
                    'indexes': [models.Index(fields=['person'], name='proof_changes')],
                },
            ),
            migrations.CreateModel(
                name='ProofCheckChange',
                fields=[
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('pgh_by_kind', models.CharField(db_default=models.Func(function='gate_kind', output_field=models.CharField()), max_length=10)),
                    ('pgh_by', models.BigIntegerField(db_default=models.Func(function='gate_user', output_field=models.BigIntegerField()), null=True)),
                    ('pgh_by_org', models.IntegerField(db_default=models.Func(function='gate_org', output_field=models.IntegerField()), null=True)),
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                    ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=9, editable=False)),
                    ('reason', models.CharField(choices=[('illegible', "It can't be read"), ('wrong_amount', 'The amount differs from the plan'), ('wrong_payee', 'It names another payee'), ('not_dated', 'It has no date')], max_length=20)),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('owner_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                    ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.person')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='funds.proofcheck')),
                    ('programme', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme')),
                    ('proof', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='funds.proof')),
                ],
                options={
                    'abstract': False,
                    'indexes': [models.Index(fields=['person'], name='proofcheck_changes')],
                },
            ),
            migrations.CreateModel(
                name='ReservationChange',
                fields=[
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('pgh_by_kind', models.CharField(db_default=models.Func(function='gate_kind', output_field=models.CharField()), max_length=10)),
                    ('pgh_by', models.BigIntegerField(db_default=models.Func(function='gate_user', output_field=models.BigIntegerField()), null=True)),
                    ('pgh_by_org', models.IntegerField(db_default=models.Func(function='gate_org', output_field=models.IntegerField()), null=True)),
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                    ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=9, editable=False)),
                    ('amount', models.DecimalField(decimal_places=2, max_digits=12)),
                    ('currency', models.CharField(max_length=3)),
                    ('at', models.DateTimeField()),
                    ('budget', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='funds.budget')),
                    ('owner_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                    ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.person')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='funds.reservation')),
                    ('plan', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='plans.plan')),
                    ('programme', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme')),
                ],
                options={
                    'abstract': False,
                    'indexes': [models.Index(fields=['person'], name='reservation_changes')],
                },
            ),
            operations.AddTrigger(
                model_name='instalment',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."person_id", OLD."data_class", OLD."case_id", OLD."line_id", OLD."budget_id", OLD."fund_org_id", OLD."number", OLD."amount", OLD."currency", OLD."due_on", OLD."status", OLD."planned_by_id", OLD."planned_at") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."person_id", NEW."data_class", NEW."case_id", NEW."line_id", NEW."budget_id", NEW."fund_org_id", NEW."number", NEW."amount", NEW."currency", NEW."due_on", NEW."status", NEW."planned_by_id", NEW."planned_at"))', func='INSERT INTO "funds_instalmentchange" ("amount", "budget_id", "case_id", "currency", "data_class", "due_on", "fund_org_id", "id", "line_id", "number", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_at", "planned_by_id", "programme_id", "status") VALUES (OLD."amount", OLD."budget_id", OLD."case_id", OLD."currency", OLD."data_class", OLD."due_on", OLD."fund_org_id", OLD."id", OLD."line_id", OLD."number", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."planned_at", OLD."planned_by_id", OLD."programme_id", OLD."status"); RETURN NULL;', hash='528a78db42f346073bfdfe67a9d02b14ff55e2b6', operation='UPDATE', pgid='pgtrigger_update_update_68067', table='funds_instalment', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='instalment',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funds_instalmentchange" ("amount", "budget_id", "case_id", "currency", "data_class", "due_on", "fund_org_id", "id", "line_id", "number", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_at", "planned_by_id", "programme_id", "status") VALUES (OLD."amount", OLD."budget_id", OLD."case_id", OLD."currency", OLD."data_class", OLD."due_on", OLD."fund_org_id", OLD."id", OLD."line_id", OLD."number", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."planned_at", OLD."planned_by_id", OLD."programme_id", OLD."status"); RETURN NULL;', hash='04ad4ef0f4610653e54ca654a5d9e921d4c99729', operation='DELETE', pgid='pgtrigger_delete_delete_1e828', table='funds_instalment', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='payment',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."person_id", OLD."data_class", OLD."instalment_id", OLD."amount", OLD."currency", OLD."paid_on", OLD."at", OLD."by_id") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."person_id", NEW."data_class", NEW."instalment_id", NEW."amount", NEW."currency", NEW."paid_on", NEW."at", NEW."by_id"))', func='INSERT INTO "funds_paymentchange" ("amount", "at", "by_id", "currency", "data_class", "id", "instalment_id", "owner_org_id", "paid_on", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id") VALUES (OLD."amount", OLD."at", OLD."by_id", OLD."currency", OLD."data_class", OLD."id", OLD."instalment_id", OLD."owner_org_id", OLD."paid_on", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."programme_id"); RETURN NULL;', hash='bb51dbc130ba05225ac0f781152fe656e22e8f8f', operation='UPDATE', pgid='pgtrigger_update_update_c4f50', table='funds_payment', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='payment',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funds_paymentchange" ("amount", "at", "by_id", "currency", "data_class", "id", "instalment_id", "owner_org_id", "paid_on", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id") VALUES (OLD."amount", OLD."at", OLD."by_id", OLD."currency", OLD."data_class", OLD."id", OLD."instalment_id", OLD."owner_org_id", OLD."paid_on", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."programme_id"); RETURN NULL;', hash='970af840086c6f582f3647c6aebbb9a2e4f4507f', operation='DELETE', pgid='pgtrigger_delete_delete_76efa', table='funds_payment', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='proof',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."person_id", OLD."data_class", OLD."instalment_id", OLD."file_id", OLD."brought_by_id", OLD."at") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."person_id", NEW."data_class", NEW."instalment_id", NEW."file_id", NEW."brought_by_id", NEW."at"))', func='INSERT INTO "funds_proofchange" ("at", "brought_by_id", "data_class", "file_id", "id", "instalment_id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id") VALUES (OLD."at", OLD."brought_by_id", OLD."data_class", OLD."file_id", OLD."id", OLD."instalment_id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."programme_id"); RETURN NULL;', hash='5162c9742a9cd1d20a4901136317351a0176be1e', operation='UPDATE', pgid='pgtrigger_update_update_0f9cd', table='funds_proof', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='proof',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funds_proofchange" ("at", "brought_by_id", "data_class", "file_id", "id", "instalment_id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id") VALUES (OLD."at", OLD."brought_by_id", OLD."data_class", OLD."file_id", OLD."id", OLD."instalment_id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."programme_id"); RETURN NULL;', hash='bbc97626fe74794a14d21c3911e5259df1ba8496', operation='DELETE', pgid='pgtrigger_delete_delete_fa908', table='funds_proof', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='proofcheck',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."person_id", OLD."data_class", OLD."proof_id", OLD."reason", OLD."at", OLD."by_id") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."person_id", NEW."data_class", NEW."proof_id", NEW."reason", NEW."at", NEW."by_id"))', func='INSERT INTO "funds_proofcheckchange" ("at", "by_id", "data_class", "id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "proof_id", "reason") VALUES (OLD."at", OLD."by_id", OLD."data_class", OLD."id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."programme_id", OLD."proof_id", OLD."reason"); RETURN NULL;', hash='5df14ecda3231f5ac0a169b4d8e491a3af14b4ce', operation='UPDATE', pgid='pgtrigger_update_update_e67bc', table='funds_proofcheck', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='proofcheck',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funds_proofcheckchange" ("at", "by_id", "data_class", "id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "proof_id", "reason") VALUES (OLD."at", OLD."by_id", OLD."data_class", OLD."id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."programme_id", OLD."proof_id", OLD."reason"); RETURN NULL;', hash='01e933111a9ce68e17489fab36279694483017eb', operation='DELETE', pgid='pgtrigger_delete_delete_cdfa1', table='funds_proofcheck', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='reservation',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."person_id", OLD."data_class", OLD."plan_id", OLD."budget_id", OLD."amount", OLD."currency", OLD."at") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."person_id", NEW."data_class", NEW."plan_id", NEW."budget_id", NEW."amount", NEW."currency", NEW."at"))', func='INSERT INTO "funds_reservationchange" ("amount", "at", "budget_id", "currency", "data_class", "id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "programme_id") VALUES (OLD."amount", OLD."at", OLD."budget_id", OLD."currency", OLD."data_class", OLD."id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."plan_id", OLD."programme_id"); RETURN NULL;', hash='ae7da2f6806663a5f243b7985ec0b0b244042885', operation='UPDATE', pgid='pgtrigger_update_update_6a44b', table='funds_reservation', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='reservation',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funds_reservationchange" ("amount", "at", "budget_id", "currency", "data_class", "id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "programme_id") VALUES (OLD."amount", OLD."at", OLD."budget_id", OLD."currency", OLD."data_class", OLD."id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."plan_id", OLD."programme_id"); RETURN NULL;', hash='36ffefc9bd7db3c1aa3520772ded0df867994749', operation='DELETE', pgid='pgtrigger_delete_delete_54619', table='funds_reservation', when='AFTER')),
            ),
        ]),
        migrations.RunSQL(GUARD, UNGUARD),
    ]
