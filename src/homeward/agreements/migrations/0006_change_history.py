"""The change history: what each row was before a change, its triggers, and who sees it."""

from pathlib import Path

import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import uuid
from django.conf import settings
from django.db import migrations, models

from homeward.audit import operations
from homeward.core.operations import Together


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
        ("access", "0007_choices"),
        ("agreements", "0005_policies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together([migrations.CreateModel(
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
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('level', models.CharField(blank=True, choices=[('international', 'International'), ('national', 'National'), ('local', 'Local')], max_length=20, verbose_name='level')),
                ('form', models.CharField(blank=True, choices=[('governments', 'Government to government'), ('local_authorities', 'Local authority to local authority'), ('cities', 'City to city'), ('public_private', 'Public-private partnership'), ('organisations', 'Between organisations')], max_length=20, verbose_name='form')),
                ('programmes', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), blank=True, default=list, size=None)),
                ('status', models.CharField(choices=[('draft', 'Draft'), ('signing', 'Waiting for signatures'), ('in_force', 'In force'), ('suspended', 'Suspended'), ('ended', 'Ended')], default='draft', max_length=10)),
                ('starts_on', models.DateField(verbose_name='in force from')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='in force until')),
                ('review_on', models.DateField(blank=True, null=True, verbose_name='next review')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
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
                ('programmes', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), blank=True, default=list, size=None)),
                ('may_write', models.BooleanField(default=False, verbose_name='may write')),
                ('days_after', models.PositiveSmallIntegerField(default=0, verbose_name="days after a referral's end")),
                ('transfer_ground', models.CharField(blank=True, choices=[('adequacy', 'Adequacy decision for the country'), ('public_instrument', 'Binding instrument between public authorities'), ('standard_clauses', 'Standard data protection clauses'), ('authorised_clauses', 'Clauses authorised by the supervisory authority'), ('explicit_consent', 'Explicit consent of the person to the transfer'), ('public_interest', 'Important reasons of public interest'), ('legal_claims', 'Legal claims of the person'), ('vital_interest', 'Vital interest of the person'), ('national_law', "The sending country's own law, named in the wording")], max_length=20, verbose_name='ground for the transfer')),
                ('onward', models.BooleanField(default=False, verbose_name='onward sharing')),
                ('grounds', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('contract', 'Contract with the person'), ('public_task', 'Public task laid down by law'), ('legitimate_interest', 'Legitimate interest')], max_length=20), blank=True, default=list, size=None)),
                ('text', models.TextField(blank=True, verbose_name='wording')),
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
                ('signatory_function', models.CharField(blank=True, max_length=150, verbose_name='function')),
                ('is_controller', models.BooleanField(default=False, verbose_name='data controller')),
            ],
            options={
                'abstract': False,
            },
        ),
        operations.AddTrigger(
            model_name='agreement',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."id", OLD."number", OLD."title", OLD."kind", OLD."lead_org_id", OLD."uid", OLD."level", OLD."form", OLD."programmes", OLD."status", OLD."starts_on", OLD."ends_on", OLD."review_on", OLD."follows_id", OLD."created_by_id", OLD."created_at") IS DISTINCT FROM (NEW."id", NEW."number", NEW."title", NEW."kind", NEW."lead_org_id", NEW."uid", NEW."level", NEW."form", NEW."programmes", NEW."status", NEW."starts_on", NEW."ends_on", NEW."review_on", NEW."follows_id", NEW."created_by_id", NEW."created_at"))', func='INSERT INTO "agreements_agreementchange" ("created_at", "created_by_id", "ends_on", "follows_id", "form", "id", "kind", "lead_org_id", "level", "number", "pgh_created_at", "pgh_label", "pgh_obj_id", "programmes", "review_on", "starts_on", "status", "title", "uid") VALUES (OLD."created_at", OLD."created_by_id", OLD."ends_on", OLD."follows_id", OLD."form", OLD."id", OLD."kind", OLD."lead_org_id", OLD."level", OLD."number", clock_timestamp(), \'update\', OLD."id", OLD."programmes", OLD."review_on", OLD."starts_on", OLD."status", OLD."title", OLD."uid"); RETURN NULL;', hash='084ac17c32b430f578f57abca79d205cc68536e1', operation='UPDATE', pgid='pgtrigger_update_update_36fdd', table='agreements_agreement', when='AFTER')),
        ),
        operations.AddTrigger(
            model_name='agreement',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "agreements_agreementchange" ("created_at", "created_by_id", "ends_on", "follows_id", "form", "id", "kind", "lead_org_id", "level", "number", "pgh_created_at", "pgh_label", "pgh_obj_id", "programmes", "review_on", "starts_on", "status", "title", "uid") VALUES (OLD."created_at", OLD."created_by_id", OLD."ends_on", OLD."follows_id", OLD."form", OLD."id", OLD."kind", OLD."lead_org_id", OLD."level", OLD."number", clock_timestamp(), \'delete\', OLD."id", OLD."programmes", OLD."review_on", OLD."starts_on", OLD."status", OLD."title", OLD."uid"); RETURN NULL;', hash='dfe5353a5bdfd20c26ed03723a3f6b63e2d00b0a', operation='DELETE', pgid='pgtrigger_delete_delete_a07e3', table='agreements_agreement', when='AFTER')),
        ),
        operations.AddTrigger(
            model_name='clause',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."id", OLD."agreement_id", OLD."number", OLD."from_org_id", OLD."to_org_id", OLD."data_classes", OLD."purposes", OLD."programmes", OLD."may_write", OLD."days_after", OLD."transfer_ground", OLD."onward", OLD."grounds", OLD."text") IS DISTINCT FROM (NEW."id", NEW."agreement_id", NEW."number", NEW."from_org_id", NEW."to_org_id", NEW."data_classes", NEW."purposes", NEW."programmes", NEW."may_write", NEW."days_after", NEW."transfer_ground", NEW."onward", NEW."grounds", NEW."text"))', func='INSERT INTO "agreements_clausechange" ("agreement_id", "data_classes", "days_after", "from_org_id", "grounds", "id", "may_write", "number", "onward", "pgh_created_at", "pgh_label", "pgh_obj_id", "programmes", "purposes", "text", "to_org_id", "transfer_ground") VALUES (OLD."agreement_id", OLD."data_classes", OLD."days_after", OLD."from_org_id", OLD."grounds", OLD."id", OLD."may_write", OLD."number", OLD."onward", clock_timestamp(), \'update\', OLD."id", OLD."programmes", OLD."purposes", OLD."text", OLD."to_org_id", OLD."transfer_ground"); RETURN NULL;', hash='aa703dfb10020a372702a66d7c8b3aef211b84a0', operation='UPDATE', pgid='pgtrigger_update_update_2ea46', table='agreements_clause', when='AFTER')),
        ),
        operations.AddTrigger(
            model_name='clause',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "agreements_clausechange" ("agreement_id", "data_classes", "days_after", "from_org_id", "grounds", "id", "may_write", "number", "onward", "pgh_created_at", "pgh_label", "pgh_obj_id", "programmes", "purposes", "text", "to_org_id", "transfer_ground") VALUES (OLD."agreement_id", OLD."data_classes", OLD."days_after", OLD."from_org_id", OLD."grounds", OLD."id", OLD."may_write", OLD."number", OLD."onward", clock_timestamp(), \'delete\', OLD."id", OLD."programmes", OLD."purposes", OLD."text", OLD."to_org_id", OLD."transfer_ground"); RETURN NULL;', hash='4f716f798f60bf2f8e8bac6cea19d363c2c172a3', operation='DELETE', pgid='pgtrigger_delete_delete_9df45', table='agreements_clause', when='AFTER')),
        ),
        operations.AddTrigger(
            model_name='party',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."id", OLD."agreement_id", OLD."organisation_id", OLD."part", OLD."signed_on", OLD."signatory", OLD."signatory_function", OLD."is_controller", OLD."signed_by_id") IS DISTINCT FROM (NEW."id", NEW."agreement_id", NEW."organisation_id", NEW."part", NEW."signed_on", NEW."signatory", NEW."signatory_function", NEW."is_controller", NEW."signed_by_id"))', func='INSERT INTO "agreements_partychange" ("agreement_id", "id", "is_controller", "organisation_id", "part", "pgh_created_at", "pgh_label", "pgh_obj_id", "signatory", "signatory_function", "signed_by_id", "signed_on") VALUES (OLD."agreement_id", OLD."id", OLD."is_controller", OLD."organisation_id", OLD."part", clock_timestamp(), \'update\', OLD."id", OLD."signatory", OLD."signatory_function", OLD."signed_by_id", OLD."signed_on"); RETURN NULL;', hash='32bd4bfed5b8961ae58beb75ee72bdbee695a470', operation='UPDATE', pgid='pgtrigger_update_update_83158', table='agreements_party', when='AFTER')),
        ),
        operations.AddTrigger(
            model_name='party',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "agreements_partychange" ("agreement_id", "id", "is_controller", "organisation_id", "part", "pgh_created_at", "pgh_label", "pgh_obj_id", "signatory", "signatory_function", "signed_by_id", "signed_on") VALUES (OLD."agreement_id", OLD."id", OLD."is_controller", OLD."organisation_id", OLD."part", clock_timestamp(), \'delete\', OLD."id", OLD."signatory", OLD."signatory_function", OLD."signed_by_id", OLD."signed_on"); RETURN NULL;', hash='6374c3cbec22c0801980a5da8b0f1afc3b3c82d3', operation='DELETE', pgid='pgtrigger_delete_delete_048bd', table='agreements_party', when='AFTER')),
        ),
        migrations.AddField(
            model_name='agreementchange',
            name='created_by',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='agreementchange',
            name='follows',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agreements.agreement'),
        ),
        migrations.AddField(
            model_name='agreementchange',
            name='lead_org',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation'),
        ),
        migrations.AddField(
            model_name='agreementchange',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agreements.agreement'),
        ),
        migrations.AddField(
            model_name='clausechange',
            name='agreement',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agreements.agreement'),
        ),
        migrations.AddField(
            model_name='clausechange',
            name='from_org',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation'),
        ),
        migrations.AddField(
            model_name='clausechange',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agreements.clause'),
        ),
        migrations.AddField(
            model_name='clausechange',
            name='to_org',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation'),
        ),
        migrations.AddField(
            model_name='partychange',
            name='agreement',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agreements.agreement'),
        ),
        migrations.AddField(
            model_name='partychange',
            name='organisation',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation'),
        ),
        migrations.AddField(
            model_name='partychange',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agreements.party'),
        ),
        migrations.AddField(
            model_name='partychange',
            name='signed_by',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL),
        )]),
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP),
    ]
