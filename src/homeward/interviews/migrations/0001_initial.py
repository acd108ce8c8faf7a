"""Drafts of surveys with a form, their files, and the person's links; with what rows were before."""

import django.contrib.postgres.fields
import django.db.models.deletion
import homeward.access.fields
import homeward.access.scope
import homeward.surveys.models
import pgtrigger.compiler
import uuid
from django.conf import settings
from django.db import migrations, models

from homeward.audit import operations
from homeward.core.operations import Together


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0009_roles'),
        ('files', '0005_change_history'),
        ('persons', '0012_named_grounds'),
        ('programmes', '0014_shipped_ways'),
        ('surveys', '0007_versions_and_change_history'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together([
        migrations.CreateModel(
            name='InterviewDraft',
            fields=[
                ('shared_with', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, editable=False, size=None)),
                ('shared_until', models.DateField(default='9999-12-31', editable=False)),
                ('sealed', models.BooleanField(db_default=False, default=False, editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('scope', models.GeneratedField(db_persist=True, expression=homeward.access.scope.GateScope(models.F('owner_org_id'), models.F('programme_id'), models.F('data_class'), output_field=models.IntegerField()), output_field=models.BigIntegerField())),
                ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=10, editable=False)),
                ('answers', homeward.access.fields.EncryptedTextField(blank=True, default='', verbose_name='answers so far')),
                ('language', models.CharField(blank=True, max_length=60)),
                ('revision', models.PositiveIntegerField(default=0)),
                ('saved_at', models.DateTimeField()),
                ('by_person', models.BooleanField(default=False)),
                ('instance_id', models.CharField(default=homeward.surveys.models.new_instance_id, max_length=200)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('refused', models.JSONField(blank=True, default=list)),
                ('instrument_version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='surveys.instrumentversion')),
                ('owner_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='persons.person')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ('saved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('wave', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='form_draft', to='surveys.wave')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='InterviewDraftChange',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_by_kind', models.CharField(db_default=models.Func(function='gate_kind', output_field=models.CharField()), max_length=10)),
                ('pgh_by', models.BigIntegerField(db_default=models.Func(function='gate_user', output_field=models.BigIntegerField()), null=True)),
                ('pgh_by_org', models.IntegerField(db_default=models.Func(function='gate_org', output_field=models.IntegerField()), null=True)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=10, editable=False)),
                ('language', models.CharField(blank=True, max_length=60)),
                ('by_person', models.BooleanField(default=False)),
                ('instance_id', models.CharField(default=homeward.surveys.models.new_instance_id, max_length=200)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('refused', models.JSONField(blank=True, default=list)),
                ('instrument_version', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='surveys.instrumentversion')),
                ('owner_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                ('person', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.person')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='interviews.interviewdraft')),
                ('programme', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme')),
                ('saved_by', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('wave', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='surveys.wave')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='InterviewFile',
            fields=[
                ('shared_with', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, editable=False, size=None)),
                ('shared_until', models.DateField(default='9999-12-31', editable=False)),
                ('sealed', models.BooleanField(db_default=False, default=False, editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('scope', models.GeneratedField(db_persist=True, expression=homeward.access.scope.GateScope(models.F('owner_org_id'), models.F('programme_id'), models.F('data_class'), output_field=models.IntegerField()), output_field=models.BigIntegerField())),
                ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=10, editable=False)),
                ('name', models.CharField(max_length=200)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='files.storedfile')),
                ('instrument_version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='surveys.instrumentversion')),
                ('owner_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='persons.person')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ('wave', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='form_files', to='surveys.wave')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='InterviewFileChange',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_by_kind', models.CharField(db_default=models.Func(function='gate_kind', output_field=models.CharField()), max_length=10)),
                ('pgh_by', models.BigIntegerField(db_default=models.Func(function='gate_user', output_field=models.BigIntegerField()), null=True)),
                ('pgh_by_org', models.IntegerField(db_default=models.Func(function='gate_org', output_field=models.IntegerField()), null=True)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=10, editable=False)),
                ('name', models.CharField(max_length=200)),
                ('file', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='files.storedfile')),
                ('instrument_version', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='surveys.instrumentversion')),
                ('owner_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                ('person', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.person')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='interviews.interviewfile')),
                ('programme', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme')),
                ('wave', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='surveys.wave')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='InterviewLink',
            fields=[
                ('shared_with', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, editable=False, size=None)),
                ('shared_until', models.DateField(default='9999-12-31', editable=False)),
                ('sealed', models.BooleanField(db_default=False, default=False, editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('scope', models.GeneratedField(db_persist=True, expression=homeward.access.scope.GateScope(models.F('owner_org_id'), models.F('programme_id'), models.F('data_class'), output_field=models.IntegerField()), output_field=models.BigIntegerField())),
                ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=10, editable=False)),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('language', models.CharField(max_length=10)),
                ('expires_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('made_at', models.DateTimeField()),
                ('first_opened_at', models.DateTimeField(blank=True, null=True)),
                ('last_opened_at', models.DateTimeField(blank=True, null=True)),
                ('times_opened', models.PositiveIntegerField(db_default=0, default=0)),
                ('instrument_version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='surveys.instrumentversion')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='persons.person')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ('wave', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='surveys.wave')),
            ],
            options={
                'ordering': ['-made_at'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='InterviewLinkChange',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_by_kind', models.CharField(db_default=models.Func(function='gate_kind', output_field=models.CharField()), max_length=10)),
                ('pgh_by', models.BigIntegerField(db_default=models.Func(function='gate_user', output_field=models.BigIntegerField()), null=True)),
                ('pgh_by_org', models.IntegerField(db_default=models.Func(function='gate_org', output_field=models.IntegerField()), null=True)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=10, editable=False)),
                ('token_hash', models.CharField(max_length=64)),
                ('language', models.CharField(max_length=10)),
                ('expires_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('made_at', models.DateTimeField()),
                ('instrument_version', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='surveys.instrumentversion')),
                ('made_by', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                ('person', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.person')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='interviews.interviewlink')),
                ('programme', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme')),
                ('wave', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='surveys.wave')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddIndex(
            model_name='interviewdraft',
            index=models.Index(fields=['scope'], name='interviewdraft_scope'),
        ),
        operations.AddTrigger(
            model_name='interviewdraft',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."data_class", OLD."person_id", OLD."instrument_version_id", OLD."wave_id", OLD."language", OLD."saved_by_id", OLD."by_person", OLD."instance_id", OLD."sent_at", OLD."refused") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."data_class", NEW."person_id", NEW."instrument_version_id", NEW."wave_id", NEW."language", NEW."saved_by_id", NEW."by_person", NEW."instance_id", NEW."sent_at", NEW."refused"))', func='INSERT INTO "interviews_interviewdraftchange" ("by_person", "data_class", "id", "instance_id", "instrument_version_id", "language", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "refused", "saved_by_id", "sent_at", "wave_id") VALUES (OLD."by_person", OLD."data_class", OLD."id", OLD."instance_id", OLD."instrument_version_id", OLD."language", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."programme_id", OLD."refused", OLD."saved_by_id", OLD."sent_at", OLD."wave_id"); RETURN NULL;', hash='11175b18ff9e345a138d7f8c90e47789c1cff373', operation='UPDATE', pgid='pgtrigger_update_update_4c2cd', table='interviews_interviewdraft', when='AFTER')),
        ),
        operations.AddTrigger(
            model_name='interviewdraft',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "interviews_interviewdraftchange" ("by_person", "data_class", "id", "instance_id", "instrument_version_id", "language", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "refused", "saved_by_id", "sent_at", "wave_id") VALUES (OLD."by_person", OLD."data_class", OLD."id", OLD."instance_id", OLD."instrument_version_id", OLD."language", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."programme_id", OLD."refused", OLD."saved_by_id", OLD."sent_at", OLD."wave_id"); RETURN NULL;', hash='b0c2c4c979603d5038fc317ecc4b59a594804b95', operation='DELETE', pgid='pgtrigger_delete_delete_2d1f7', table='interviews_interviewdraft', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='interviewdraftchange',
            index=models.Index(fields=['person'], name='interviewdraft_changes'),
        ),
        migrations.AddIndex(
            model_name='interviewfile',
            index=models.Index(fields=['scope'], name='interviewfile_scope'),
        ),
        migrations.AddConstraint(
            model_name='interviewfile',
            constraint=models.UniqueConstraint(fields=('wave', 'name'), name='a_wave_names_a_file_once'),
        ),
        operations.AddTrigger(
            model_name='interviewfile',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."data_class", OLD."person_id", OLD."instrument_version_id", OLD."wave_id", OLD."name", OLD."file_id") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."data_class", NEW."person_id", NEW."instrument_version_id", NEW."wave_id", NEW."name", NEW."file_id"))', func='INSERT INTO "interviews_interviewfilechange" ("data_class", "file_id", "id", "instrument_version_id", "name", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "wave_id") VALUES (OLD."data_class", OLD."file_id", OLD."id", OLD."instrument_version_id", OLD."name", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."programme_id", OLD."wave_id"); RETURN NULL;', hash='7ce1c8a6dda5d312f41fc984cb28e9c8677341a3', operation='UPDATE', pgid='pgtrigger_update_update_1ce78', table='interviews_interviewfile', when='AFTER')),
        ),
        operations.AddTrigger(
            model_name='interviewfile',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "interviews_interviewfilechange" ("data_class", "file_id", "id", "instrument_version_id", "name", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "wave_id") VALUES (OLD."data_class", OLD."file_id", OLD."id", OLD."instrument_version_id", OLD."name", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."programme_id", OLD."wave_id"); RETURN NULL;', hash='a760b0301600a86263abc8225973e525b65a3194', operation='DELETE', pgid='pgtrigger_delete_delete_a37db', table='interviews_interviewfile', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='interviewfilechange',
            index=models.Index(fields=['person'], name='interviewfile_changes'),
        ),
        migrations.AddIndex(
            model_name='interviewlink',
            index=models.Index(fields=['scope'], name='interviewlink_scope'),
        ),
        migrations.AddConstraint(
            model_name='interviewlink',
            constraint=models.UniqueConstraint(condition=models.Q(('revoked_at__isnull', True), ('sent_at__isnull', True)), fields=('wave',), name='a_wave_has_one_open_link'),
        ),
        migrations.AddConstraint(
            model_name='interviewlink',
            constraint=models.CheckConstraint(condition=models.Q(('person__isnull', False)), name='a_link_is_of_a_person'),
        ),
        operations.AddTrigger(
            model_name='interviewlink',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."data_class", OLD."person_id", OLD."instrument_version_id", OLD."wave_id", OLD."token_hash", OLD."language", OLD."expires_at", OLD."revoked_at", OLD."sent_at", OLD."made_at", OLD."made_by_id") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."data_class", NEW."person_id", NEW."instrument_version_id", NEW."wave_id", NEW."token_hash", NEW."language", NEW."expires_at", NEW."revoked_at", NEW."sent_at", NEW."made_at", NEW."made_by_id"))', func='INSERT INTO "interviews_interviewlinkchange" ("data_class", "expires_at", "id", "instrument_version_id", "language", "made_at", "made_by_id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "revoked_at", "sent_at", "token_hash", "wave_id") VALUES (OLD."data_class", OLD."expires_at", OLD."id", OLD."instrument_version_id", OLD."language", OLD."made_at", OLD."made_by_id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."programme_id", OLD."revoked_at", OLD."sent_at", OLD."token_hash", OLD."wave_id"); RETURN NULL;', hash='6d8889675d3dbc572e88d0b4ab47f05a429e23b4', operation='UPDATE', pgid='pgtrigger_update_update_5cf77', table='interviews_interviewlink', when='AFTER')),
        ),
        operations.AddTrigger(
            model_name='interviewlink',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "interviews_interviewlinkchange" ("data_class", "expires_at", "id", "instrument_version_id", "language", "made_at", "made_by_id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "revoked_at", "sent_at", "token_hash", "wave_id") VALUES (OLD."data_class", OLD."expires_at", OLD."id", OLD."instrument_version_id", OLD."language", OLD."made_at", OLD."made_by_id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."programme_id", OLD."revoked_at", OLD."sent_at", OLD."token_hash", OLD."wave_id"); RETURN NULL;', hash='4b85e530a8cc8173c53d9737d6397853392bdcf0', operation='DELETE', pgid='pgtrigger_delete_delete_33728', table='interviews_interviewlink', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='interviewlinkchange',
            index=models.Index(fields=['person'], name='interviewlink_changes'),
        ),
        ]),
    ]
