"""The change history: what each row was before a change, its triggers, and who sees it."""

import django.db.models.deletion
import pgtrigger.compiler
import uuid
from django.conf import settings
from django.db import migrations, models

from homeward.audit import operations
from homeward.core.operations import Together


GUARD = """
select audit_guard_history('plans_conditionchange', 'person_id');
select audit_guard_history('plans_conditionmetchange', 'person_id');
select audit_guard_history('plans_decisionchange', 'person_id');
select audit_guard_history('plans_planchange', 'person_id');
select audit_guard_history('plans_planlinechange', 'person_id');
"""
UNGUARD = """
select audit_unguard_history('plans_conditionchange');
select audit_unguard_history('plans_conditionmetchange');
select audit_unguard_history('plans_decisionchange');
select audit_unguard_history('plans_planchange');
select audit_unguard_history('plans_planlinechange');
"""


class Migration(migrations.Migration):

    dependencies = [
        ("access", "0007_choices"),
        ("cases", "0009_change_history"),
        ("persons", "0011_change_history"),
        ("plans", "0003_sealed"),
        ("programmes", "0001_initial"),
        ("services", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='ConditionChange',
                fields=[
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('pgh_by_kind', models.CharField(db_default=models.Func(function='gate_kind', output_field=models.CharField()), max_length=10)),
                    ('pgh_by', models.BigIntegerField(db_default=models.Func(function='gate_user', output_field=models.BigIntegerField()), null=True)),
                    ('pgh_by_org', models.IntegerField(db_default=models.Func(function='gate_org', output_field=models.IntegerField()), null=True)),
                    ('text', models.BinaryField(db_column='text', default=b'')),
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                    ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=4, editable=False)),
                    ('due_on', models.DateField(verbose_name='by')),
                    ('decision', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='plans.decision')),
                    ('holder_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                    ('owner_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                    ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.person')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='plans.condition')),
                    ('programme', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme')),
                ],
                options={
                    'abstract': False,
                    'indexes': [models.Index(fields=['person'], name='condition_changes')],
                },
            ),
            migrations.CreateModel(
                name='ConditionMetChange',
                fields=[
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('pgh_by_kind', models.CharField(db_default=models.Func(function='gate_kind', output_field=models.CharField()), max_length=10)),
                    ('pgh_by', models.BigIntegerField(db_default=models.Func(function='gate_user', output_field=models.BigIntegerField()), null=True)),
                    ('pgh_by_org', models.IntegerField(db_default=models.Func(function='gate_org', output_field=models.IntegerField()), null=True)),
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                    ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=4, editable=False)),
                    ('on', models.DateField()),
                    ('by', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('condition', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='plans.condition')),
                    ('owner_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                    ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.person')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='plans.conditionmet')),
                    ('programme', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme')),
                ],
                options={
                    'abstract': False,
                    'indexes': [models.Index(fields=['person'], name='conditionmet_changes')],
                },
            ),
            migrations.CreateModel(
                name='DecisionChange',
                fields=[
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('pgh_by_kind', models.CharField(db_default=models.Func(function='gate_kind', output_field=models.CharField()), max_length=10)),
                    ('pgh_by', models.BigIntegerField(db_default=models.Func(function='gate_user', output_field=models.BigIntegerField()), null=True)),
                    ('pgh_by_org', models.IntegerField(db_default=models.Func(function='gate_org', output_field=models.IntegerField()), null=True)),
                    ('remark', models.BinaryField(db_column='remark', default=b'')),
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                    ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=4, editable=False)),
                    ('outcome', models.CharField(choices=[('approved', 'Approve'), ('rejected', 'Reject'), ('adjourned', 'Adjourn'), ('no_show', 'The person did not come')], max_length=10)),
                    ('reason', models.CharField(choices=[('fits', 'Fits the needs and the place'), ('incomplete', 'The file is incomplete'), ('not_viable', 'Not viable as planned'), ('over_ceiling', "Above the package's ceiling"), ('helped_elsewhere', 'Helped by another programme already'), ('harms_community', 'Would harm the community'), ('absent', 'Absent without notice'), ('excused', 'Absent, excused')], max_length=20)),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('owner_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                    ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.person')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='plans.decision')),
                    ('plan', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='plans.plan')),
                    ('programme', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme')),
                    ('session', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='plans.session')),
                ],
                options={
                    'abstract': False,
                    'indexes': [models.Index(fields=['person'], name='decision_changes')],
                },
            ),
            migrations.CreateModel(
                name='PlanChange',
                fields=[
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('pgh_by_kind', models.CharField(db_default=models.Func(function='gate_kind', output_field=models.CharField()), max_length=10)),
                    ('pgh_by', models.BigIntegerField(db_default=models.Func(function='gate_user', output_field=models.BigIntegerField()), null=True)),
                    ('pgh_by_org', models.IntegerField(db_default=models.Func(function='gate_org', output_field=models.IntegerField()), null=True)),
                    ('goal', models.BinaryField(db_column='goal', default=b'')),
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                    ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=4, editable=False)),
                    ('version', models.PositiveSmallIntegerField(default=1)),
                    ('status', models.CharField(choices=[('draft', 'Draft'), ('submitted', 'Before the commission'), ('approved', 'Approved'), ('rejected', 'Rejected'), ('adjourned', 'Adjourned'), ('no_show', 'Did not come to the session')], default='draft', max_length=12)),
                    ('drafted_at', models.DateTimeField()),
                    ('ceilings', models.JSONField(blank=True, default=dict)),
                    ('submitted_at', models.DateTimeField(blank=True, null=True)),
                    ('approved_on', models.DateField(blank=True, null=True)),
                    ('case', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cases.case')),
                    ('commission', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                    ('drafted_by', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('owner_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                    ('package', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.package')),
                    ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.person')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='plans.plan')),
                    ('programme', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme')),
                    ('session', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='plans.session')),
                ],
                options={
                    'abstract': False,
                    'indexes': [models.Index(fields=['person'], name='plan_changes')],
                },
            ),
            migrations.CreateModel(
                name='PlanLineChange',
                fields=[
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('pgh_by_kind', models.CharField(db_default=models.Func(function='gate_kind', output_field=models.CharField()), max_length=10)),
                    ('pgh_by', models.BigIntegerField(db_default=models.Func(function='gate_user', output_field=models.BigIntegerField()), null=True)),
                    ('pgh_by_org', models.IntegerField(db_default=models.Func(function='gate_org', output_field=models.IntegerField()), null=True)),
                    ('title', models.BinaryField(db_column='title', default=b'')),
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                    ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=4, editable=False)),
                    ('position', models.PositiveSmallIntegerField(default=0)),
                    ('dimension', models.CharField(choices=[('economic', 'Economic'), ('social', 'Social'), ('psychosocial', 'Psychosocial')], max_length=14, verbose_name='dimension')),
                    ('kind', models.CharField(choices=[('public_service', 'Public service'), ('funded_item', 'Funded item, in kind'), ('cash', 'Cash')], max_length=16, verbose_name='kind')),
                    ('cost', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='cost')),
                    ('currency', models.CharField(blank=True, max_length=3, verbose_name='currency')),
                    ('due_on', models.DateField(blank=True, null=True, verbose_name='due')),
                    ('status', models.CharField(choices=[('planned', 'Planned'), ('under_way', 'Under way'), ('done', 'Done'), ('dropped', 'Dropped')], default='planned', max_length=12)),
                    ('beneficiary', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.person')),
                    ('owner_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                    ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.person')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='plans.planline')),
                    ('plan', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='plans.plan')),
                    ('programme', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme')),
                    ('service', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='services.service')),
                ],
                options={
                    'abstract': False,
                    'indexes': [models.Index(fields=['person'], name='planline_changes')],
                },
            ),
            operations.AddTrigger(
                model_name='condition',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."person_id", OLD."data_class", OLD."decision_id", OLD."text", OLD."holder_org_id", OLD."due_on") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."person_id", NEW."data_class", NEW."decision_id", NEW."text", NEW."holder_org_id", NEW."due_on"))', func='INSERT INTO "plans_conditionchange" ("data_class", "decision_id", "due_on", "holder_org_id", "id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "text") VALUES (OLD."data_class", OLD."decision_id", OLD."due_on", OLD."holder_org_id", OLD."id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."programme_id", OLD."text"); RETURN NULL;', hash='1598aa67ac7d4431e56bcea853989bbe8f2ef341', operation='UPDATE', pgid='pgtrigger_update_update_de969', table='plans_condition', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='condition',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "plans_conditionchange" ("data_class", "decision_id", "due_on", "holder_org_id", "id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "text") VALUES (OLD."data_class", OLD."decision_id", OLD."due_on", OLD."holder_org_id", OLD."id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."programme_id", OLD."text"); RETURN NULL;', hash='a3543a381fb23ff980f64a411a8a20b7a17be5e8', operation='DELETE', pgid='pgtrigger_delete_delete_44031', table='plans_condition', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='conditionmet',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."person_id", OLD."data_class", OLD."condition_id", OLD."on", OLD."by_id") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."person_id", NEW."data_class", NEW."condition_id", NEW."on", NEW."by_id"))', func='INSERT INTO "plans_conditionmetchange" ("by_id", "condition_id", "data_class", "id", "on", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id") VALUES (OLD."by_id", OLD."condition_id", OLD."data_class", OLD."id", OLD."on", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."programme_id"); RETURN NULL;', hash='09991272362effe2b250886083453e66a5e41508', operation='UPDATE', pgid='pgtrigger_update_update_860e2', table='plans_conditionmet', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='conditionmet',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "plans_conditionmetchange" ("by_id", "condition_id", "data_class", "id", "on", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id") VALUES (OLD."by_id", OLD."condition_id", OLD."data_class", OLD."id", OLD."on", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."programme_id"); RETURN NULL;', hash='107bd108b50339e82f7bd5318ba86329ddbe002d', operation='DELETE', pgid='pgtrigger_delete_delete_4a57f', table='plans_conditionmet', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='decision',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."person_id", OLD."data_class", OLD."plan_id", OLD."session_id", OLD."outcome", OLD."reason", OLD."remark", OLD."at", OLD."by_id") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."person_id", NEW."data_class", NEW."plan_id", NEW."session_id", NEW."outcome", NEW."reason", NEW."remark", NEW."at", NEW."by_id"))', func='INSERT INTO "plans_decisionchange" ("at", "by_id", "data_class", "id", "outcome", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "programme_id", "reason", "remark", "session_id") VALUES (OLD."at", OLD."by_id", OLD."data_class", OLD."id", OLD."outcome", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."plan_id", OLD."programme_id", OLD."reason", OLD."remark", OLD."session_id"); RETURN NULL;', hash='b4371b068a6dffe587251f543da51cbda063fe18', operation='UPDATE', pgid='pgtrigger_update_update_dd903', table='plans_decision', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='decision',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "plans_decisionchange" ("at", "by_id", "data_class", "id", "outcome", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "programme_id", "reason", "remark", "session_id") VALUES (OLD."at", OLD."by_id", OLD."data_class", OLD."id", OLD."outcome", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."plan_id", OLD."programme_id", OLD."reason", OLD."remark", OLD."session_id"); RETURN NULL;', hash='53e6b8761d7f516f0d05005fc5872810864fdee7', operation='DELETE', pgid='pgtrigger_delete_delete_962f3', table='plans_decision', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='plan',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."person_id", OLD."data_class", OLD."case_id", OLD."version", OLD."status", OLD."goal", OLD."commission_id", OLD."session_id", OLD."drafted_at", OLD."drafted_by_id", OLD."package_id", OLD."ceilings", OLD."submitted_at", OLD."approved_on") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."person_id", NEW."data_class", NEW."case_id", NEW."version", NEW."status", NEW."goal", NEW."commission_id", NEW."session_id", NEW."drafted_at", NEW."drafted_by_id", NEW."package_id", NEW."ceilings", NEW."submitted_at", NEW."approved_on"))', func='INSERT INTO "plans_planchange" ("approved_on", "case_id", "ceilings", "commission_id", "data_class", "drafted_at", "drafted_by_id", "goal", "id", "owner_org_id", "package_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "session_id", "status", "submitted_at", "version") VALUES (OLD."approved_on", OLD."case_id", OLD."ceilings", OLD."commission_id", OLD."data_class", OLD."drafted_at", OLD."drafted_by_id", OLD."goal", OLD."id", OLD."owner_org_id", OLD."package_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."programme_id", OLD."session_id", OLD."status", OLD."submitted_at", OLD."version"); RETURN NULL;', hash='b08e24a92a173ebeaee0b2952be8d90f074ff033', operation='UPDATE', pgid='pgtrigger_update_update_ee9c7', table='plans_plan', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='plan',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "plans_planchange" ("approved_on", "case_id", "ceilings", "commission_id", "data_class", "drafted_at", "drafted_by_id", "goal", "id", "owner_org_id", "package_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "session_id", "status", "submitted_at", "version") VALUES (OLD."approved_on", OLD."case_id", OLD."ceilings", OLD."commission_id", OLD."data_class", OLD."drafted_at", OLD."drafted_by_id", OLD."goal", OLD."id", OLD."owner_org_id", OLD."package_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."programme_id", OLD."session_id", OLD."status", OLD."submitted_at", OLD."version"); RETURN NULL;', hash='b605790721d5476e21615cb090a088b768ede53b', operation='DELETE', pgid='pgtrigger_delete_delete_3e165', table='plans_plan', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='planline',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."person_id", OLD."data_class", OLD."plan_id", OLD."position", OLD."dimension", OLD."kind", OLD."title", OLD."beneficiary_id", OLD."service_id", OLD."cost", OLD."currency", OLD."due_on", OLD."status") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."person_id", NEW."data_class", NEW."plan_id", NEW."position", NEW."dimension", NEW."kind", NEW."title", NEW."beneficiary_id", NEW."service_id", NEW."cost", NEW."currency", NEW."due_on", NEW."status"))', func='INSERT INTO "plans_planlinechange" ("beneficiary_id", "cost", "currency", "data_class", "dimension", "due_on", "id", "kind", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "position", "programme_id", "service_id", "status", "title") VALUES (OLD."beneficiary_id", OLD."cost", OLD."currency", OLD."data_class", OLD."dimension", OLD."due_on", OLD."id", OLD."kind", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."plan_id", OLD."position", OLD."programme_id", OLD."service_id", OLD."status", OLD."title"); RETURN NULL;', hash='b24de38d45166cdbcb611455e0eedd3065a797a2', operation='UPDATE', pgid='pgtrigger_update_update_c6d14', table='plans_planline', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='planline',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "plans_planlinechange" ("beneficiary_id", "cost", "currency", "data_class", "dimension", "due_on", "id", "kind", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "position", "programme_id", "service_id", "status", "title") VALUES (OLD."beneficiary_id", OLD."cost", OLD."currency", OLD."data_class", OLD."dimension", OLD."due_on", OLD."id", OLD."kind", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."plan_id", OLD."position", OLD."programme_id", OLD."service_id", OLD."status", OLD."title"); RETURN NULL;', hash='6b1d7461a9415b0718d727c6320bcad160ef638b', operation='DELETE', pgid='pgtrigger_delete_delete_9e07f', table='plans_planline', when='AFTER')),
            ),
        ]),
        migrations.RunSQL(GUARD, UNGUARD),
    ]
