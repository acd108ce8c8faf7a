"""The change history: what each row was before a change, its triggers, and who sees it."""

from pathlib import Path

import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

from homeward.audit import operations

SQL = Path(__file__).parent.parent / "history.sql"
DROP = """
drop policy seen on agreements_agreementchange;
drop policy seen on agreements_partychange;
drop policy seen on agreements_clausechange;
alter table agreements_agreementchange disable row level security;
alter table agreements_partychange disable row level security;
alter table agreements_clausechange disable row level security;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0003_change_history'),
        ('access', '0002_gate'),
        ('agreements', '0002_policies'),
        ('programmes', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AgreementChange',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_by_kind', models.CharField(db_default=models.Func(function='gate_kind', output_field=models.CharField()), max_length=10)),
                ('pgh_by', models.BigIntegerField(db_default=models.Func(function='gate_user', output_field=models.BigIntegerField()), null=True)),
                ('pgh_by_org', models.IntegerField(db_default=models.Func(function='gate_org', output_field=models.IntegerField()), null=True)),
                ('id', models.BigIntegerField()),
                ('number', models.CharField(max_length=40, verbose_name='number')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('kind', models.CharField(choices=[('data_sharing', 'Data-sharing agreement'), ('mou', 'Memorandum of understanding'), ('sop', 'Standard operating procedure')], max_length=20, verbose_name='kind')),
                ('status', models.CharField(choices=[('draft', 'Draft'), ('signing', 'Waiting for signatures'), ('in_force', 'In force'), ('suspended', 'Suspended'), ('ended', 'Ended')], default='draft', max_length=10)),
                ('starts_on', models.DateField(verbose_name='in force from')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='in force until')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('created_by', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('lead_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agreements.agreement')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ClauseChange',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_by_kind', models.CharField(db_default=models.Func(function='gate_kind', output_field=models.CharField()), max_length=10)),
                ('pgh_by', models.BigIntegerField(db_default=models.Func(function='gate_user', output_field=models.BigIntegerField()), null=True)),
                ('pgh_by_org', models.IntegerField(db_default=models.Func(function='gate_org', output_field=models.IntegerField()), null=True)),
                ('id', models.BigIntegerField()),
                ('number', models.CharField(max_length=20, verbose_name='article')),
                ('data_classes', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')]), size=None)),
                ('purposes', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(choices=[(1, 'Counselling and case management'), (2, 'Reception on arrival'), (3, 'Referral to a service'), (4, 'Decision on a plan'), (5, 'Payment and its proof'), (6, 'Survey of reintegration'), (7, 'Data protection oversight')]), size=None)),
                ('may_write', models.BooleanField(default=False, verbose_name='may write')),
                ('days_after', models.PositiveSmallIntegerField(default=0, verbose_name="days after a referral's end")),
                ('text', models.TextField(blank=True, verbose_name='wording')),
                ('agreement', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agreements.agreement')),
                ('from_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agreements.clause')),
                ('programme', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme')),
                ('to_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PartyChange',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_by_kind', models.CharField(db_default=models.Func(function='gate_kind', output_field=models.CharField()), max_length=10)),
                ('pgh_by', models.BigIntegerField(db_default=models.Func(function='gate_user', output_field=models.BigIntegerField()), null=True)),
                ('pgh_by_org', models.IntegerField(db_default=models.Func(function='gate_org', output_field=models.IntegerField()), null=True)),
                ('id', models.BigIntegerField()),
                ('part', models.CharField(blank=True, max_length=120, verbose_name='part in the agreement')),
                ('signed_on', models.DateField(blank=True, null=True)),
                ('signatory', models.CharField(blank=True, max_length=150, verbose_name='signatory')),
                ('agreement', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agreements.agreement')),
                ('organisation', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agreements.party')),
                ('signed_by', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        operations.AddTrigger(
            model_name='agreement',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."id", OLD."number", OLD."title", OLD."kind", OLD."lead_org_id", OLD."status", OLD."starts_on", OLD."ends_on", OLD."created_by_id", OLD."created_at") IS DISTINCT FROM (NEW."id", NEW."number", NEW."title", NEW."kind", NEW."lead_org_id", NEW."status", NEW."starts_on", NEW."ends_on", NEW."created_by_id", NEW."created_at"))', func='INSERT INTO "agreements_agreementchange" ("created_at", "created_by_id", "ends_on", "id", "kind", "lead_org_id", "number", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "status", "title") VALUES (OLD."created_at", OLD."created_by_id", OLD."ends_on", OLD."id", OLD."kind", OLD."lead_org_id", OLD."number", clock_timestamp(), \'update\', OLD."id", OLD."starts_on", OLD."status", OLD."title"); RETURN NULL;', hash='75901e692bcb9e2b69e8da40bf21f3dadc45ec6a', operation='UPDATE', pgid='pgtrigger_update_update_36fdd', table='agreements_agreement', when='AFTER')),
        ),
        operations.AddTrigger(
            model_name='agreement',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "agreements_agreementchange" ("created_at", "created_by_id", "ends_on", "id", "kind", "lead_org_id", "number", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "status", "title") VALUES (OLD."created_at", OLD."created_by_id", OLD."ends_on", OLD."id", OLD."kind", OLD."lead_org_id", OLD."number", clock_timestamp(), \'delete\', OLD."id", OLD."starts_on", OLD."status", OLD."title"); RETURN NULL;', hash='07d5228e1fcd64cd3ff0c17f66faab2eaded6fda', operation='DELETE', pgid='pgtrigger_delete_delete_a07e3', table='agreements_agreement', when='AFTER')),
        ),
        operations.AddTrigger(
            model_name='clause',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."id", OLD."agreement_id", OLD."number", OLD."from_org_id", OLD."to_org_id", OLD."data_classes", OLD."purposes", OLD."programme_id", OLD."may_write", OLD."days_after", OLD."text") IS DISTINCT FROM (NEW."id", NEW."agreement_id", NEW."number", NEW."from_org_id", NEW."to_org_id", NEW."data_classes", NEW."purposes", NEW."programme_id", NEW."may_write", NEW."days_after", NEW."text"))', func='INSERT INTO "agreements_clausechange" ("agreement_id", "data_classes", "days_after", "from_org_id", "id", "may_write", "number", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "purposes", "text", "to_org_id") VALUES (OLD."agreement_id", OLD."data_classes", OLD."days_after", OLD."from_org_id", OLD."id", OLD."may_write", OLD."number", clock_timestamp(), \'update\', OLD."id", OLD."programme_id", OLD."purposes", OLD."text", OLD."to_org_id"); RETURN NULL;', hash='eac2a529256fa9a86c9c8ecbd11ef802e19e94c2', operation='UPDATE', pgid='pgtrigger_update_update_2ea46', table='agreements_clause', when='AFTER')),
        ),
        operations.AddTrigger(
            model_name='clause',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "agreements_clausechange" ("agreement_id", "data_classes", "days_after", "from_org_id", "id", "may_write", "number", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "purposes", "text", "to_org_id") VALUES (OLD."agreement_id", OLD."data_classes", OLD."days_after", OLD."from_org_id", OLD."id", OLD."may_write", OLD."number", clock_timestamp(), \'delete\', OLD."id", OLD."programme_id", OLD."purposes", OLD."text", OLD."to_org_id"); RETURN NULL;', hash='8f035095b75b5e147d5ff7fe08d59f401cba1007', operation='DELETE', pgid='pgtrigger_delete_delete_9df45', table='agreements_clause', when='AFTER')),
        ),
        operations.AddTrigger(
            model_name='party',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."id", OLD."agreement_id", OLD."organisation_id", OLD."part", OLD."signed_on", OLD."signatory", OLD."signed_by_id") IS DISTINCT FROM (NEW."id", NEW."agreement_id", NEW."organisation_id", NEW."part", NEW."signed_on", NEW."signatory", NEW."signed_by_id"))', func='INSERT INTO "agreements_partychange" ("agreement_id", "id", "organisation_id", "part", "pgh_created_at", "pgh_label", "pgh_obj_id", "signatory", "signed_by_id", "signed_on") VALUES (OLD."agreement_id", OLD."id", OLD."organisation_id", OLD."part", clock_timestamp(), \'update\', OLD."id", OLD."signatory", OLD."signed_by_id", OLD."signed_on"); RETURN NULL;', hash='cb36fcfe43301417e22145eb92fe1d5dfe8e5db5', operation='UPDATE', pgid='pgtrigger_update_update_83158', table='agreements_party', when='AFTER')),
        ),
        operations.AddTrigger(
            model_name='party',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "agreements_partychange" ("agreement_id", "id", "organisation_id", "part", "pgh_created_at", "pgh_label", "pgh_obj_id", "signatory", "signed_by_id", "signed_on") VALUES (OLD."agreement_id", OLD."id", OLD."organisation_id", OLD."part", clock_timestamp(), \'delete\', OLD."id", OLD."signatory", OLD."signed_by_id", OLD."signed_on"); RETURN NULL;', hash='cdb0f88622ec4256ffad8bbcae073f36ae20dfd6', operation='DELETE', pgid='pgtrigger_delete_delete_048bd', table='agreements_party', when='AFTER')),
        ),
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP),
    ]
