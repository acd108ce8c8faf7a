import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from homeward.core.operations import Together


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("access", "0002_gate"),
        ('access', '__first__'),
        ("programmes", "0001_initial"),
    ]

    operations = [
        Together([migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=40, verbose_name='number')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('kind', models.CharField(choices=[('data_sharing', 'Data-sharing agreement'), ('mou', 'Memorandum of understanding'), ('sop', 'Standard operating procedure')], max_length=20, verbose_name='kind')),
                ('status', models.CharField(choices=[('draft', 'Draft'), ('signing', 'Waiting for signatures'), ('in_force', 'In force'), ('suspended', 'Suspended'), ('ended', 'Ended')], default='draft', max_length=10)),
                ('starts_on', models.DateField(verbose_name='in force from')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='in force until')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('lead_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation', verbose_name='drafted by')),
            ],
            options={
                'ordering': ['-starts_on', 'number'],
                'constraints': [models.UniqueConstraint(fields=('lead_org', 'number'), name='agreement_number_is_its_drafter_s_own'), models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='agreement_ends_after_it_begins')],
            },
        ),
        migrations.CreateModel(
            name='Clause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=20, verbose_name='article')),
                ('data_classes', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')]), size=None)),
                ('purposes', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(choices=[(1, 'Counselling and case management'), (2, 'Reception on arrival'), (3, 'Referral to a service'), (4, 'Decision on a plan'), (5, 'Payment and its proof'), (6, 'Survey of reintegration'), (7, 'Data protection oversight')]), size=None)),
                ('may_write', models.BooleanField(default=False, verbose_name='may write')),
                ('days_after', models.PositiveSmallIntegerField(default=0, verbose_name="days after a referral's end")),
                ('text', models.TextField(blank=True, verbose_name='wording')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='clauses', to='agreements.agreement')),
                ('from_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation', verbose_name='from')),
                ('programme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ('to_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation', verbose_name='to')),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('agreement', 'number'), name='article_number_is_used_once'), models.CheckConstraint(condition=models.Q(('from_org', models.F('to_org')), _negated=True), name='clause_runs_between_two_parties')],
            },
        ),
        migrations.CreateModel(
            name='Party',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(blank=True, max_length=120, verbose_name='part in the agreement')),
                ('signed_on', models.DateField(blank=True, null=True)),
                ('signatory', models.CharField(blank=True, max_length=150, verbose_name='signatory')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parties', to='agreements.agreement')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('signed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('agreement', 'organisation'), name='organisation_is_a_party_once')],
            },
        )]),
    ]
