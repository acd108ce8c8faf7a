"""Evaluations, their extracts and results, and what was learned."""

import django.contrib.postgres.fields
import django.db.models.deletion
import homeward.access.fields
import uuid
from django.conf import settings
from django.db import migrations, models

from homeward.core.operations import Together


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0009_roles'),
        ('indicators', '0002_policies_and_settings'),
        ('plans', '0007_grid_and_deadlines'),
        ('programmes', '0014_shipped_ways'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='Evaluation',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('title', models.CharField(max_length=200, verbose_name='title')),
                    ('about', models.TextField(verbose_name='what it is for')),
                    ('status', models.CharField(choices=[('draft', 'Being prepared'), ('declared', 'Questions are declared'), ('reported', 'Waits for the reply of the assessed party'), ('replied', 'Replied, ready to be published'), ('published', 'Published')], default='draft', max_length=10)),
                    ('begun_at', models.DateTimeField()),
                    ('declared_at', models.DateTimeField(blank=True, null=True)),
                    ('conclusion', models.TextField(blank=True, verbose_name='what the evaluator concludes')),
                    ('reported_at', models.DateTimeField(blank=True, null=True)),
                    ('reply_by', models.DateField(blank=True, null=True, verbose_name='reply until')),
                    ('reply', models.TextField(blank=True, verbose_name='reply of the assessed party')),
                    ('replied_at', models.DateTimeField(blank=True, null=True)),
                    ('published_at', models.DateTimeField(blank=True, null=True)),
                    ('assessed_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation', verbose_name='assessed party')),
                    ('begun_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('declared_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('evaluator_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation', verbose_name='evaluator')),
                    ('owner_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation', verbose_name='asked for by')),
                    ('programme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme', verbose_name='programme')),
                    ('published_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('replied_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-begun_at'],
                },
            ),
            migrations.CreateModel(
                name='EvaluationSecret',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('secret', homeward.access.fields.EncryptedBytesField(blank=True, default=b'')),
                    ('evaluation', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='evaluations.evaluation')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Extract',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('number', models.PositiveSmallIntegerField()),
                    ('instrument', models.CharField(max_length=30, verbose_name='survey')),
                    ('arrived_from', models.DateField(verbose_name='arrived from')),
                    ('arrived_until', models.DateField(verbose_name='arrived until')),
                    ('facts', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), default=list, size=None)),
                    ('items', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, size=None)),
                    ('smallest', models.PositiveSmallIntegerField(help_text='A rarer value, or mix of them, is merged.', verbose_name='smallest group that stays apart')),
                    ('status', models.CharField(choices=[('asked', 'Being frozen'), ('frozen', 'Frozen'), ('thinned', 'Being written anew'), ('empty', 'Nobody is in it')], default='asked', max_length=10)),
                    ('edition', models.PositiveSmallIntegerField(default=0)),
                    ('fingerprint', models.CharField(blank=True, max_length=64)),
                    ('people', models.PositiveIntegerField(default=0)),
                    ('dictionary', models.JSONField(blank=True, default=dict)),
                    ('code_version', models.CharField(blank=True, max_length=40)),
                    ('asked_at', models.DateTimeField()),
                    ('frozen_at', models.DateTimeField(blank=True, null=True)),
                    ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('evaluation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extracts', to='evaluations.evaluation')),
                ],
                options={
                    'ordering': ['number'],
                },
            ),
            migrations.CreateModel(
                name='ExtractedPerson',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('person_id', models.UUIDField(db_index=True)),
                    ('key', models.CharField(max_length=32)),
                    ('extract', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='evaluations.extract')),
                ],
            ),
            migrations.CreateModel(
                name='ExtractFile',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('content', homeward.access.fields.EncryptedBytesField(blank=True, default=b'')),
                    ('extract', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='file', to='evaluations.extract')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Leaver',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('key', models.CharField(max_length=32)),
                    ('at', models.DateTimeField()),
                    ('extract', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='evaluations.extract')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Question',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('text', models.TextField(verbose_name='question')),
                    ('outcome', models.CharField(max_length=60, verbose_name='outcome')),
                    ('treatment', models.CharField(choices=[('aided_no_aid', 'Returnees with aid, and without'), ('aided_resident', 'Returnees with aid, and local residents'), ('returnee_resident', 'All returnees, and local residents')], max_length=20, verbose_name='who is compared')),
                    ('covariates', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, size=None, verbose_name='among people alike in')),
                    ('is_exploratory', models.BooleanField(default=False, editable=False)),
                    ('stated_at', models.DateTimeField()),
                    ('evaluation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='evaluations.evaluation')),
                    ('indicator', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='indicators.indicator', verbose_name='indicator')),
                    ('stated_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['is_exploratory', 'stated_at'],
                },
            ),
            migrations.CreateModel(
                name='Result',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('edition', models.PositiveSmallIntegerField()),
                    ('fingerprint', models.CharField(max_length=64)),
                    ('code_version', models.CharField(max_length=40)),
                    ('seed', models.PositiveIntegerField()),
                    ('draws', models.PositiveIntegerField(default=0)),
                    ('numbers', models.JSONField()),
                    ('made_at', models.DateTimeField()),
                    ('extract', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='results', to='evaluations.extract')),
                    ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='results', to='evaluations.question')),
                ],
                options={
                    'ordering': ['made_at'],
                },
            ),
            migrations.CreateModel(
                name='Rerun',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('is_equal', models.BooleanField()),
                    ('code_version', models.CharField(max_length=40)),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('result', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reruns', to='evaluations.result')),
                ],
                options={
                    'ordering': ['-at'],
                },
            ),
            migrations.CreateModel(
                name='Lesson',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('title', models.CharField(max_length=200, verbose_name='lesson')),
                    ('text', models.TextField(verbose_name='what was learned')),
                    ('rests_on', models.TextField(verbose_name='what it rests on')),
                    ('tags', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), blank=True, default=list, size=None)),
                    ('is_public', models.BooleanField(default=False, verbose_name='everybody may read it')),
                    ('written_at', models.DateTimeField()),
                    ('evaluation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='lessons', to='evaluations.evaluation', verbose_name='evaluation')),
                    ('owner_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                    ('programme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme', verbose_name='programme')),
                    ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('result', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='lessons', to='evaluations.result', verbose_name='finding')),
                ],
                options={
                    'ordering': ['-written_at'],
                },
            ),
            migrations.CreateModel(
                name='TakeUp',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('kind', models.CharField(choices=[('programme', 'A change of a programme'), ('session', 'A decision of a commission'), ('practice', 'A change of how we work')], max_length=10, verbose_name='what it led to')),
                    ('what', models.TextField(verbose_name='what we do')),
                    ('until_on', models.DateField(verbose_name='until')),
                    ('taken_at', models.DateTimeField()),
                    ('came_of_it', models.TextField(blank=True, verbose_name='what came of it')),
                    ('done_at', models.DateTimeField(blank=True, null=True)),
                    ('done_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('lesson', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='taken_up', to='evaluations.lesson')),
                    ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                    ('programme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme', verbose_name='programme')),
                    ('session', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.session', verbose_name='session of the commission')),
                    ('taken_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-taken_at'],
                },
            ),
            migrations.CreateModel(
                name='Taking',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('edition', models.PositiveSmallIntegerField()),
                    ('form', models.CharField(max_length=10)),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('extract', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='takings', to='evaluations.extract')),
                ],
                options={
                    'ordering': ['-at'],
                },
            ),
            migrations.AddConstraint(
                model_name='evaluation',
                constraint=models.CheckConstraint(condition=models.Q(('evaluator_org', models.F('assessed_org')), _negated=True), name='nobody_evaluates_themselves'),
            ),
            migrations.AddConstraint(
                model_name='evaluation',
                constraint=models.CheckConstraint(condition=models.Q(('status', 'draft'), ('declared_at__isnull', False), _connector='OR'), name='declared_questions_have_their_day'),
            ),
            migrations.AddConstraint(
                model_name='evaluation',
                constraint=models.CheckConstraint(condition=models.Q(('status__in', ('draft', 'declared')), models.Q(('reply_by__isnull', False), ('reported_at__isnull', False)), _connector='OR'), name='reported_says_until_when_to_reply'),
            ),
            migrations.AddConstraint(
                model_name='evaluation',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'published'), _negated=True), ('published_at__isnull', False), _connector='OR'), name='published_evaluation_says_when'),
            ),
            migrations.AddConstraint(
                model_name='extract',
                constraint=models.UniqueConstraint(fields=('evaluation', 'number'), name='extract_has_a_number_of_its_own'),
            ),
            migrations.AddConstraint(
                model_name='extract',
                constraint=models.CheckConstraint(condition=models.Q(('arrived_from__lte', models.F('arrived_until'))), name='extract_window_begins_before_it_ends'),
            ),
            migrations.AddConstraint(
                model_name='extract',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'frozen'), _negated=True), models.Q(models.Q(('fingerprint', ''), _negated=True), ('frozen_at__isnull', False)), _connector='OR'), name='frozen_extract_has_a_fingerprint'),
            ),
            migrations.AddConstraint(
                model_name='extract',
                constraint=models.CheckConstraint(condition=models.Q(('smallest__gte', 5)), name='extract_keeps_rare_values_together'),
            ),
            migrations.AddConstraint(
                model_name='extractedperson',
                constraint=models.UniqueConstraint(fields=('extract', 'person_id'), name='person_is_in_an_extract_once'),
            ),
            migrations.AddConstraint(
                model_name='takeup',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'programme'), ('programme__isnull', False)), models.Q(('kind', 'session'), ('session__isnull', False)), ('kind', 'practice'), _connector='OR'), name='take_up_names_what_it_led_to'),
            ),
            migrations.AddConstraint(
                model_name='takeup',
                constraint=models.CheckConstraint(condition=models.Q(('done_at__isnull', True), models.Q(('came_of_it', ''), _negated=True), _connector='OR'), name='ended_take_up_says_what_came_of_it'),
            ),
        ]),
    ]
