"""The change history: what each row was before a change, its triggers, and who sees it."""

import django.contrib.postgres.fields
from pathlib import Path

import django.db.models.deletion
import pgtrigger.compiler
from django.db import migrations, models

from homeward.audit import operations
from homeward.core.operations import Together

SQL = Path(__file__).parent.parent / "history.sql"
DROP = """
drop policy seen on audit_accountchange;
alter table audit_accountchange disable row level security;
drop function audit_guard_history(text, text), audit_unguard_history(text);
"""


class Migration(migrations.Migration):

    dependencies = [
        ("access", "0002_gate"),
        ("audit", "0002_read_log"),
    ]

    operations = [
        Together([migrations.CreateModel(
            name='Account',
            fields=[
            ],
            options={
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('access.user',),
        ),
        migrations.CreateModel(
            name='AccountChange',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_by_kind', models.CharField(db_default=models.Func(function='gate_kind', output_field=models.CharField()), max_length=10)),
                ('pgh_by', models.BigIntegerField(db_default=models.Func(function='gate_user', output_field=models.BigIntegerField()), null=True)),
                ('pgh_by_org', models.IntegerField(db_default=models.Func(function='gate_org', output_field=models.IntegerField()), null=True)),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail')),
                ('name', models.CharField(max_length=150, verbose_name='name')),
                ('roles', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('return_counsellor', 'Return counsellor'), ('host_coordinator', 'Host authority coordinator'), ('reception_officer', 'Reception officer'), ('case_manager', 'Case manager'), ('commission_secretary', 'Commission secretary'), ('provider', 'Service provider'), ('protection_focal_point', 'Protection focal point'), ('employment_adviser', 'Employment adviser'), ('finance_officer', 'Finance officer'), ('returnee', 'Returnee'), ('programme_manager', 'Programme manager'), ('evaluator', 'Evaluator'), ('data_protection_officer', 'Data protection officer')], max_length=30), default=list, size=None)),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('organisation', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='audit.account')),
            ],
            options={
                'abstract': False,
            },
        ),
        operations.AddTrigger(
            model_name='account',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."email", OLD."name", OLD."organisation_id", OLD."roles", OLD."is_active") IS DISTINCT FROM (NEW."email", NEW."name", NEW."organisation_id", NEW."roles", NEW."is_active"))', func='INSERT INTO "audit_accountchange" ("email", "is_active", "name", "organisation_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "roles") VALUES (OLD."email", OLD."is_active", OLD."name", OLD."organisation_id", clock_timestamp(), \'update\', OLD."id", OLD."roles"); RETURN NULL;', hash='90cf818b815fe73d795f5cb0695a5f61269094a4', operation='UPDATE', pgid='pgtrigger_update_update_38a87', table='access_user', when='AFTER')),
        ),
        operations.AddTrigger(
            model_name='account',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "audit_accountchange" ("email", "is_active", "name", "organisation_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "roles") VALUES (OLD."email", OLD."is_active", OLD."name", OLD."organisation_id", clock_timestamp(), \'delete\', OLD."id", OLD."roles"); RETURN NULL;', hash='1e0bb0b8c29634e54555b2ca1d9e3e32dccf41c5', operation='DELETE', pgid='pgtrigger_delete_delete_7bdb4', table='access_user', when='AFTER')),
        )]),
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP),
    ]
