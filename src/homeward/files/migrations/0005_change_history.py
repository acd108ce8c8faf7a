"""The change history: what each row was before a change, its triggers, and who sees it."""

import django.db.models.deletion
import pgtrigger.compiler
import uuid
from django.conf import settings
from django.db import migrations, models

from homeward.audit import operations
from homeward.core.operations import Together


GUARD = """
select audit_guard_history('files_storedfilechange', 'person_id');
"""
UNGUARD = """
select audit_unguard_history('files_storedfilechange');
"""


class Migration(migrations.Migration):

    dependencies = [
        ("access", "0007_choices"),
        ("audit", "0003_change_history"),
        ("files", "0004_content_as_bytes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together([migrations.CreateModel(
            name='StoredFileChange',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_by_kind', models.CharField(db_default=models.Func(function='gate_kind', output_field=models.CharField()), max_length=10)),
                ('pgh_by', models.BigIntegerField(db_default=models.Func(function='gate_user', output_field=models.BigIntegerField()), null=True)),
                ('pgh_by_org', models.IntegerField(db_default=models.Func(function='gate_org', output_field=models.IntegerField()), null=True)),
                ('name', models.BinaryField(db_column='name', default=b'')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('person_id', models.UUIDField()),
                ('programme_id', models.IntegerField()),
                ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')])),
                ('content_type', models.CharField(max_length=100)),
                ('size', models.PositiveIntegerField()),
                ('stored_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        operations.AddTrigger(
            model_name='storedfile',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."person_id", OLD."programme_id", OLD."data_class", OLD."name", OLD."content_type", OLD."size", OLD."stored_at", OLD."stored_by_id") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."person_id", NEW."programme_id", NEW."data_class", NEW."name", NEW."content_type", NEW."size", NEW."stored_at", NEW."stored_by_id"))', func='INSERT INTO "files_storedfilechange" ("content_type", "data_class", "id", "name", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "size", "stored_at", "stored_by_id") VALUES (OLD."content_type", OLD."data_class", OLD."id", OLD."name", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."programme_id", OLD."size", OLD."stored_at", OLD."stored_by_id"); RETURN NULL;', hash='3b919dbec9f17dfe6e7238f4289593fd2bc8abe0', operation='UPDATE', pgid='pgtrigger_update_update_8c2ef', table='files_storedfile', when='AFTER')),
        ),
        operations.AddTrigger(
            model_name='storedfile',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "files_storedfilechange" ("content_type", "data_class", "id", "name", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "size", "stored_at", "stored_by_id") VALUES (OLD."content_type", OLD."data_class", OLD."id", OLD."name", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."programme_id", OLD."size", OLD."stored_at", OLD."stored_by_id"); RETURN NULL;', hash='196a72d238ed06520190cce93f0b7f9ba018648e', operation='DELETE', pgid='pgtrigger_delete_delete_ad157', table='files_storedfile', when='AFTER')),
        ),
        migrations.AddField(
            model_name='storedfilechange',
            name='owner_org',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation'),
        ),
        migrations.AddField(
            model_name='storedfilechange',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='files.storedfile'),
        ),
        migrations.AddField(
            model_name='storedfilechange',
            name='stored_by',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='storedfilechange',
            index=models.Index(fields=['person_id'], name='storedfile_changes'),
        )]),
        migrations.RunSQL(GUARD, UNGUARD),
    ]
