"""What departures keep, with its change history."""


import django.contrib.postgres.fields
import django.db.models.constraints
import django.db.models.deletion
import homeward.access.fields
import homeward.access.scope
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models

from homeward.core.operations import Together


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("access", "0009_roles"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("cases", "0018_way_required"),
        ("files", "0005_change_history"),
        ("persons", "0012_named_grounds"),
        ("programmes", "0013_ways"),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='ChecklistItem',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.SlugField(max_length=30, verbose_name='code')),
                    ('names', models.JSONField(default=dict, help_text='language -> name')),
                    ('for_whom', models.CharField(choices=[('case', 'Once for the household'), ('each', 'For each person'), ('child', 'For each child'), ('child_alone', 'For a child who travels alone')], default='case', max_length=15, verbose_name='for whom')),
                    ('is_health', models.BooleanField(default=False, verbose_name="tells of the person's health")),
                    ('is_required', models.BooleanField(default=True, verbose_name='needed before the travel')),
                    ('days_before', models.PositiveSmallIntegerField(default=0, verbose_name='days before the travel')),
                    ('position', models.PositiveSmallIntegerField(default=0)),
                    ('source', models.CharField(blank=True, max_length=200, verbose_name='where this is asked')),
                    ('valid_from', models.DateField(verbose_name='valid from')),
                    ('valid_until', models.DateField(blank=True, null=True, verbose_name='valid until')),
                    ('programme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='programmes.programme')),
                ],
                options={
                    'ordering': ['position', 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('programme', 'code', 'valid_from'), name='checklist_item_is_stated_once_a_day', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('valid_until__isnull', True), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='checklist_item_ends_after_it_begins')],
                },
            ),
            migrations.CreateModel(
                name='DepartureAnswer',
                fields=[
                    ('shared_with', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, editable=False, size=None)),
                    ('shared_until', models.DateField(default='9999-12-31', editable=False)),
                    ('sealed', models.BooleanField(db_default=False, default=False, editable=False)),
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('scope', models.GeneratedField(db_persist=True, expression=homeward.access.scope.GateScope(models.F('owner_org_id'), models.F('programme_id'), models.F('data_class'), output_field=models.IntegerField()), output_field=models.BigIntegerField())),
                    ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=4, editable=False)),
                    ('answer', models.CharField(choices=[('departed', 'They departed'), ('postponed', 'The travel was put off'), ('not_departed', 'They do not depart')], max_length=15)),
                    ('departed_on', models.DateField(blank=True, null=True)),
                    ('postponed_to', models.DateField(blank=True, null=True)),
                    ('why', models.CharField(blank=True, choices=[('changed_mind', 'Decided to stay'), ('not_reached', 'Could not be reached'), ('no_document', 'No travel document'), ('not_fit', 'Not fit to travel'), ('no_show', 'Did not come to the airport'), ('offloaded', 'Not taken on board'), ('left_alone', 'Left by another way'), ('may_stay', 'May stay')], max_length=15)),
                    ('reason', homeward.access.fields.EncryptedTextField(blank=True, default='', verbose_name='what happened')),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='departure_answers', to='cases.case')),
                    ('owner_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='persons.person')),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'ordering': ['at'],
                    'abstract': False,
                    'indexes': [models.Index(fields=['scope'], name='departureanswer_scope')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('answer__in', ['departed', 'not_departed'])), fields=('case',), name='departure_is_settled_once'), models.CheckConstraint(condition=models.Q(models.Q(('answer', 'departed'), ('departed_on__isnull', False)), models.Q(('answer', 'postponed'), ('postponed_to__isnull', False)), models.Q(('answer', 'not_departed'), models.Q(('why', ''), _negated=True)), _connector='OR'), name='departure_answer_says_when_or_why')],
                },
            ),
            migrations.CreateModel(
                name='DepartureAnswerChange',
                fields=[
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('pgh_by_kind', models.CharField(db_default=models.Func(function='gate_kind', output_field=models.CharField()), max_length=10)),
                    ('pgh_by', models.BigIntegerField(db_default=models.Func(function='gate_user', output_field=models.BigIntegerField()), null=True)),
                    ('pgh_by_org', models.IntegerField(db_default=models.Func(function='gate_org', output_field=models.IntegerField()), null=True)),
                    ('reason', models.BinaryField(db_column='reason', default=b'')),
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                    ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=4, editable=False)),
                    ('answer', models.CharField(choices=[('departed', 'They departed'), ('postponed', 'The travel was put off'), ('not_departed', 'They do not depart')], max_length=15)),
                    ('departed_on', models.DateField(blank=True, null=True)),
                    ('postponed_to', models.DateField(blank=True, null=True)),
                    ('why', models.CharField(blank=True, choices=[('changed_mind', 'Decided to stay'), ('not_reached', 'Could not be reached'), ('no_document', 'No travel document'), ('not_fit', 'Not fit to travel'), ('no_show', 'Did not come to the airport'), ('offloaded', 'Not taken on board'), ('left_alone', 'Left by another way'), ('may_stay', 'May stay')], max_length=15)),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('case', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cases.case')),
                    ('owner_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                    ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.person')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='departures.departureanswer')),
                    ('programme', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme')),
                ],
                options={
                    'abstract': False,
                    'indexes': [models.Index(fields=['person'], name='departureanswer_changes')],
                },
            ),
            migrations.CreateModel(
                name='DepartureItem',
                fields=[
                    ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')])),
                    ('shared_with', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, editable=False, size=None)),
                    ('shared_until', models.DateField(default='9999-12-31', editable=False)),
                    ('sealed', models.BooleanField(db_default=False, default=False, editable=False)),
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('scope', models.GeneratedField(db_persist=True, expression=homeward.access.scope.GateScope(models.F('owner_org_id'), models.F('programme_id'), models.F('data_class'), output_field=models.IntegerField()), output_field=models.BigIntegerField())),
                    ('state', models.CharField(choices=[('needed', 'Missing'), ('asked', 'Asked for'), ('have', 'There'), ('not_needed', 'Not needed')], default='needed', max_length=12)),
                    ('due_on', models.DateField(blank=True, null=True)),
                    ('remark', homeward.access.fields.EncryptedTextField(blank=True, default='', verbose_name='remark')),
                    ('why_not', homeward.access.fields.EncryptedTextField(blank=True, default='', verbose_name='why it is not needed')),
                    ('changed_at', models.DateTimeField()),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='departure_items', to='cases.case')),
                    ('changed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='files.storedfile')),
                    ('holder', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('holder_org', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                    ('owner_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='persons.person')),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                    ('template', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='departures.checklistitem')),
                ],
                options={
                    'abstract': False,
                    'indexes': [models.Index(fields=['scope'], name='departureitem_scope')],
                    'constraints': [models.UniqueConstraint(fields=('case', 'person', 'template'), name='departure_asks_each_thing_of_a_person_once')],
                },
            ),
            migrations.CreateModel(
                name='DepartureItemChange',
                fields=[
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('pgh_by_kind', models.CharField(db_default=models.Func(function='gate_kind', output_field=models.CharField()), max_length=10)),
                    ('pgh_by', models.BigIntegerField(db_default=models.Func(function='gate_user', output_field=models.BigIntegerField()), null=True)),
                    ('pgh_by_org', models.IntegerField(db_default=models.Func(function='gate_org', output_field=models.IntegerField()), null=True)),
                    ('remark', models.BinaryField(db_column='remark', default=b'')),
                    ('why_not', models.BinaryField(db_column='why_not', default=b'')),
                    ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')])),
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                    ('state', models.CharField(choices=[('needed', 'Missing'), ('asked', 'Asked for'), ('have', 'There'), ('not_needed', 'Not needed')], default='needed', max_length=12)),
                    ('due_on', models.DateField(blank=True, null=True)),
                    ('changed_at', models.DateTimeField()),
                    ('case', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cases.case')),
                    ('changed_by', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('file', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='files.storedfile')),
                    ('holder', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('holder_org', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                    ('owner_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                    ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.person')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='departures.departureitem')),
                    ('programme', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme')),
                    ('template', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='departures.checklistitem')),
                ],
                options={
                    'abstract': False,
                    'indexes': [models.Index(fields=['person'], name='departureitem_changes')],
                },
            ),
            migrations.CreateModel(
                name='TravelLeg',
                fields=[
                    ('shared_with', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, editable=False, size=None)),
                    ('shared_until', models.DateField(default='9999-12-31', editable=False)),
                    ('sealed', models.BooleanField(db_default=False, default=False, editable=False)),
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('scope', models.GeneratedField(db_persist=True, expression=homeward.access.scope.GateScope(models.F('owner_org_id'), models.F('programme_id'), models.F('data_class'), output_field=models.IntegerField()), output_field=models.BigIntegerField())),
                    ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=3, editable=False)),
                    ('position', models.PositiveSmallIntegerField()),
                    ('from_place', models.CharField(max_length=120, verbose_name='from')),
                    ('to_place', models.CharField(max_length=120, verbose_name='to')),
                    ('carrier', models.CharField(blank=True, max_length=80, verbose_name='carrier')),
                    ('number', models.CharField(blank=True, max_length=20, verbose_name='flight, train or ship')),
                    ('departs_at', models.DateTimeField()),
                    ('departs_zone', models.CharField(max_length=60, verbose_name='time zone there')),
                    ('arrives_at', models.DateTimeField()),
                    ('arrives_zone', models.CharField(max_length=60, verbose_name='time zone there')),
                    ('booking', homeward.access.fields.EncryptedTextField(blank=True, default='', verbose_name='booking reference')),
                    ('remark', homeward.access.fields.EncryptedTextField(blank=True, default='', verbose_name='seats and remarks')),
                    ('entered_at', models.DateTimeField()),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='travel_legs', to='cases.case')),
                    ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('owner_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='persons.person')),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'ordering': ['position'],
                    'abstract': False,
                    'indexes': [models.Index(fields=['scope'], name='travelleg_scope')],
                    'constraints': [models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('case', 'position'), name='legs_of_a_travel_stand_in_one_order'), models.CheckConstraint(condition=models.Q(('arrives_at__gt', models.F('departs_at'))), name='leg_arrives_after_it_departs')],
                },
            ),
            migrations.CreateModel(
                name='TravelLegChange',
                fields=[
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('pgh_by_kind', models.CharField(db_default=models.Func(function='gate_kind', output_field=models.CharField()), max_length=10)),
                    ('pgh_by', models.BigIntegerField(db_default=models.Func(function='gate_user', output_field=models.BigIntegerField()), null=True)),
                    ('pgh_by_org', models.IntegerField(db_default=models.Func(function='gate_org', output_field=models.IntegerField()), null=True)),
                    ('booking', models.BinaryField(db_column='booking', default=b'')),
                    ('remark', models.BinaryField(db_column='remark', default=b'')),
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                    ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=3, editable=False)),
                    ('position', models.PositiveSmallIntegerField()),
                    ('from_place', models.CharField(max_length=120, verbose_name='from')),
                    ('to_place', models.CharField(max_length=120, verbose_name='to')),
                    ('carrier', models.CharField(blank=True, max_length=80, verbose_name='carrier')),
                    ('number', models.CharField(blank=True, max_length=20, verbose_name='flight, train or ship')),
                    ('departs_at', models.DateTimeField()),
                    ('departs_zone', models.CharField(max_length=60, verbose_name='time zone there')),
                    ('arrives_at', models.DateTimeField()),
                    ('arrives_zone', models.CharField(max_length=60, verbose_name='time zone there')),
                    ('entered_at', models.DateTimeField()),
                    ('case', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cases.case')),
                    ('entered_by', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('owner_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                    ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.person')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='departures.travelleg')),
                    ('programme', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme')),
                ],
                options={
                    'abstract': False,
                    'indexes': [models.Index(fields=['person'], name='travelleg_changes')],
                },
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='departureanswer',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."person_id", OLD."data_class", OLD."case_id", OLD."answer", OLD."departed_on", OLD."postponed_to", OLD."why", OLD."reason", OLD."at", OLD."by_id") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."person_id", NEW."data_class", NEW."case_id", NEW."answer", NEW."departed_on", NEW."postponed_to", NEW."why", NEW."reason", NEW."at", NEW."by_id"))', func='INSERT INTO "departures_departureanswerchange" ("answer", "at", "by_id", "case_id", "data_class", "departed_on", "id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postponed_to", "programme_id", "reason", "why") VALUES (OLD."answer", OLD."at", OLD."by_id", OLD."case_id", OLD."data_class", OLD."departed_on", OLD."id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."postponed_to", OLD."programme_id", OLD."reason", OLD."why"); RETURN NULL;', hash='fb8fac631231edae3bb4847f71c4a37708d6cdca', operation='UPDATE', pgid='pgtrigger_update_update_207ca', table='departures_departureanswer', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='departureanswer',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "departures_departureanswerchange" ("answer", "at", "by_id", "case_id", "data_class", "departed_on", "id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postponed_to", "programme_id", "reason", "why") VALUES (OLD."answer", OLD."at", OLD."by_id", OLD."case_id", OLD."data_class", OLD."departed_on", OLD."id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."postponed_to", OLD."programme_id", OLD."reason", OLD."why"); RETURN NULL;', hash='3b23c079d3782f89d4ae4014a09194c1cf3ca88f', operation='DELETE', pgid='pgtrigger_delete_delete_39d5e', table='departures_departureanswer', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='departureitem',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."owner_org_id", OLD."data_class", OLD."id", OLD."programme_id", OLD."person_id", OLD."case_id", OLD."template_id", OLD."state", OLD."holder_org_id", OLD."holder_id", OLD."due_on", OLD."file_id", OLD."remark", OLD."why_not", OLD."changed_at", OLD."changed_by_id") IS DISTINCT FROM (NEW."owner_org_id", NEW."data_class", NEW."id", NEW."programme_id", NEW."person_id", NEW."case_id", NEW."template_id", NEW."state", NEW."holder_org_id", NEW."holder_id", NEW."due_on", NEW."file_id", NEW."remark", NEW."why_not", NEW."changed_at", NEW."changed_by_id"))', func='INSERT INTO "departures_departureitemchange" ("case_id", "changed_at", "changed_by_id", "data_class", "due_on", "file_id", "holder_id", "holder_org_id", "id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "remark", "state", "template_id", "why_not") VALUES (OLD."case_id", OLD."changed_at", OLD."changed_by_id", OLD."data_class", OLD."due_on", OLD."file_id", OLD."holder_id", OLD."holder_org_id", OLD."id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."programme_id", OLD."remark", OLD."state", OLD."template_id", OLD."why_not"); RETURN NULL;', hash='c688e9cade980b3248df37124df1a43f83bbc7ce', operation='UPDATE', pgid='pgtrigger_update_update_17a47', table='departures_departureitem', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='departureitem',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "departures_departureitemchange" ("case_id", "changed_at", "changed_by_id", "data_class", "due_on", "file_id", "holder_id", "holder_org_id", "id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "remark", "state", "template_id", "why_not") VALUES (OLD."case_id", OLD."changed_at", OLD."changed_by_id", OLD."data_class", OLD."due_on", OLD."file_id", OLD."holder_id", OLD."holder_org_id", OLD."id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."programme_id", OLD."remark", OLD."state", OLD."template_id", OLD."why_not"); RETURN NULL;', hash='77b8634f27e8269f14bf13493e1099a05e9bc6d3', operation='DELETE', pgid='pgtrigger_delete_delete_9e272', table='departures_departureitem', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='travelleg',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."person_id", OLD."data_class", OLD."case_id", OLD."position", OLD."from_place", OLD."to_place", OLD."carrier", OLD."number", OLD."departs_at", OLD."departs_zone", OLD."arrives_at", OLD."arrives_zone", OLD."booking", OLD."remark", OLD."entered_at", OLD."entered_by_id") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."person_id", NEW."data_class", NEW."case_id", NEW."position", NEW."from_place", NEW."to_place", NEW."carrier", NEW."number", NEW."departs_at", NEW."departs_zone", NEW."arrives_at", NEW."arrives_zone", NEW."booking", NEW."remark", NEW."entered_at", NEW."entered_by_id"))', func='INSERT INTO "departures_travellegchange" ("arrives_at", "arrives_zone", "booking", "carrier", "case_id", "data_class", "departs_at", "departs_zone", "entered_at", "entered_by_id", "from_place", "id", "number", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "programme_id", "remark", "to_place") VALUES (OLD."arrives_at", OLD."arrives_zone", OLD."booking", OLD."carrier", OLD."case_id", OLD."data_class", OLD."departs_at", OLD."departs_zone", OLD."entered_at", OLD."entered_by_id", OLD."from_place", OLD."id", OLD."number", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."position", OLD."programme_id", OLD."remark", OLD."to_place"); RETURN NULL;', hash='17c450f5a024aa7f8f5fb2b948d38d19faf8385c', operation='UPDATE', pgid='pgtrigger_update_update_43ef5', table='departures_travelleg', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='travelleg',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "departures_travellegchange" ("arrives_at", "arrives_zone", "booking", "carrier", "case_id", "data_class", "departs_at", "departs_zone", "entered_at", "entered_by_id", "from_place", "id", "number", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "programme_id", "remark", "to_place") VALUES (OLD."arrives_at", OLD."arrives_zone", OLD."booking", OLD."carrier", OLD."case_id", OLD."data_class", OLD."departs_at", OLD."departs_zone", OLD."entered_at", OLD."entered_by_id", OLD."from_place", OLD."id", OLD."number", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."position", OLD."programme_id", OLD."remark", OLD."to_place"); RETURN NULL;', hash='5ea426c3297346e96ee6e297ae5534357138acb2', operation='DELETE', pgid='pgtrigger_delete_delete_0da5c', table='departures_travelleg', when='AFTER')),
            ),
        ]),
    ]
