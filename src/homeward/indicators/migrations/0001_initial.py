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
        ('access', '0009_roles'),
        ('actors', '0004_registered_as'),
        ('cases', '0019_recent_stages'),
        ('persons', '0012_named_grounds'),
        ('places', '0009_points_of_entry'),
        ('programmes', '0014_shipped_ways'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [Together([
        migrations.CreateModel(
            name='Indicator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=60, unique=True, verbose_name='code')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('direction', models.CharField(choices=[('higher', 'Higher is better'), ('lower', 'Lower is better'), ('neither', 'Neither way is better by itself')], max_length=10, verbose_name='which way is better')),
                ('position', models.PositiveSmallIntegerField(default=1000)),
                ('owner_org', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation', verbose_name='owner')),
            ],
            options={
                'ordering': ['position', 'code'],
            },
        ),
        migrations.CreateModel(
            name='Definition',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveSmallIntegerField()),
                ('status', models.CharField(choices=[('draft', 'Draft'), ('published', 'In use'), ('replaced', 'Replaced by a later version')], default='draft', max_length=10)),
                ('meaning', models.TextField(verbose_name='what it tells')),
                ('numerator', models.TextField(verbose_name='numerator, in words')),
                ('denominator', models.TextField(verbose_name='denominator, in words')),
                ('source', models.CharField(max_length=40, verbose_name='computed from')),
                ('unit', models.CharField(choices=[('case', 'Cases, each one household’s return'), ('person', 'Persons'), ('referral', 'Referrals'), ('placement', 'Placements in work'), ('business', 'Businesses'), ('interview', 'Interviews'), ('need', 'Needs named in plans'), ('member', 'Members of group projects'), ('organisation', 'Organisations'), ('report', 'Reports of wider projects'), ('complaint', 'Complaints')], max_length=20, verbose_name='unit')),
                ('measure', models.CharField(choices=[('share', 'Share: how many of those counted reached it'), ('median_days', 'Days until half of those counted had reached it'), ('mean', 'Mean of a value'), ('change', 'Mean change of a value, of the same people'), ('ratio', 'One sum divided by another'), ('gap', 'One sum less another'), ('count', 'How many reached it')], max_length=15, verbose_name='measure')),
                ('formula', models.JSONField(default=dict, verbose_name='formula')),
                ('dimensions', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('programme', 'Programme'), ('corridor', 'Corridor'), ('area', 'Area of return'), ('organisation', 'Organisation'), ('donor', 'Donor'), ('sex', 'Sex'), ('age_band', 'Age at return'), ('wave', 'Wave')], max_length=15), blank=True, default=list, size=None, verbose_name='told apart by')),
                ('periods', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('all', 'All time'), ('year', 'Year'), ('quarter', 'Quarter')], max_length=10), default=list, size=None, verbose_name='periods')),
                ('dated_by', models.CharField(max_length=200, verbose_name='which day puts it into a period')),
                ('cited', models.CharField(max_length=300, verbose_name='source of the definition')),
                ('change_note', models.CharField(blank=True, max_length=300, verbose_name='what changed')),
                ('valid_from', models.DateField(verbose_name='in use from')),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('checked_at', models.DateTimeField(blank=True, null=True)),
                ('fingerprint', models.CharField(blank=True, max_length=64)),
                ('published_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('written_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='definitions', to='indicators.indicator')),
            ],
            options={
                'ordering': ['indicator', '-version'],
            },
        ),
        migrations.CreateModel(
            name='Mark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('target', 'Target'), ('benchmark', 'Benchmark')], max_length=10, verbose_name='kind')),
                ('value', models.DecimalField(decimal_places=4, max_digits=18, verbose_name='value')),
                ('currency', models.CharField(blank=True, max_length=3, verbose_name='currency')),
                ('valid_from', models.DateField(verbose_name='holds from')),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='until')),
                ('source', models.CharField(max_length=300, verbose_name='who states it, and where')),
                ('stated_at', models.DateTimeField(null=True)),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='indicators.indicator')),
                ('programme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme', verbose_name='programme')),
                ('stated_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['kind', 'programme', '-valid_from'],
            },
        ),
        migrations.CreateModel(
            name='Run',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField(null=True)),
                ('computed', models.PositiveIntegerField(default=0)),
                ('unchanged', models.PositiveIntegerField(default=0)),
                ('written', models.PositiveIntegerField(default=0)),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-started_at'],
            },
        ),
        migrations.CreateModel(
            name='Setting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('setting', models.CharField(choices=[('smallest_count', 'A figure of fewer than this is not told')], max_length=30)),
                ('value', models.PositiveIntegerField()),
                ('valid_from', models.DateField()),
                ('source', models.CharField(max_length=200)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('setting', 'valid_from'), name='indicator_setting_is_stated_once_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Cohort',
            fields=[
                ('shared_with', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, editable=False, size=None)),
                ('shared_until', models.DateField(default='9999-12-31', editable=False)),
                ('sealed', models.BooleanField(db_default=False, default=False, editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('scope', models.GeneratedField(db_persist=True, expression=homeward.access.scope.GateScope(models.F('owner_org_id'), models.F('programme_id'), models.F('data_class'), output_field=models.IntegerField()), output_field=models.BigIntegerField())),
                ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=4, editable=False)),
                ('destination', models.CharField(blank=True, max_length=120)),
                ('arrived_on', models.DateField()),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='cohort', to='cases.case')),
                ('entered_programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ('host_country', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.country')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('origin_country', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.country')),
                ('owner_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='persons.person')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['scope'], name='cohort_scope'), models.Index(fields=['arrived_on'], name='cohort_by_day')],
            },
        ),
        migrations.CreateModel(
            name='Agreed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ('definition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreed', to='indicators.definition')),
            ],
            options={
                'ordering': ['at'],
                'constraints': [models.UniqueConstraint(fields=('definition', 'programme', 'organisation'), name='organisation_agrees_once_to_a_definition')],
            },
        ),
        migrations.CreateModel(
            name='Figure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cut', models.CharField(blank=True, max_length=60)),
                ('period', models.CharField(choices=[('all', 'All time'), ('year', 'Year'), ('quarter', 'Quarter')], max_length=10)),
                ('starts_on', models.DateField(null=True)),
                ('ends_on', models.DateField(null=True)),
                ('sex', models.CharField(blank=True, max_length=10)),
                ('age_band', models.CharField(blank=True, max_length=10)),
                ('wave', models.CharField(blank=True, max_length=40)),
                ('currency', models.CharField(blank=True, max_length=3)),
                ('numerator', models.FloatField()),
                ('denominator', models.FloatField()),
                ('value', models.FloatField(null=True)),
                ('persons', models.PositiveIntegerField()),
                ('unknown', models.PositiveIntegerField(default=0)),
                ('computed_at', models.DateTimeField()),
                ('replaced_at', models.DateTimeField(null=True)),
                ('area', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='places.area')),
                ('definition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='figures', to='indicators.definition')),
                ('donor', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='actors.actor')),
                ('host_country', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='places.country')),
                ('organisation', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='access.organisation')),
                ('origin_country', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='places.country')),
                ('programme', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='programmes.programme')),
            ],
            options={
                'ordering': ['starts_on', 'pk'],
                'indexes': [models.Index(condition=models.Q(('replaced_at__isnull', False)), fields=['definition', 'cut', 'period', 'starts_on'], name='figure_history')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('replaced_at__isnull', True)), fields=('definition', 'cut', 'period', 'starts_on', 'programme', 'host_country', 'origin_country', 'area', 'organisation', 'donor', 'sex', 'age_band', 'wave', 'currency'), name='one_figure_stands', nulls_distinct=False)],
            },
        ),
        migrations.AddConstraint(
            model_name='definition',
            constraint=models.UniqueConstraint(fields=('indicator', 'version'), name='definition_has_a_version_of_its_own'),
        ),
        migrations.AddConstraint(
            model_name='definition',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'published')), fields=('indicator',), name='one_definition_of_an_indicator_in_use'),
        ),
        migrations.AddConstraint(
            model_name='definition',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'draft')), fields=('indicator',), name='one_draft_of_an_indicator'),
        ),
        migrations.AddConstraint(
            model_name='definition',
            constraint=models.CheckConstraint(condition=models.Q(('status', 'draft'), ('published_at__isnull', False), _connector='OR'), name='definition_in_use_says_since_when'),
        ),
        migrations.AddConstraint(
            model_name='mark',
            constraint=models.UniqueConstraint(fields=('indicator', 'kind', 'programme', 'currency', 'valid_from'), name='mark_is_stated_once_from_a_day', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='mark',
            constraint=models.CheckConstraint(condition=models.Q(('valid_until__isnull', True), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='mark_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='mark',
            constraint=models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='mark_says_its_source'),
        ),
    ])]
