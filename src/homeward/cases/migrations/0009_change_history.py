"""The change history: what each row was before a change, its triggers, and who sees it."""

import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import uuid
from django.conf import settings
from django.db import migrations, models

from homeward.audit import operations
from homeward.core.operations import Together


GUARD = """
select audit_guard_history('cases_arrivalchange', 'person_id');
select audit_guard_history('cases_casechange', 'person_id');
select audit_guard_history('cases_casestepchange', 'person_id');
select audit_guard_history('cases_confirmationchange', 'person_id');
select audit_guard_history('cases_factchange', 'person_id');
select audit_guard_history('cases_notechange', 'person_id');
select audit_guard_history('cases_stagechangechange', 'person_id');
"""
UNGUARD = """
select audit_unguard_history('cases_arrivalchange');
select audit_unguard_history('cases_casechange');
select audit_unguard_history('cases_casestepchange');
select audit_unguard_history('cases_confirmationchange');
select audit_unguard_history('cases_factchange');
select audit_unguard_history('cases_notechange');
select audit_unguard_history('cases_stagechangechange');
"""


class Migration(migrations.Migration):

    dependencies = [
        ("audit", "0003_change_history"),
        ("access", "0007_choices"),
        ("cases", "0008_who_works_for_whom"),
        ("persons", "0010_search"),
        ("places", "0003_countries"),
        ("procedures", "0003_choices"),
        ("programmes", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # gate_guard() has added the column.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AddField('caseprocedure', 'sealed', models.BooleanField(db_default=False, default=False, editable=False)),
                migrations.AddField('casestep', 'sealed', models.BooleanField(db_default=False, default=False, editable=False)),
            ]
        ),
        Together([
            migrations.CreateModel(
                name='ArrivalChange',
                fields=[
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('pgh_by_kind', models.CharField(db_default=models.Func(function='gate_kind', output_field=models.CharField()), max_length=10)),
                    ('pgh_by', models.BigIntegerField(db_default=models.Func(function='gate_user', output_field=models.BigIntegerField()), null=True)),
                    ('pgh_by_org', models.IntegerField(db_default=models.Func(function='gate_org', output_field=models.IntegerField()), null=True)),
                    ('remark', models.BinaryField(db_column='remark', default=b'')),
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                    ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=3, editable=False)),
                    ('reference', models.CharField(max_length=20)),
                    ('status', models.CharField(choices=[('expected', 'Expected'), ('arrived', 'Arrived'), ('not_arrived', 'Did not arrive')], default='expected', max_length=12)),
                    ('expected_at', models.DateTimeField(blank=True, null=True, verbose_name='lands at')),
                    ('flight', models.CharField(blank=True, max_length=20, verbose_name='flight')),
                    ('from_place', models.CharField(blank=True, max_length=80, verbose_name='from')),
                    ('point_of_entry', models.CharField(blank=True, max_length=80, verbose_name='point of entry')),
                    ('onward_to', models.CharField(blank=True, max_length=120, verbose_name='goes on to')),
                    ('adults', models.PositiveSmallIntegerField(default=1, verbose_name='adults')),
                    ('children', models.PositiveSmallIntegerField(default=0, verbose_name='children')),
                    ('languages', models.CharField(blank=True, max_length=120, verbose_name='languages')),
                    ('needs', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('wheelchair', 'Wheelchair'), ('medical_escort', 'Medical escort'), ('interpreter', 'Interpreter'), ('bed', 'Bed for the first nights'), ('onward', 'Onward travel'), ('child', 'Children are received'), ('food', 'Meal on arrival'), ('cash', 'Cash for the first days')], max_length=20), blank=True, default=list, size=None)),
                    ('prepared', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, default=list, size=None)),
                    ('announced_at', models.DateTimeField()),
                    ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                    ('arrived_adults', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('arrived_children', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('announced_by', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('case', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cases.case')),
                    ('case_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                    ('confirmed_by', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('owner_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                    ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.person')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cases.arrival')),
                    ('programme', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme')),
                    ('reception_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                ],
                options={
                    'abstract': False,
                    'indexes': [models.Index(fields=['person'], name='arrival_changes')],
                },
            ),
            migrations.CreateModel(
                name='CaseChange',
                fields=[
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('pgh_by_kind', models.CharField(db_default=models.Func(function='gate_kind', output_field=models.CharField()), max_length=10)),
                    ('pgh_by', models.BigIntegerField(db_default=models.Func(function='gate_user', output_field=models.BigIntegerField()), null=True)),
                    ('pgh_by_org', models.IntegerField(db_default=models.Func(function='gate_org', output_field=models.IntegerField()), null=True)),
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                    ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=4, editable=False)),
                    ('reference', models.CharField(max_length=20, verbose_name='reference')),
                    ('stage', models.CharField(choices=[('counselling', 'Counselling'), ('departure', 'Departure'), ('arrival', 'Arrival'), ('plan', 'Plan'), ('support', 'Support'), ('follow_up', 'Follow-up'), ('closure', 'Closure')], default='counselling', max_length=20)),
                    ('destination', models.CharField(blank=True, max_length=120, verbose_name='place of return')),
                    ('opened_at', models.DateTimeField()),
                    ('travels_on', models.DateField(blank=True, null=True)),
                    ('arrived_on', models.DateField(blank=True, null=True)),
                    ('closed_at', models.DateTimeField(blank=True, null=True)),
                    ('closure_reason', models.CharField(blank=True, choices=[('completed', 'The plan is completed'), ('time_ended', 'The time of support has ended'), ('criteria', 'No longer meets the criteria'), ('own_choice', 'Chose to stop'), ('left_area', 'Left the area'), ('died', 'Died'), ('funding', 'Funding ended'), ('security', 'Security'), ('not_departed', 'Did not depart')], max_length=20)),
                    ('changed_at', models.DateTimeField()),
                    ('accountable_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                    ('case_org', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                    ('host_country', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='places.country')),
                    ('household', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.household')),
                    ('opened_by', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('origin_country', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='places.country')),
                    ('owner_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                    ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.person')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cases.case')),
                    ('programme', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme')),
                    ('reception_org', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                    ('worker', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                    'indexes': [models.Index(fields=['person'], name='case_changes')],
                },
            ),
            migrations.CreateModel(
                name='CaseStepChange',
                fields=[
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('pgh_by_kind', models.CharField(db_default=models.Func(function='gate_kind', output_field=models.CharField()), max_length=10)),
                    ('pgh_by', models.BigIntegerField(db_default=models.Func(function='gate_user', output_field=models.BigIntegerField()), null=True)),
                    ('pgh_by_org', models.IntegerField(db_default=models.Func(function='gate_org', output_field=models.IntegerField()), null=True)),
                    ('evidence', models.BinaryField(db_column='evidence', default=b'')),
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                    ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], editable=False)),
                    ('reference', models.CharField(max_length=20)),
                    ('state', models.CharField(choices=[('waiting', 'Not begun: another step comes first'), ('open', 'Open'), ('done', 'Done'), ('not_applicable', 'Does not apply')], default='waiting', max_length=15)),
                    ('due_on', models.DateField(blank=True, null=True)),
                    ('at', models.DateTimeField(blank=True, null=True)),
                    ('by', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('case', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cases.case')),
                    ('owner_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                    ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.person')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cases.casestep')),
                    ('programme', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme')),
                    ('step', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='procedures.sopstep')),
                ],
                options={
                    'abstract': False,
                    'indexes': [models.Index(fields=['person'], name='casestep_changes')],
                },
            ),
            migrations.CreateModel(
                name='ConfirmationChange',
                fields=[
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('pgh_by_kind', models.CharField(db_default=models.Func(function='gate_kind', output_field=models.CharField()), max_length=10)),
                    ('pgh_by', models.BigIntegerField(db_default=models.Func(function='gate_user', output_field=models.BigIntegerField()), null=True)),
                    ('pgh_by_org', models.IntegerField(db_default=models.Func(function='gate_org', output_field=models.IntegerField()), null=True)),
                    ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')])),
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('fact', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cases.fact')),
                    ('owner_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                    ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.person')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cases.confirmation')),
                    ('programme', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme')),
                ],
                options={
                    'abstract': False,
                    'indexes': [models.Index(fields=['person'], name='confirmation_changes')],
                },
            ),
            migrations.CreateModel(
                name='FactChange',
                fields=[
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('pgh_by_kind', models.CharField(db_default=models.Func(function='gate_kind', output_field=models.CharField()), max_length=10)),
                    ('pgh_by', models.BigIntegerField(db_default=models.Func(function='gate_user', output_field=models.BigIntegerField()), null=True)),
                    ('pgh_by_org', models.IntegerField(db_default=models.Func(function='gate_org', output_field=models.IntegerField()), null=True)),
                    ('value', models.BinaryField(db_column='value', default=b'')),
                    ('said_by_name', models.BinaryField(db_column='said_by_name', default=b'')),
                    ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')])),
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                    ('kind', models.CharField(choices=[('languages', 'Languages'), ('diet', 'Diet'), ('school_level', 'School level'), ('family_origin', 'Family at the place of return'), ('documents', 'Documents held'), ('housing', 'Housing on arrival'), ('health', 'Health needs'), ('child_needs', 'What the children need'), ('urgent', 'Needed in the first days'), ('wishes', 'What they want to do'), ('destination', 'Where they want to live'), ('worries', 'What worries them'), ('trade', 'Trade and experience'), ('training', 'Training and certificates'), ('business', 'Business idea'), ('fit_to_travel', 'Fitness to travel'), ('luggage', 'Luggage'), ('onward', 'Onward travel'), ('asylum', 'Asylum procedure')], max_length=20)),
                    ('said_by', models.CharField(choices=[('person', 'the person'), ('family', 'a family member'), ('document', 'a document'), ('organisation', 'an organisation')], max_length=20, verbose_name='said by')),
                    ('said_on', models.DateField(verbose_name='said on')),
                    ('recorded_at', models.DateTimeField()),
                    ('case', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cases.case')),
                    ('owner_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                    ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.person')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cases.fact')),
                    ('programme', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme')),
                    ('recorded_by', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('replaces', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cases.fact')),
                ],
                options={
                    'abstract': False,
                    'indexes': [models.Index(fields=['person'], name='fact_changes')],
                },
            ),
            migrations.CreateModel(
                name='NoteChange',
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
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('case', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cases.case')),
                    ('owner_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                    ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.person')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cases.note')),
                    ('programme', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme')),
                ],
                options={
                    'abstract': False,
                    'indexes': [models.Index(fields=['person'], name='note_changes')],
                },
            ),
            migrations.CreateModel(
                name='StageChangeChange',
                fields=[
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('pgh_by_kind', models.CharField(db_default=models.Func(function='gate_kind', output_field=models.CharField()), max_length=10)),
                    ('pgh_by', models.BigIntegerField(db_default=models.Func(function='gate_user', output_field=models.BigIntegerField()), null=True)),
                    ('pgh_by_org', models.IntegerField(db_default=models.Func(function='gate_org', output_field=models.IntegerField()), null=True)),
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                    ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=4, editable=False)),
                    ('to', models.CharField(choices=[('counselling', 'Counselling'), ('departure', 'Departure'), ('arrival', 'Arrival'), ('plan', 'Plan'), ('support', 'Support'), ('follow_up', 'Follow-up'), ('closure', 'Closure')], max_length=20)),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('case', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cases.case')),
                    ('owner_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                    ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.person')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cases.stagechange')),
                    ('programme', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme')),
                ],
                options={
                    'abstract': False,
                    'indexes': [models.Index(fields=['person'], name='stagechange_changes')],
                },
            ),
            operations.AddTrigger(
                model_name='arrival',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."person_id", OLD."data_class", OLD."case_id", OLD."reference", OLD."reception_org_id", OLD."case_org_id", OLD."status", OLD."expected_at", OLD."flight", OLD."from_place", OLD."point_of_entry", OLD."onward_to", OLD."adults", OLD."children", OLD."languages", OLD."needs", OLD."prepared", OLD."announced_at", OLD."announced_by_id", OLD."confirmed_at", OLD."confirmed_by_id", OLD."arrived_adults", OLD."arrived_children", OLD."remark") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."person_id", NEW."data_class", NEW."case_id", NEW."reference", NEW."reception_org_id", NEW."case_org_id", NEW."status", NEW."expected_at", NEW."flight", NEW."from_place", NEW."point_of_entry", NEW."onward_to", NEW."adults", NEW."children", NEW."languages", NEW."needs", NEW."prepared", NEW."announced_at", NEW."announced_by_id", NEW."confirmed_at", NEW."confirmed_by_id", NEW."arrived_adults", NEW."arrived_children", NEW."remark"))', func='INSERT INTO "cases_arrivalchange" ("adults", "announced_at", "announced_by_id", "arrived_adults", "arrived_children", "case_id", "case_org_id", "children", "confirmed_at", "confirmed_by_id", "data_class", "expected_at", "flight", "from_place", "id", "languages", "needs", "onward_to", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "point_of_entry", "prepared", "programme_id", "reception_org_id", "reference", "remark", "status") VALUES (OLD."adults", OLD."announced_at", OLD."announced_by_id", OLD."arrived_adults", OLD."arrived_children", OLD."case_id", OLD."case_org_id", OLD."children", OLD."confirmed_at", OLD."confirmed_by_id", OLD."data_class", OLD."expected_at", OLD."flight", OLD."from_place", OLD."id", OLD."languages", OLD."needs", OLD."onward_to", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."point_of_entry", OLD."prepared", OLD."programme_id", OLD."reception_org_id", OLD."reference", OLD."remark", OLD."status"); RETURN NULL;', hash='e9341471083e53bc00109ba5d4283303b4d492d3', operation='UPDATE', pgid='pgtrigger_update_update_3dfdf', table='cases_arrival', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='arrival',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_arrivalchange" ("adults", "announced_at", "announced_by_id", "arrived_adults", "arrived_children", "case_id", "case_org_id", "children", "confirmed_at", "confirmed_by_id", "data_class", "expected_at", "flight", "from_place", "id", "languages", "needs", "onward_to", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "point_of_entry", "prepared", "programme_id", "reception_org_id", "reference", "remark", "status") VALUES (OLD."adults", OLD."announced_at", OLD."announced_by_id", OLD."arrived_adults", OLD."arrived_children", OLD."case_id", OLD."case_org_id", OLD."children", OLD."confirmed_at", OLD."confirmed_by_id", OLD."data_class", OLD."expected_at", OLD."flight", OLD."from_place", OLD."id", OLD."languages", OLD."needs", OLD."onward_to", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."point_of_entry", OLD."prepared", OLD."programme_id", OLD."reception_org_id", OLD."reference", OLD."remark", OLD."status"); RETURN NULL;', hash='a828a92829b199a4ca0d035763ac83c8e6314284', operation='DELETE', pgid='pgtrigger_delete_delete_1c341', table='cases_arrival', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='case',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."person_id", OLD."data_class", OLD."reference", OLD."household_id", OLD."stage", OLD."host_country_id", OLD."origin_country_id", OLD."destination", OLD."reception_org_id", OLD."case_org_id", OLD."accountable_org_id", OLD."worker_id", OLD."opened_at", OLD."opened_by_id", OLD."travels_on", OLD."arrived_on", OLD."closed_at", OLD."closure_reason", OLD."changed_at") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."person_id", NEW."data_class", NEW."reference", NEW."household_id", NEW."stage", NEW."host_country_id", NEW."origin_country_id", NEW."destination", NEW."reception_org_id", NEW."case_org_id", NEW."accountable_org_id", NEW."worker_id", NEW."opened_at", NEW."opened_by_id", NEW."travels_on", NEW."arrived_on", NEW."closed_at", NEW."closure_reason", NEW."changed_at"))', func='INSERT INTO "cases_casechange" ("accountable_org_id", "arrived_on", "case_org_id", "changed_at", "closed_at", "closure_reason", "data_class", "destination", "host_country_id", "household_id", "id", "opened_at", "opened_by_id", "origin_country_id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "reception_org_id", "reference", "stage", "travels_on", "worker_id") VALUES (OLD."accountable_org_id", OLD."arrived_on", OLD."case_org_id", OLD."changed_at", OLD."closed_at", OLD."closure_reason", OLD."data_class", OLD."destination", OLD."host_country_id", OLD."household_id", OLD."id", OLD."opened_at", OLD."opened_by_id", OLD."origin_country_id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."programme_id", OLD."reception_org_id", OLD."reference", OLD."stage", OLD."travels_on", OLD."worker_id"); RETURN NULL;', hash='5e67ddd14bdb4f0f562be1406e352a8f2f5f25ad', operation='UPDATE', pgid='pgtrigger_update_update_f5146', table='cases_case', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='case',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_casechange" ("accountable_org_id", "arrived_on", "case_org_id", "changed_at", "closed_at", "closure_reason", "data_class", "destination", "host_country_id", "household_id", "id", "opened_at", "opened_by_id", "origin_country_id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "reception_org_id", "reference", "stage", "travels_on", "worker_id") VALUES (OLD."accountable_org_id", OLD."arrived_on", OLD."case_org_id", OLD."changed_at", OLD."closed_at", OLD."closure_reason", OLD."data_class", OLD."destination", OLD."host_country_id", OLD."household_id", OLD."id", OLD."opened_at", OLD."opened_by_id", OLD."origin_country_id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."programme_id", OLD."reception_org_id", OLD."reference", OLD."stage", OLD."travels_on", OLD."worker_id"); RETURN NULL;', hash='af353c10a3ab746d6c74b116fb9f37b0707c8ee7', operation='DELETE', pgid='pgtrigger_delete_delete_8d49e', table='cases_case', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='casestep',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."person_id", OLD."data_class", OLD."case_id", OLD."step_id", OLD."reference", OLD."state", OLD."due_on", OLD."evidence", OLD."at", OLD."by_id") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."person_id", NEW."data_class", NEW."case_id", NEW."step_id", NEW."reference", NEW."state", NEW."due_on", NEW."evidence", NEW."at", NEW."by_id"))', func='INSERT INTO "cases_casestepchange" ("at", "by_id", "case_id", "data_class", "due_on", "evidence", "id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "reference", "state", "step_id") VALUES (OLD."at", OLD."by_id", OLD."case_id", OLD."data_class", OLD."due_on", OLD."evidence", OLD."id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."programme_id", OLD."reference", OLD."state", OLD."step_id"); RETURN NULL;', hash='f14882ac68bb0b3a19579e7bde1c105e66f2e636', operation='UPDATE', pgid='pgtrigger_update_update_0d130', table='cases_casestep', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='casestep',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_casestepchange" ("at", "by_id", "case_id", "data_class", "due_on", "evidence", "id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "reference", "state", "step_id") VALUES (OLD."at", OLD."by_id", OLD."case_id", OLD."data_class", OLD."due_on", OLD."evidence", OLD."id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."programme_id", OLD."reference", OLD."state", OLD."step_id"); RETURN NULL;', hash='79bf98d2c3c1e3b946ecfdcc14da546d5a154631', operation='DELETE', pgid='pgtrigger_delete_delete_0ab62', table='cases_casestep', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='confirmation',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."owner_org_id", OLD."data_class", OLD."id", OLD."programme_id", OLD."person_id", OLD."fact_id", OLD."at", OLD."by_id") IS DISTINCT FROM (NEW."owner_org_id", NEW."data_class", NEW."id", NEW."programme_id", NEW."person_id", NEW."fact_id", NEW."at", NEW."by_id"))', func='INSERT INTO "cases_confirmationchange" ("at", "by_id", "data_class", "fact_id", "id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id") VALUES (OLD."at", OLD."by_id", OLD."data_class", OLD."fact_id", OLD."id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."programme_id"); RETURN NULL;', hash='8a014248393511a661b831c6ad72855b8b2ec8e6', operation='UPDATE', pgid='pgtrigger_update_update_5ed49', table='cases_confirmation', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='confirmation',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_confirmationchange" ("at", "by_id", "data_class", "fact_id", "id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id") VALUES (OLD."at", OLD."by_id", OLD."data_class", OLD."fact_id", OLD."id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."programme_id"); RETURN NULL;', hash='19abf27699db3b31c5564b4149c81dae48cf51c3', operation='DELETE', pgid='pgtrigger_delete_delete_f2559', table='cases_confirmation', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='fact',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."owner_org_id", OLD."data_class", OLD."id", OLD."programme_id", OLD."person_id", OLD."case_id", OLD."kind", OLD."value", OLD."said_by", OLD."said_by_name", OLD."said_on", OLD."recorded_by_id", OLD."recorded_at", OLD."replaces_id") IS DISTINCT FROM (NEW."owner_org_id", NEW."data_class", NEW."id", NEW."programme_id", NEW."person_id", NEW."case_id", NEW."kind", NEW."value", NEW."said_by", NEW."said_by_name", NEW."said_on", NEW."recorded_by_id", NEW."recorded_at", NEW."replaces_id"))', func='INSERT INTO "cases_factchange" ("case_id", "data_class", "id", "kind", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "said_by_name", "said_on", "value") VALUES (OLD."case_id", OLD."data_class", OLD."id", OLD."kind", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."programme_id", OLD."recorded_at", OLD."recorded_by_id", OLD."replaces_id", OLD."said_by", OLD."said_by_name", OLD."said_on", OLD."value"); RETURN NULL;', hash='ac2f671f8be596bd5a8d63b96f08cc21d5775670', operation='UPDATE', pgid='pgtrigger_update_update_8026f', table='cases_fact', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='fact',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_factchange" ("case_id", "data_class", "id", "kind", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "said_by_name", "said_on", "value") VALUES (OLD."case_id", OLD."data_class", OLD."id", OLD."kind", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."programme_id", OLD."recorded_at", OLD."recorded_by_id", OLD."replaces_id", OLD."said_by", OLD."said_by_name", OLD."said_on", OLD."value"); RETURN NULL;', hash='dc4cb46a71c07b6de45800e770c77c38b7d4f5e5', operation='DELETE', pgid='pgtrigger_delete_delete_884dc', table='cases_fact', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='note',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."person_id", OLD."data_class", OLD."case_id", OLD."text", OLD."at", OLD."by_id") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."person_id", NEW."data_class", NEW."case_id", NEW."text", NEW."at", NEW."by_id"))', func='INSERT INTO "cases_notechange" ("at", "by_id", "case_id", "data_class", "id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "text") VALUES (OLD."at", OLD."by_id", OLD."case_id", OLD."data_class", OLD."id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."programme_id", OLD."text"); RETURN NULL;', hash='1ca52fa67a61e04ac4baeab61f5f1fdbca8eb88a', operation='UPDATE', pgid='pgtrigger_update_update_98d44', table='cases_note', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='note',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_notechange" ("at", "by_id", "case_id", "data_class", "id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "text") VALUES (OLD."at", OLD."by_id", OLD."case_id", OLD."data_class", OLD."id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."programme_id", OLD."text"); RETURN NULL;', hash='f066345108b62cf3da5eeabda4bf8585a4d39472', operation='DELETE', pgid='pgtrigger_delete_delete_c56dc', table='cases_note', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='stagechange',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."person_id", OLD."data_class", OLD."case_id", OLD."to", OLD."at", OLD."by_id") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."person_id", NEW."data_class", NEW."case_id", NEW."to", NEW."at", NEW."by_id"))', func='INSERT INTO "cases_stagechangechange" ("at", "by_id", "case_id", "data_class", "id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "to") VALUES (OLD."at", OLD."by_id", OLD."case_id", OLD."data_class", OLD."id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."programme_id", OLD."to"); RETURN NULL;', hash='7a94608bc236d2ba780a9d42a4ee650554a9324b', operation='UPDATE', pgid='pgtrigger_update_update_d7532', table='cases_stagechange', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='stagechange',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_stagechangechange" ("at", "by_id", "case_id", "data_class", "id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "to") VALUES (OLD."at", OLD."by_id", OLD."case_id", OLD."data_class", OLD."id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."programme_id", OLD."to"); RETURN NULL;', hash='34781c0924971aa9ad4e886295b62b01c4645a0c', operation='DELETE', pgid='pgtrigger_delete_delete_d6a79', table='cases_stagechange', when='AFTER')),
            ),
        ]),
        migrations.RunSQL(GUARD, UNGUARD),
    ]
