import django.contrib.postgres.fields
import django.db.models.deletion
import homeward.access.fields
import homeward.access.scope
import uuid
from django.conf import settings
from django.db import migrations, models

from homeward.core.operations import Together


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("access", "0002_gate"),
        ('access', '__first__'),
        ("persons", "0001_initial"),
        ("places", "0003_countries"),
        ("programmes", "0001_initial"),
    ]

    operations = [Together([
        migrations.CreateModel(
            name='Case',
            fields=[
                ('shared_with', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, editable=False, size=None)),
                ('shared_until', models.DateField(default='9999-12-31', editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('scope', models.GeneratedField(db_persist=True, expression=homeward.access.scope.GateScope(models.F('owner_org_id'), models.F('programme_id'), models.F('data_class'), output_field=models.IntegerField()), output_field=models.BigIntegerField())),
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
                ('accountable_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('case_org', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('host_country', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.country')),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='persons.household')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('origin_country', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.country')),
                ('owner_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='persons.person')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ('reception_org', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('worker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['scope'], name='case_scope'), models.Index(fields=['owner_org', '-changed_at'], name='case_own_recent'), models.Index(fields=['accountable_org', '-changed_at'], name='case_held_recent'), models.Index(fields=['-changed_at'], name='case_recent'), models.Index(fields=['reference'], name='case_reference')],
                'constraints': [models.UniqueConstraint(fields=('owner_org', 'reference'), name='case_reference_is_its_owner_s_own'), models.CheckConstraint(condition=models.Q(('closed_at__isnull', True), models.Q(('closure_reason', ''), _negated=True), _connector='OR'), name='closed_case_has_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Arrival',
            fields=[
                ('shared_with', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, editable=False, size=None)),
                ('shared_until', models.DateField(default='9999-12-31', editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('scope', models.GeneratedField(db_persist=True, expression=homeward.access.scope.GateScope(models.F('owner_org_id'), models.F('programme_id'), models.F('data_class'), output_field=models.IntegerField()), output_field=models.BigIntegerField())),
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
                ('remark', homeward.access.fields.EncryptedTextField(blank=True, default='', verbose_name='remark of the desk')),
                ('announced_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='persons.person')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ('reception_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='arrival', to='cases.case')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['scope'], name='arrival_scope'), models.Index(fields=['reception_org', 'expected_at'], name='arrival_board')],
            },
        ),
        migrations.CreateModel(
            name='Fact',
            fields=[
                ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')])),
                ('shared_with', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, editable=False, size=None)),
                ('shared_until', models.DateField(default='9999-12-31', editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('scope', models.GeneratedField(db_persist=True, expression=homeward.access.scope.GateScope(models.F('owner_org_id'), models.F('programme_id'), models.F('data_class'), output_field=models.IntegerField()), output_field=models.BigIntegerField())),
                ('kind', models.CharField(choices=[('languages', 'Languages'), ('diet', 'Diet'), ('school_level', 'School level'), ('family_origin', 'Family at the place of return'), ('documents', 'Documents held'), ('housing', 'Housing on arrival'), ('health', 'Health needs'), ('child_needs', 'What the children need'), ('urgent', 'Needed in the first days'), ('wishes', 'What they want to do'), ('destination', 'Where they want to live'), ('worries', 'What worries them'), ('trade', 'Trade and experience'), ('training', 'Training and certificates'), ('business', 'Business idea'), ('fit_to_travel', 'Fitness to travel'), ('luggage', 'Luggage'), ('onward', 'Onward travel'), ('asylum', 'Asylum procedure')], max_length=20)),
                ('value', homeward.access.fields.EncryptedTextField(blank=True, default='', verbose_name='value')),
                ('said_by', models.CharField(choices=[('person', 'the person'), ('family', 'a family member'), ('document', 'a document'), ('organisation', 'an organisation')], max_length=20, verbose_name='said by')),
                ('said_by_name', homeward.access.fields.EncryptedTextField(blank=True, default='', verbose_name='name of who said it')),
                ('said_on', models.DateField(verbose_name='said on')),
                ('recorded_at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='facts', to='cases.case')),
                ('owner_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='persons.person')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('replaces', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='cases.fact')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['scope'], name='fact_scope')],
            },
        ),
        migrations.CreateModel(
            name='Confirmation',
            fields=[
                ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')])),
                ('shared_with', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, editable=False, size=None)),
                ('shared_until', models.DateField(default='9999-12-31', editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('scope', models.GeneratedField(db_persist=True, expression=homeward.access.scope.GateScope(models.F('owner_org_id'), models.F('programme_id'), models.F('data_class'), output_field=models.IntegerField()), output_field=models.BigIntegerField())),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='persons.person')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ('fact', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='confirmations', to='cases.fact')),
            ],
            options={
                'ordering': ['at'],
                'abstract': False,
                'indexes': [models.Index(fields=['scope'], name='confirmation_scope')],
            },
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('shared_with', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, editable=False, size=None)),
                ('shared_until', models.DateField(default='9999-12-31', editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('scope', models.GeneratedField(db_persist=True, expression=homeward.access.scope.GateScope(models.F('owner_org_id'), models.F('programme_id'), models.F('data_class'), output_field=models.IntegerField()), output_field=models.BigIntegerField())),
                ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=4, editable=False)),
                ('text', homeward.access.fields.EncryptedTextField(blank=True, default='', verbose_name='note')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='cases.case')),
                ('owner_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='persons.person')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
            ],
            options={
                'ordering': ['-at'],
                'abstract': False,
                'indexes': [models.Index(fields=['scope'], name='note_scope')],
            },
        ),
        migrations.CreateModel(
            name='StageChange',
            fields=[
                ('shared_with', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, editable=False, size=None)),
                ('shared_until', models.DateField(default='9999-12-31', editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('scope', models.GeneratedField(db_persist=True, expression=homeward.access.scope.GateScope(models.F('owner_org_id'), models.F('programme_id'), models.F('data_class'), output_field=models.IntegerField()), output_field=models.BigIntegerField())),
                ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=4, editable=False)),
                ('to', models.CharField(choices=[('counselling', 'Counselling'), ('departure', 'Departure'), ('arrival', 'Arrival'), ('plan', 'Plan'), ('support', 'Support'), ('follow_up', 'Follow-up'), ('closure', 'Closure')], max_length=20)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stage_changes', to='cases.case')),
                ('owner_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='persons.person')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
            ],
            options={
                'ordering': ['at'],
                'abstract': False,
                'indexes': [models.Index(fields=['scope'], name='stagechange_scope')],
            },
        ),
    ])]
