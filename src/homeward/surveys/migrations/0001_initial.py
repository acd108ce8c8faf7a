import django.contrib.postgres.fields
import django.db.models.deletion
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
        ("cases", "0002_policies"),
        ("persons", "0002_policies"),
        ("programmes", "0001_initial"),
    ]

    operations = [Together([
        migrations.CreateModel(
            name='Wave',
            fields=[
                ('shared_with', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, editable=False, size=None)),
                ('shared_until', models.DateField(default='9999-12-31', editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('scope', models.GeneratedField(db_persist=True, expression=homeward.access.scope.GateScope(models.F('owner_org_id'), models.F('programme_id'), models.F('data_class'), output_field=models.IntegerField()), output_field=models.BigIntegerField())),
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
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='waves', to='cases.case')),
                ('draft_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='persons.person')),
                ('planned_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
            ],
            options={
                'ordering': ['opens_on'],
                'abstract': False,
                'indexes': [models.Index(fields=['scope'], name='wave_scope'), models.Index(condition=models.Q(('status', 'planned')), fields=['owner_org', 'closes_on'], name='wave_due')],
                'constraints': [models.UniqueConstraint(fields=('owner_org', 'case', 'instrument', 'kind'), name='wave_is_planned_once_by_its_owner'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'not_done'), models.Q(('not_done_reason', ''), _negated=True)), models.Q(models.Q(('status', 'not_done'), _negated=True), ('not_done_reason', '')), _connector='OR'), name='wave_not_held_has_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('status', 'planned')), models.Q(models.Q(('status', 'planned'), _negated=True), ('ended_at__isnull', False)), _connector='OR'), name='wave_ended_says_when'), models.CheckConstraint(condition=models.Q(('closes_on__lte', models.F('latest_on')), ('opens_on__lte', models.F('closes_on'))), name='wave_opens_before_it_closes')],
            },
        ),
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('shared_with', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, editable=False, size=None)),
                ('shared_until', models.DateField(default='9999-12-31', editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('scope', models.GeneratedField(db_persist=True, expression=homeward.access.scope.GateScope(models.F('owner_org_id'), models.F('programme_id'), models.F('data_class'), output_field=models.IntegerField()), output_field=models.BigIntegerField())),
                ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=10, editable=False)),
                ('held_on', models.DateField(verbose_name='day of the interview')),
                ('submitted_at', models.DateTimeField()),
                ('answers', models.JSONField()),
                ('interviewer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='persons.person')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ('wave', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='submission', to='surveys.wave')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['scope'], name='submission_scope')],
            },
        ),
        migrations.CreateModel(
            name='Score',
            fields=[
                ('shared_with', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, editable=False, size=None)),
                ('shared_until', models.DateField(default='9999-12-31', editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('scope', models.GeneratedField(db_persist=True, expression=homeward.access.scope.GateScope(models.F('owner_org_id'), models.F('programme_id'), models.F('data_class'), output_field=models.IntegerField()), output_field=models.BigIntegerField())),
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
                ('owner_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='persons.person')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ('wave', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='score', to='surveys.wave')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['scope'], name='score_scope')],
                'constraints': [models.CheckConstraint(condition=models.Q(('composite__gte', 0), ('composite__lte', 1)), name='composite_is_within_0_and_1')],
            },
        ),
    ])]
