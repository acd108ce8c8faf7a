import django.db.models.deletion
from django.db import migrations, models
from homeward.core.operations import Together


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("access", "0002_gate"),
        ("places", "0001_initial"),
    ]

    operations = [
        Together([migrations.CreateModel(
            name='Programme',
            fields=[
                ('id', models.AutoField(primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=40, unique=True, verbose_name='code')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('starts_on', models.DateField(verbose_name='begins on')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='ends on')),
                ('is_open', models.BooleanField(default=True, verbose_name='takes new cases')),
                ('funder_org', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation', verbose_name='funded by')),
                ('lead_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation', verbose_name='led by')),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='programme_ends_after_it_begins')],
            },
        ),
        migrations.CreateModel(
            name='Package',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, verbose_name='version')),
                ('valid_from', models.DateField(verbose_name='valid from')),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='valid until')),
                ('currency', models.CharField(max_length=3, verbose_name='currency')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='packages', to='programmes.programme')),
            ],
            options={
                'ordering': ['programme', '-valid_from'],
                'constraints': [models.UniqueConstraint(fields=('programme', 'name'), name='package_version_is_named_once'), models.UniqueConstraint(fields=('programme', 'valid_from'), name='one_package_begins_on_a_day'), models.CheckConstraint(condition=models.Q(('valid_until__isnull', True), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='package_ends_after_it_begins')],
            },
        ),
        migrations.CreateModel(
            name='Corridor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('host_country', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.country', verbose_name='host country')),
                ('origin_country', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.country', verbose_name='country of origin')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='corridors', to='programmes.programme')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('programme', 'host_country', 'origin_country'), name='corridor_is_named_once_in_a_programme'), models.CheckConstraint(condition=models.Q(('host_country', models.F('origin_country')), _negated=True), name='corridor_joins_two_countries')],
            },
        ),
        migrations.CreateModel(
            name='PackageLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('post_arrival_cash', 'Cash after arrival'), ('in_kind', 'In-kind support')], max_length=20, verbose_name='kind')),
                ('who', models.CharField(choices=[('per_case', 'Per case'), ('principal', 'For the principal applicant'), ('per_adult', 'Per adult'), ('per_family_member', 'Per further family member')], max_length=20, verbose_name='counted')),
                ('way', models.CharField(choices=[('any', 'Any way of return'), ('voluntary', 'Voluntary return'), ('not_voluntary', 'Return that was not voluntary')], default='any', max_length=15, verbose_name='way of return')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='amount')),
                ('months_within', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='within how many months after arrival')),
                ('note', models.CharField(blank=True, max_length=255, verbose_name='note')),
                ('package', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='programmes.package')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('amount__gte', 0)), name='package_amount_is_not_negative')],
            },
        )]),
    ]
