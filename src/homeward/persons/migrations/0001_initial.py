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
        ("files", "0001_initial"),
        ("programmes", "0001_initial"),
    ]

    operations = [
        Together([migrations.CreateModel(
            name='Household',
            fields=[
                ('shared_with', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, editable=False, size=None)),
                ('shared_until', models.DateField(default='9999-12-31', editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('scope', models.GeneratedField(db_persist=True, expression=homeward.access.scope.GateScope(models.F('owner_org_id'), models.F('programme_id'), models.F('data_class'), output_field=models.IntegerField()), output_field=models.BigIntegerField())),
                ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=1, editable=False)),
                ('owner_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('shared_with', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, editable=False, size=None)),
                ('shared_until', models.DateField(default='9999-12-31', editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('scope', models.GeneratedField(db_persist=True, expression=homeward.access.scope.GateScope(models.F('owner_org_id'), models.F('programme_id'), models.F('data_class'), output_field=models.IntegerField()), output_field=models.BigIntegerField())),
                ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=1, editable=False)),
                ('household_role', models.CharField(choices=[('head', 'Head of household'), ('partner', 'Partner'), ('child', 'Child'), ('parent', 'Parent'), ('sibling', 'Brother or sister'), ('other', 'Other member')], max_length=10, verbose_name='place in the household')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('given_name', homeward.access.fields.EncryptedTextField(blank=True, default='', verbose_name='given names')),
                ('family_name', homeward.access.fields.EncryptedTextField(blank=True, default='', verbose_name='family name')),
                ('sex', models.CharField(choices=[('female', 'Female'), ('male', 'Male'), ('other', 'Other'), ('unknown', 'Unknown')], default='unknown', max_length=10, verbose_name='sex')),
                ('birth_known', models.CharField(choices=[('day', 'The exact day'), ('month', 'Month and year'), ('season', 'Season and year'), ('year', 'The year only'), ('unknown', 'Unknown')], default='unknown', max_length=10, verbose_name='birth date known')),
                ('birth_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='year of birth')),
                ('birth_month', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='month of birth')),
                ('birth_day', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='day of birth')),
                ('birth_season', models.CharField(blank=True, choices=[('rainy', 'Rainy season'), ('dry', 'Dry season'), ('harvest', 'Harvest'), ('spring', 'Spring'), ('summer', 'Summer'), ('autumn', 'Autumn'), ('winter', 'Winter')], max_length=10, verbose_name='season of birth')),
                ('origin_countries', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=2), blank=True, default=list, help_text='every country of origin recorded; their authorities never see asylum rows', size=None)),
                ('language', models.CharField(blank=True, max_length=10, verbose_name='language')),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('household', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='members', to='persons.household')),
                ('owner_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['scope'], name='person_scope')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('birth_known', 'unknown'), ('birth_year__isnull', True)), models.Q(('birth_known', 'year'), ('birth_month__isnull', True), ('birth_year__isnull', False)), models.Q(('birth_known', 'season'), ('birth_year__isnull', False), models.Q(('birth_season', ''), _negated=True)), models.Q(('birth_known', 'month'), ('birth_month__isnull', False), ('birth_year__isnull', False)), models.Q(('birth_day__isnull', False), ('birth_known', 'day'), ('birth_month__isnull', False), ('birth_year__isnull', False)), _connector='OR'), name='birth_date_is_as_precise_as_it_says')],
            },
        ),
        migrations.CreateModel(
            name='IdentityDocument',
            fields=[
                ('shared_with', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, editable=False, size=None)),
                ('shared_until', models.DateField(default='9999-12-31', editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('scope', models.GeneratedField(db_persist=True, expression=homeward.access.scope.GateScope(models.F('owner_org_id'), models.F('programme_id'), models.F('data_class'), output_field=models.IntegerField()), output_field=models.BigIntegerField())),
                ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=1, editable=False)),
                ('kind', models.CharField(choices=[('passport', 'Passport'), ('identity_card', 'Identity card'), ('laissez_passer', 'Laissez-passer'), ('birth_certificate', 'Birth certificate'), ('other', 'Other document')], max_length=20, verbose_name='document')),
                ('number', homeward.access.fields.EncryptedTextField(blank=True, default='', verbose_name='document number')),
                ('country', models.CharField(blank=True, max_length=2, verbose_name='issued by')),
                ('expires_on', models.DateField(blank=True, null=True, verbose_name='expires on')),
                ('owner_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='persons.person')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['scope'], name='identitydocument_scope')],
            },
        ),
        migrations.AddField(
            model_name='household',
            name='head',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='persons.person'),
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('shared_with', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, editable=False, size=None)),
                ('shared_until', models.DateField(default='9999-12-31', editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('scope', models.GeneratedField(db_persist=True, expression=homeward.access.scope.GateScope(models.F('owner_org_id'), models.F('programme_id'), models.F('data_class'), output_field=models.IntegerField()), output_field=models.BigIntegerField())),
                ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=2, editable=False)),
                ('kind', models.CharField(choices=[('phone', 'Phone'), ('email', 'E-mail'), ('address', 'Address')], max_length=10, verbose_name='kind')),
                ('value', homeward.access.fields.EncryptedTextField(blank=True, default='', verbose_name='value')),
                ('owner_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='persons.person')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['scope'], name='contact_scope')],
            },
        ),
        migrations.CreateModel(
            name='ConsentSheet',
            fields=[
                ('shared_with', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, editable=False, size=None)),
                ('shared_until', models.DateField(default='9999-12-31', editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('scope', models.GeneratedField(db_persist=True, expression=homeward.access.scope.GateScope(models.F('owner_org_id'), models.F('programme_id'), models.F('data_class'), output_field=models.IntegerField()), output_field=models.BigIntegerField())),
                ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=4, editable=False)),
                ('language', models.CharField(max_length=10, verbose_name='language')),
                ('way', models.CharField(choices=[('signature', 'Signed by the person'), ('witnessed_oral', 'Given orally before a witness'), ('guardian', 'Given by the guardian')], max_length=20, verbose_name='given')),
                ('witness', homeward.access.fields.EncryptedTextField(blank=True, default='', verbose_name='name of the witness')),
                ('guardian', homeward.access.fields.EncryptedTextField(blank=True, default='', verbose_name='name of the guardian')),
                ('given_on', models.DateField(verbose_name='given on')),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ('owner_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='persons.person')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['scope'], name='consentsheet_scope')],
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('shared_with', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, editable=False, size=None)),
                ('shared_until', models.DateField(default='9999-12-31', editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('scope', models.GeneratedField(db_persist=True, expression=homeward.access.scope.GateScope(models.F('owner_org_id'), models.F('programme_id'), models.F('data_class'), output_field=models.IntegerField()), output_field=models.BigIntegerField())),
                ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=4, editable=False)),
                ('purpose', models.PositiveSmallIntegerField(choices=[(1, 'Counselling and case management'), (2, 'Reception on arrival'), (3, 'Referral to a service'), (4, 'Decision on a plan'), (5, 'Payment and its proof'), (6, 'Survey of reintegration'), (7, 'Data protection oversight')])),
                ('covers', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')])),
                ('given_on', models.DateField()),
                ('until', models.DateField(blank=True, null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('owner_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ('recipient_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consents', to='persons.consentsheet')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='persons.person')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['scope'], name='consent_scope'), models.Index(condition=models.Q(('withdrawn_at__isnull', True)), fields=['person', 'covers'], name='consent_in_force')],
            },
        ),
        migrations.CreateModel(
            name='PersonName',
            fields=[
                ('shared_with', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, editable=False, size=None)),
                ('shared_until', models.DateField(default='9999-12-31', editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('scope', models.GeneratedField(db_persist=True, expression=homeward.access.scope.GateScope(models.F('owner_org_id'), models.F('programme_id'), models.F('data_class'), output_field=models.IntegerField()), output_field=models.BigIntegerField())),
                ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=1, editable=False)),
                ('script', models.CharField(choices=[('latin', 'Latin script'), ('arabic', 'Arabic script'), ('ethiopic', 'Ethiopic script'), ('cyrillic', 'Cyrillic script'), ('other', 'Other script')], max_length=10, verbose_name='script')),
                ('given_name', homeward.access.fields.EncryptedTextField(blank=True, default='', verbose_name='given names')),
                ('family_name', homeward.access.fields.EncryptedTextField(blank=True, default='', verbose_name='family name')),
                ('owner_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='persons.person')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['scope'], name='personname_scope')],
            },
        ),
        migrations.CreateModel(
            name='SearchTokens',
            fields=[
                ('shared_with', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, editable=False, size=None)),
                ('shared_until', models.DateField(default='9999-12-31', editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('scope', models.GeneratedField(db_persist=True, expression=homeward.access.scope.GateScope(models.F('owner_org_id'), models.F('programme_id'), models.F('data_class'), output_field=models.IntegerField()), output_field=models.BigIntegerField())),
                ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=1, editable=False)),
                ('tokens', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, size=None)),
                ('owner_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='persons.person')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person',), name='tokens_once_per_person')],
            },
        )]),
    ]
