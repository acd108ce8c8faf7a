"""The change history: what each row was before a change, its triggers, and who sees it."""

import django.db.models.deletion
import pgtrigger.compiler
import uuid
from django.conf import settings
from django.db import migrations, models

from homeward.audit import operations
from homeward.core.operations import Together


GUARD = """
select audit_guard_history('surveys_scorechange', 'person_id');
select audit_guard_history('surveys_submissionchange', 'person_id');
select audit_guard_history('surveys_wavechange', 'person_id');
"""
UNGUARD = """
select audit_unguard_history('surveys_scorechange');
select audit_unguard_history('surveys_submissionchange');
select audit_unguard_history('surveys_wavechange');
"""


class Migration(migrations.Migration):

    dependencies = [
        ("access", "0007_choices"),
        ("cases", "0009_change_history"),
        ("persons", "0011_change_history"),
        ("programmes", "0001_initial"),
        ("surveys", "0003_sealed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='ScoreChange',
                fields=[
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('pgh_by_kind', models.CharField(db_default=models.Func(function='gate_kind', output_field=models.CharField()), max_length=10)),
                    ('pgh_by', models.BigIntegerField(db_default=models.Func(function='gate_user', output_field=models.BigIntegerField()), null=True)),
                    ('pgh_by_org', models.IntegerField(db_default=models.Func(function='gate_org', output_field=models.IntegerField()), null=True)),
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                    ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=10, editable=False)),
                    ('held_on', models.DateField()),
                    ('instrument', models.CharField(max_length=30)),
                    ('version', models.CharField(max_length=20)),
                    ('options', models.JSONField()),
                    ('dimensions', models.JSONField()),
                    ('composite', models.DecimalField(decimal_places=6, max_digits=7)),
                    ('band', models.CharField(max_length=20)),
                    ('unknown', models.PositiveSmallIntegerField()),
                    ('refused', models.PositiveSmallIntegerField()),
                    ('not_applicable', models.PositiveSmallIntegerField()),
                    ('not_asked', models.PositiveSmallIntegerField()),
                    ('warning', models.BooleanField()),
                    ('owner_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                    ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.person')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='surveys.score')),
                    ('programme', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme')),
                    ('wave', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='surveys.wave')),
                ],
                options={
                    'abstract': False,
                    'indexes': [models.Index(fields=['person'], name='score_changes')],
                },
            ),
            migrations.CreateModel(
                name='SubmissionChange',
                fields=[
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('pgh_by_kind', models.CharField(db_default=models.Func(function='gate_kind', output_field=models.CharField()), max_length=10)),
                    ('pgh_by', models.BigIntegerField(db_default=models.Func(function='gate_user', output_field=models.BigIntegerField()), null=True)),
                    ('pgh_by_org', models.IntegerField(db_default=models.Func(function='gate_org', output_field=models.IntegerField()), null=True)),
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                    ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=10, editable=False)),
                    ('held_on', models.DateField(verbose_name='day of the interview')),
                    ('submitted_at', models.DateTimeField()),
                    ('answers', models.JSONField()),
                    ('interviewer', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('owner_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                    ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.person')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='surveys.submission')),
                    ('programme', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme')),
                    ('wave', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='surveys.wave')),
                ],
                options={
                    'abstract': False,
                    'indexes': [models.Index(fields=['person'], name='submission_changes')],
                },
            ),
            migrations.CreateModel(
                name='WaveChange',
                fields=[
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('pgh_by_kind', models.CharField(db_default=models.Func(function='gate_kind', output_field=models.CharField()), max_length=10)),
                    ('pgh_by', models.BigIntegerField(db_default=models.Func(function='gate_user', output_field=models.BigIntegerField()), null=True)),
                    ('pgh_by_org', models.IntegerField(db_default=models.Func(function='gate_org', output_field=models.IntegerField()), null=True)),
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                    ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=10, editable=False)),
                    ('instrument', models.CharField(max_length=30)),
                    ('version', models.CharField(max_length=20)),
                    ('kind', models.CharField(choices=[('baseline', 'Baseline'), ('midterm', 'Midterm'), ('final', 'Final')], max_length=10, verbose_name='wave')),
                    ('opens_on', models.DateField(verbose_name='opens on')),
                    ('closes_on', models.DateField(verbose_name='should be held by')),
                    ('latest_on', models.DateField(verbose_name='counts until')),
                    ('status', models.CharField(choices=[('planned', 'Planned'), ('done', 'Held'), ('not_done', 'Not held')], default='planned', max_length=10)),
                    ('not_done_reason', models.CharField(blank=True, choices=[('not_reached', 'The person could not be reached'), ('declined', 'The person did not wish to take part'), ('left_area', 'The person left the area'), ('died', 'The person died'), ('security', 'It was not safe'), ('no_interviewer', 'No colleague could hold it'), ('time_passed', 'Its time had passed before it was planned')], max_length=20)),
                    ('planned_at', models.DateTimeField()),
                    ('draft', models.JSONField(blank=True, default=dict)),
                    ('draft_at', models.DateTimeField(blank=True, null=True)),
                    ('ended_at', models.DateTimeField(blank=True, null=True)),
                    ('case', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cases.case')),
                    ('draft_by', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('ended_by', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('owner_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                    ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.person')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='surveys.wave')),
                    ('planned_by', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('programme', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme')),
                ],
                options={
                    'abstract': False,
                    'indexes': [models.Index(fields=['person'], name='wave_changes')],
                },
            ),
            operations.AddTrigger(
                model_name='score',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."person_id", OLD."data_class", OLD."wave_id", OLD."held_on", OLD."instrument", OLD."version", OLD."options", OLD."dimensions", OLD."composite", OLD."band", OLD."unknown", OLD."refused", OLD."not_applicable", OLD."not_asked", OLD."warning") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."person_id", NEW."data_class", NEW."wave_id", NEW."held_on", NEW."instrument", NEW."version", NEW."options", NEW."dimensions", NEW."composite", NEW."band", NEW."unknown", NEW."refused", NEW."not_applicable", NEW."not_asked", NEW."warning"))', func='INSERT INTO "surveys_scorechange" ("band", "composite", "data_class", "dimensions", "held_on", "id", "instrument", "not_applicable", "not_asked", "options", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "refused", "unknown", "version", "warning", "wave_id") VALUES (OLD."band", OLD."composite", OLD."data_class", OLD."dimensions", OLD."held_on", OLD."id", OLD."instrument", OLD."not_applicable", OLD."not_asked", OLD."options", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."programme_id", OLD."refused", OLD."unknown", OLD."version", OLD."warning", OLD."wave_id"); RETURN NULL;', hash='e54bbb593cbd0af3debc8d3f1921183ff35e69b4', operation='UPDATE', pgid='pgtrigger_update_update_3653d', table='surveys_score', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='score',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "surveys_scorechange" ("band", "composite", "data_class", "dimensions", "held_on", "id", "instrument", "not_applicable", "not_asked", "options", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "refused", "unknown", "version", "warning", "wave_id") VALUES (OLD."band", OLD."composite", OLD."data_class", OLD."dimensions", OLD."held_on", OLD."id", OLD."instrument", OLD."not_applicable", OLD."not_asked", OLD."options", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."programme_id", OLD."refused", OLD."unknown", OLD."version", OLD."warning", OLD."wave_id"); RETURN NULL;', hash='5506a781024dc3f25eb7c268fec4a0b7560cb183', operation='DELETE', pgid='pgtrigger_delete_delete_50634', table='surveys_score', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='submission',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."person_id", OLD."data_class", OLD."wave_id", OLD."held_on", OLD."submitted_at", OLD."interviewer_id", OLD."answers") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."person_id", NEW."data_class", NEW."wave_id", NEW."held_on", NEW."submitted_at", NEW."interviewer_id", NEW."answers"))', func='INSERT INTO "surveys_submissionchange" ("answers", "data_class", "held_on", "id", "interviewer_id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "submitted_at", "wave_id") VALUES (OLD."answers", OLD."data_class", OLD."held_on", OLD."id", OLD."interviewer_id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."programme_id", OLD."submitted_at", OLD."wave_id"); RETURN NULL;', hash='06622c848b55f0ce86cef6a531507a7937fefe0e', operation='UPDATE', pgid='pgtrigger_update_update_197da', table='surveys_submission', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='submission',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "surveys_submissionchange" ("answers", "data_class", "held_on", "id", "interviewer_id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "submitted_at", "wave_id") VALUES (OLD."answers", OLD."data_class", OLD."held_on", OLD."id", OLD."interviewer_id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."programme_id", OLD."submitted_at", OLD."wave_id"); RETURN NULL;', hash='9b7116f4b0913a878953e90bcadff6e37944385a', operation='DELETE', pgid='pgtrigger_delete_delete_ec54a', table='surveys_submission', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='wave',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."person_id", OLD."data_class", OLD."case_id", OLD."instrument", OLD."version", OLD."kind", OLD."opens_on", OLD."closes_on", OLD."latest_on", OLD."status", OLD."not_done_reason", OLD."planned_at", OLD."planned_by_id", OLD."draft", OLD."draft_at", OLD."draft_by_id", OLD."ended_at", OLD."ended_by_id") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."person_id", NEW."data_class", NEW."case_id", NEW."instrument", NEW."version", NEW."kind", NEW."opens_on", NEW."closes_on", NEW."latest_on", NEW."status", NEW."not_done_reason", NEW."planned_at", NEW."planned_by_id", NEW."draft", NEW."draft_at", NEW."draft_by_id", NEW."ended_at", NEW."ended_by_id"))', func='INSERT INTO "surveys_wavechange" ("case_id", "closes_on", "data_class", "draft", "draft_at", "draft_by_id", "ended_at", "ended_by_id", "id", "instrument", "kind", "latest_on", "not_done_reason", "opens_on", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_at", "planned_by_id", "programme_id", "status", "version") VALUES (OLD."case_id", OLD."closes_on", OLD."data_class", OLD."draft", OLD."draft_at", OLD."draft_by_id", OLD."ended_at", OLD."ended_by_id", OLD."id", OLD."instrument", OLD."kind", OLD."latest_on", OLD."not_done_reason", OLD."opens_on", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."planned_at", OLD."planned_by_id", OLD."programme_id", OLD."status", OLD."version"); RETURN NULL;', hash='5659ae28c19e8c570bb5ba99e0e09e3227dc35fd', operation='UPDATE', pgid='pgtrigger_update_update_644ad', table='surveys_wave', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='wave',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "surveys_wavechange" ("case_id", "closes_on", "data_class", "draft", "draft_at", "draft_by_id", "ended_at", "ended_by_id", "id", "instrument", "kind", "latest_on", "not_done_reason", "opens_on", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_at", "planned_by_id", "programme_id", "status", "version") VALUES (OLD."case_id", OLD."closes_on", OLD."data_class", OLD."draft", OLD."draft_at", OLD."draft_by_id", OLD."ended_at", OLD."ended_by_id", OLD."id", OLD."instrument", OLD."kind", OLD."latest_on", OLD."not_done_reason", OLD."opens_on", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."planned_at", OLD."planned_by_id", OLD."programme_id", OLD."status", OLD."version"); RETURN NULL;', hash='80dfc14ddcd2b9b5f4e57eae3c005f07d0a49426', operation='DELETE', pgid='pgtrigger_delete_delete_22fe2', table='surveys_wave', when='AFTER')),
            ),
        ]),
        migrations.RunSQL(GUARD, UNGUARD),
    ]
