"""The change history: what each row was before a change, its triggers, and who sees it."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import uuid
from django.conf import settings
from django.db import migrations, models

from homeward.audit import operations
from homeward.core.operations import Together


GUARD = """
select audit_guard_history('persons_blockchange', 'person_id');
select audit_guard_history('persons_consentchange', 'person_id');
select audit_guard_history('persons_consentsheetchange', 'person_id');
select audit_guard_history('persons_contactchange', 'person_id');
select audit_guard_history('persons_householdchange', 'head_id');
select audit_guard_history('persons_identitydocumentchange', 'person_id');
select audit_guard_history('persons_legalbasischange', 'person_id');
select audit_guard_history('persons_personchange', 'id');
select audit_guard_history('persons_personnamechange', 'person_id');
-- From whom a block shuts out its history is hidden as well.
create policy hidden_from_whom_it_blocks on persons_blockchange as restrictive for select using (
    coalesce(organisation_id <> (select gate_org()), true)
    and coalesce(country_id <> (select persons_country_of_actor()), true));
"""
UNGUARD = """
drop policy hidden_from_whom_it_blocks on persons_blockchange;
select audit_unguard_history('persons_blockchange');
select audit_unguard_history('persons_consentchange');
select audit_unguard_history('persons_consentsheetchange');
select audit_unguard_history('persons_contactchange');
select audit_unguard_history('persons_householdchange');
select audit_unguard_history('persons_identitydocumentchange');
select audit_unguard_history('persons_legalbasischange');
select audit_unguard_history('persons_personchange');
select audit_unguard_history('persons_personnamechange');
"""


class Migration(migrations.Migration):

    dependencies = [
        ("access", "0007_choices"),
        ("files", "0005_change_history"),
        ("persons", "0010_search"),
        ("places", "0003_countries"),
        ("programmes", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # gate_guard() has added the column.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AddField('block', 'sealed', models.BooleanField(db_default=False, default=False, editable=False)),
                migrations.AddField('deletionnotice', 'sealed', models.BooleanField(db_default=False, default=False, editable=False)),
                migrations.AddField('legalbasis', 'sealed', models.BooleanField(db_default=False, default=False, editable=False)),
            ]
        ),
        Together([
            migrations.CreateModel(
                name='BlockChange',
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
                    ('set_at', models.DateTimeField()),
                    ('lifted_at', models.DateTimeField(blank=True, null=True)),
                    ('country', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='places.country')),
                    ('lifted_by', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('organisation', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                    ('owner_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                    ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.person')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.block')),
                    ('programme', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme')),
                    ('set_by', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                    'indexes': [models.Index(fields=['person'], name='block_changes')],
                },
            ),
            migrations.CreateModel(
                name='ConsentChange',
                fields=[
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('pgh_by_kind', models.CharField(db_default=models.Func(function='gate_kind', output_field=models.CharField()), max_length=10)),
                    ('pgh_by', models.BigIntegerField(db_default=models.Func(function='gate_user', output_field=models.BigIntegerField()), null=True)),
                    ('pgh_by_org', models.IntegerField(db_default=models.Func(function='gate_org', output_field=models.IntegerField()), null=True)),
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                    ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=4, editable=False)),
                    ('purpose', models.PositiveSmallIntegerField(choices=[(1, 'Counselling and case management'), (2, 'Reception on arrival'), (3, 'Referral to a service'), (4, 'Decision on a plan'), (5, 'Payment and its proof'), (6, 'Survey of reintegration'), (7, 'Data protection oversight')])),
                    ('covers', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')])),
                    ('given_on', models.DateField()),
                    ('until', models.DateField(blank=True, null=True)),
                    ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                    ('known_from', models.DateTimeField(default=django.utils.timezone.now)),
                    ('known_until', models.DateTimeField(blank=True, null=True)),
                    ('owner_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                    ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.person')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.consent')),
                    ('programme', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme')),
                    ('recipient_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                    ('recorded_by', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('sheet', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.consentsheet')),
                    ('supersedes', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.consent')),
                ],
                options={
                    'abstract': False,
                    'indexes': [models.Index(fields=['person'], name='consent_changes')],
                },
            ),
            migrations.CreateModel(
                name='ConsentSheetChange',
                fields=[
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('pgh_by_kind', models.CharField(db_default=models.Func(function='gate_kind', output_field=models.CharField()), max_length=10)),
                    ('pgh_by', models.BigIntegerField(db_default=models.Func(function='gate_user', output_field=models.BigIntegerField()), null=True)),
                    ('pgh_by_org', models.IntegerField(db_default=models.Func(function='gate_org', output_field=models.IntegerField()), null=True)),
                    ('witness', models.BinaryField(db_column='witness', default=b'')),
                    ('guardian', models.BinaryField(db_column='guardian', default=b'')),
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                    ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=4, editable=False)),
                    ('language', models.CharField(max_length=10, verbose_name='language')),
                    ('way', models.CharField(choices=[('signature', 'Signed by the person'), ('witnessed_oral', 'Given orally before a witness'), ('guardian', 'Given by the guardian')], max_length=20, verbose_name='given')),
                    ('given_on', models.DateField(verbose_name='given on')),
                    ('recorded_at', models.DateTimeField(auto_now_add=True)),
                    ('document', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='files.storedfile')),
                    ('owner_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                    ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.person')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.consentsheet')),
                    ('programme', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme')),
                    ('recorded_by', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                    'indexes': [models.Index(fields=['person'], name='consentsheet_changes')],
                },
            ),
            migrations.CreateModel(
                name='ContactChange',
                fields=[
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('pgh_by_kind', models.CharField(db_default=models.Func(function='gate_kind', output_field=models.CharField()), max_length=10)),
                    ('pgh_by', models.BigIntegerField(db_default=models.Func(function='gate_user', output_field=models.BigIntegerField()), null=True)),
                    ('pgh_by_org', models.IntegerField(db_default=models.Func(function='gate_org', output_field=models.IntegerField()), null=True)),
                    ('value', models.BinaryField(db_column='value', default=b'')),
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                    ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=2, editable=False)),
                    ('kind', models.CharField(choices=[('phone', 'Phone'), ('email', 'E-mail'), ('address', 'Address')], max_length=10, verbose_name='kind')),
                    ('owner_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                    ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.person')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.contact')),
                    ('programme', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme')),
                ],
                options={
                    'abstract': False,
                    'indexes': [models.Index(fields=['person'], name='contact_changes')],
                },
            ),
            migrations.CreateModel(
                name='HouseholdChange',
                fields=[
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('pgh_by_kind', models.CharField(db_default=models.Func(function='gate_kind', output_field=models.CharField()), max_length=10)),
                    ('pgh_by', models.BigIntegerField(db_default=models.Func(function='gate_user', output_field=models.BigIntegerField()), null=True)),
                    ('pgh_by_org', models.IntegerField(db_default=models.Func(function='gate_org', output_field=models.IntegerField()), null=True)),
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                    ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=1, editable=False)),
                    ('head', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.person')),
                    ('owner_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.household')),
                    ('programme', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme')),
                ],
                options={
                    'abstract': False,
                    'indexes': [models.Index(fields=['head'], name='household_changes')],
                },
            ),
            migrations.CreateModel(
                name='IdentityDocumentChange',
                fields=[
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('pgh_by_kind', models.CharField(db_default=models.Func(function='gate_kind', output_field=models.CharField()), max_length=10)),
                    ('pgh_by', models.BigIntegerField(db_default=models.Func(function='gate_user', output_field=models.BigIntegerField()), null=True)),
                    ('pgh_by_org', models.IntegerField(db_default=models.Func(function='gate_org', output_field=models.IntegerField()), null=True)),
                    ('number', models.BinaryField(db_column='number', default=b'')),
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                    ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=1, editable=False)),
                    ('kind', models.CharField(choices=[('passport', 'Passport'), ('identity_card', 'Identity card'), ('laissez_passer', 'Laissez-passer'), ('birth_certificate', 'Birth certificate'), ('other', 'Other document')], max_length=20, verbose_name='document')),
                    ('country', models.CharField(blank=True, max_length=2, verbose_name='issued by')),
                    ('expires_on', models.DateField(blank=True, null=True, verbose_name='expires on')),
                    ('owner_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                    ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.person')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.identitydocument')),
                    ('programme', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme')),
                ],
                options={
                    'abstract': False,
                    'indexes': [models.Index(fields=['person'], name='identitydocument_changes')],
                },
            ),
            migrations.CreateModel(
                name='LegalBasisChange',
                fields=[
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('pgh_by_kind', models.CharField(db_default=models.Func(function='gate_kind', output_field=models.CharField()), max_length=10)),
                    ('pgh_by', models.BigIntegerField(db_default=models.Func(function='gate_user', output_field=models.BigIntegerField()), null=True)),
                    ('pgh_by_org', models.IntegerField(db_default=models.Func(function='gate_org', output_field=models.IntegerField()), null=True)),
                    ('reason', models.BinaryField(db_column='reason', default=b'')),
                    ('decision_text', models.BinaryField(db_column='decision_text', default=b'')),
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                    ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=4, editable=False)),
                    ('ground', models.CharField(choices=[('vital_interest', 'Vital interest: life or health is in danger'), ('legal_obligation', 'Legal obligation: a law demands it'), ('public_task', 'Public task of the recipient'), ('legitimate_interest', 'Legitimate interest'), ('contract', 'Contract with the person')], max_length=20, verbose_name='ground')),
                    ('purpose', models.PositiveSmallIntegerField(choices=[(1, 'Counselling and case management'), (2, 'Reception on arrival'), (3, 'Referral to a service'), (4, 'Decision on a plan'), (5, 'Payment and its proof'), (6, 'Survey of reintegration'), (7, 'Data protection oversight')])),
                    ('classes', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')]), size=None)),
                    ('until', models.DateField(verbose_name='until')),
                    ('status', models.CharField(choices=[('waiting', 'Waits for a second person'), ('approved', 'Approved'), ('refused', 'Refused'), ('ended', 'Ended')], default='waiting', max_length=10)),
                    ('requested_at', models.DateTimeField()),
                    ('decided_at', models.DateTimeField(blank=True, null=True)),
                    ('ended_at', models.DateTimeField(blank=True, null=True)),
                    ('decided_by', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('ended_by', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('owner_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                    ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.person')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.legalbasis')),
                    ('programme', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme')),
                    ('recipient_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                    ('requested_by', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                    'indexes': [models.Index(fields=['person'], name='legalbasis_changes')],
                },
            ),
            migrations.CreateModel(
                name='PersonChange',
                fields=[
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('pgh_by_kind', models.CharField(db_default=models.Func(function='gate_kind', output_field=models.CharField()), max_length=10)),
                    ('pgh_by', models.BigIntegerField(db_default=models.Func(function='gate_user', output_field=models.BigIntegerField()), null=True)),
                    ('pgh_by_org', models.IntegerField(db_default=models.Func(function='gate_org', output_field=models.IntegerField()), null=True)),
                    ('given_name', models.BinaryField(db_column='given_name', default=b'')),
                    ('family_name', models.BinaryField(db_column='family_name', default=b'')),
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                    ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=1, editable=False)),
                    ('household_role', models.CharField(choices=[('head', 'Head of household'), ('partner', 'Partner'), ('child', 'Child'), ('parent', 'Parent'), ('sibling', 'Brother or sister'), ('other', 'Other member')], max_length=10, verbose_name='place in the household')),
                    ('position', models.PositiveSmallIntegerField(default=0)),
                    ('sex', models.CharField(choices=[('female', 'Female'), ('male', 'Male'), ('other', 'Other'), ('unknown', 'Unknown')], default='unknown', max_length=10, verbose_name='sex')),
                    ('birth_known', models.CharField(choices=[('day', 'The exact day'), ('month', 'Month and year'), ('season', 'Season and year'), ('year', 'The year only'), ('unknown', 'Unknown')], default='unknown', max_length=10, verbose_name='birth date known')),
                    ('birth_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='year of birth')),
                    ('birth_month', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='month of birth')),
                    ('birth_day', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='day of birth')),
                    ('birth_season', models.CharField(blank=True, choices=[('rainy', 'Rainy season'), ('dry', 'Dry season'), ('harvest', 'Harvest'), ('spring', 'Spring'), ('summer', 'Summer'), ('autumn', 'Autumn'), ('winter', 'Winter')], max_length=10, verbose_name='season of birth')),
                    ('origin_countries', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=2), blank=True, default=list, help_text='every country of origin recorded; their authorities never see asylum rows', size=None)),
                    ('language', models.CharField(blank=True, max_length=10, verbose_name='language')),
                    ('recorded_at', models.DateTimeField(auto_now_add=True)),
                    ('household', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.household')),
                    ('owner_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.person')),
                    ('programme', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme')),
                    ('recorded_by', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                    'indexes': [models.Index(fields=['id'], name='person_changes')],
                },
            ),
            migrations.CreateModel(
                name='PersonNameChange',
                fields=[
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('pgh_by_kind', models.CharField(db_default=models.Func(function='gate_kind', output_field=models.CharField()), max_length=10)),
                    ('pgh_by', models.BigIntegerField(db_default=models.Func(function='gate_user', output_field=models.BigIntegerField()), null=True)),
                    ('pgh_by_org', models.IntegerField(db_default=models.Func(function='gate_org', output_field=models.IntegerField()), null=True)),
                    ('given_name', models.BinaryField(db_column='given_name', default=b'')),
                    ('family_name', models.BinaryField(db_column='family_name', default=b'')),
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                    ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=1, editable=False)),
                    ('script', models.CharField(choices=[('latin', 'Latin script'), ('arabic', 'Arabic script'), ('ethiopic', 'Ethiopic script'), ('cyrillic', 'Cyrillic script'), ('other', 'Other script')], max_length=10, verbose_name='script')),
                    ('owner_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                    ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.person')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.personname')),
                    ('programme', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme')),
                ],
                options={
                    'abstract': False,
                    'indexes': [models.Index(fields=['person'], name='personname_changes')],
                },
            ),
            operations.AddTrigger(
                model_name='block',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."person_id", OLD."data_class", OLD."organisation_id", OLD."country_id", OLD."reason", OLD."set_at", OLD."set_by_id", OLD."lifted_at", OLD."lifted_by_id") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."person_id", NEW."data_class", NEW."organisation_id", NEW."country_id", NEW."reason", NEW."set_at", NEW."set_by_id", NEW."lifted_at", NEW."lifted_by_id"))', func='INSERT INTO "persons_blockchange" ("country_id", "data_class", "id", "lifted_at", "lifted_by_id", "organisation_id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "reason", "set_at", "set_by_id") VALUES (OLD."country_id", OLD."data_class", OLD."id", OLD."lifted_at", OLD."lifted_by_id", OLD."organisation_id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."programme_id", OLD."reason", OLD."set_at", OLD."set_by_id"); RETURN NULL;', hash='aaba02ff2e1d4f0417ff5d45b204c82d24366605', operation='UPDATE', pgid='pgtrigger_update_update_cbfae', table='persons_block', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='block',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "persons_blockchange" ("country_id", "data_class", "id", "lifted_at", "lifted_by_id", "organisation_id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "reason", "set_at", "set_by_id") VALUES (OLD."country_id", OLD."data_class", OLD."id", OLD."lifted_at", OLD."lifted_by_id", OLD."organisation_id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."programme_id", OLD."reason", OLD."set_at", OLD."set_by_id"); RETURN NULL;', hash='c0f69e8216000d961c8b204f888b3fd2dfd345cb', operation='DELETE', pgid='pgtrigger_delete_delete_63847', table='persons_block', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='consent',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."person_id", OLD."data_class", OLD."sheet_id", OLD."recipient_org_id", OLD."purpose", OLD."covers", OLD."given_on", OLD."until", OLD."withdrawn_at", OLD."known_from", OLD."known_until", OLD."supersedes_id", OLD."recorded_by_id") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."person_id", NEW."data_class", NEW."sheet_id", NEW."recipient_org_id", NEW."purpose", NEW."covers", NEW."given_on", NEW."until", NEW."withdrawn_at", NEW."known_from", NEW."known_until", NEW."supersedes_id", NEW."recorded_by_id"))', func='INSERT INTO "persons_consentchange" ("covers", "data_class", "given_on", "id", "known_from", "known_until", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "purpose", "recipient_org_id", "recorded_by_id", "sheet_id", "supersedes_id", "until", "withdrawn_at") VALUES (OLD."covers", OLD."data_class", OLD."given_on", OLD."id", OLD."known_from", OLD."known_until", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."programme_id", OLD."purpose", OLD."recipient_org_id", OLD."recorded_by_id", OLD."sheet_id", OLD."supersedes_id", OLD."until", OLD."withdrawn_at"); RETURN NULL;', hash='9d891274e3494335733b28106825e4fa1c684d8c', operation='UPDATE', pgid='pgtrigger_update_update_59c85', table='persons_consent', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='consent',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "persons_consentchange" ("covers", "data_class", "given_on", "id", "known_from", "known_until", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "purpose", "recipient_org_id", "recorded_by_id", "sheet_id", "supersedes_id", "until", "withdrawn_at") VALUES (OLD."covers", OLD."data_class", OLD."given_on", OLD."id", OLD."known_from", OLD."known_until", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."programme_id", OLD."purpose", OLD."recipient_org_id", OLD."recorded_by_id", OLD."sheet_id", OLD."supersedes_id", OLD."until", OLD."withdrawn_at"); RETURN NULL;', hash='3ba7f9352b1c9dc4e74a7f2e1e85a408446ce1b3', operation='DELETE', pgid='pgtrigger_delete_delete_47c5a', table='persons_consent', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='consentsheet',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."person_id", OLD."data_class", OLD."language", OLD."way", OLD."witness", OLD."guardian", OLD."given_on", OLD."document_id", OLD."recorded_by_id", OLD."recorded_at") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."person_id", NEW."data_class", NEW."language", NEW."way", NEW."witness", NEW."guardian", NEW."given_on", NEW."document_id", NEW."recorded_by_id", NEW."recorded_at"))', func='INSERT INTO "persons_consentsheetchange" ("data_class", "document_id", "given_on", "guardian", "id", "language", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "recorded_at", "recorded_by_id", "way", "witness") VALUES (OLD."data_class", OLD."document_id", OLD."given_on", OLD."guardian", OLD."id", OLD."language", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."programme_id", OLD."recorded_at", OLD."recorded_by_id", OLD."way", OLD."witness"); RETURN NULL;', hash='7db0aedd674c80d7478a5085efeb7fb6d940c5c5', operation='UPDATE', pgid='pgtrigger_update_update_4a66f', table='persons_consentsheet', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='consentsheet',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "persons_consentsheetchange" ("data_class", "document_id", "given_on", "guardian", "id", "language", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "recorded_at", "recorded_by_id", "way", "witness") VALUES (OLD."data_class", OLD."document_id", OLD."given_on", OLD."guardian", OLD."id", OLD."language", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."programme_id", OLD."recorded_at", OLD."recorded_by_id", OLD."way", OLD."witness"); RETURN NULL;', hash='6181299392350f56b92380f6b478e6cf900be83e', operation='DELETE', pgid='pgtrigger_delete_delete_17693', table='persons_consentsheet', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='contact',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."person_id", OLD."data_class", OLD."kind", OLD."value") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."person_id", NEW."data_class", NEW."kind", NEW."value"))', func='INSERT INTO "persons_contactchange" ("data_class", "id", "kind", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "value") VALUES (OLD."data_class", OLD."id", OLD."kind", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."programme_id", OLD."value"); RETURN NULL;', hash='5dcb8235e6dc85bbc41fab58f34ea39dfb5146d5', operation='UPDATE', pgid='pgtrigger_update_update_fe9a1', table='persons_contact', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='contact',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "persons_contactchange" ("data_class", "id", "kind", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "value") VALUES (OLD."data_class", OLD."id", OLD."kind", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."programme_id", OLD."value"); RETURN NULL;', hash='ee8749054949e75b87e71b80c9d5c9c3c201973e', operation='DELETE', pgid='pgtrigger_delete_delete_6fde4', table='persons_contact', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='household',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."data_class", OLD."head_id") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."data_class", NEW."head_id"))', func='INSERT INTO "persons_householdchange" ("data_class", "head_id", "id", "owner_org_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id") VALUES (OLD."data_class", OLD."head_id", OLD."id", OLD."owner_org_id", clock_timestamp(), \'update\', OLD."id", OLD."programme_id"); RETURN NULL;', hash='0878b72b5880e086dff2bb77691172466b14d514', operation='UPDATE', pgid='pgtrigger_update_update_5a8f5', table='persons_household', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='household',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "persons_householdchange" ("data_class", "head_id", "id", "owner_org_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id") VALUES (OLD."data_class", OLD."head_id", OLD."id", OLD."owner_org_id", clock_timestamp(), \'delete\', OLD."id", OLD."programme_id"); RETURN NULL;', hash='9c32982fff96933147b2f203697e4a44a3d35817', operation='DELETE', pgid='pgtrigger_delete_delete_4a418', table='persons_household', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='identitydocument',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."person_id", OLD."data_class", OLD."kind", OLD."number", OLD."country", OLD."expires_on") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."person_id", NEW."data_class", NEW."kind", NEW."number", NEW."country", NEW."expires_on"))', func='INSERT INTO "persons_identitydocumentchange" ("country", "data_class", "expires_on", "id", "kind", "number", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id") VALUES (OLD."country", OLD."data_class", OLD."expires_on", OLD."id", OLD."kind", OLD."number", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."programme_id"); RETURN NULL;', hash='cf5edb9a12e88e4201736a2c2e8b2b80ba702063', operation='UPDATE', pgid='pgtrigger_update_update_28bf3', table='persons_identitydocument', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='identitydocument',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "persons_identitydocumentchange" ("country", "data_class", "expires_on", "id", "kind", "number", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id") VALUES (OLD."country", OLD."data_class", OLD."expires_on", OLD."id", OLD."kind", OLD."number", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."programme_id"); RETURN NULL;', hash='88f20dc19fe95fbc56426ce14b5bf6e830d0f1b1', operation='DELETE', pgid='pgtrigger_delete_delete_37e2d', table='persons_identitydocument', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='legalbasis',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."person_id", OLD."data_class", OLD."ground", OLD."recipient_org_id", OLD."purpose", OLD."classes", OLD."reason", OLD."until", OLD."status", OLD."requested_at", OLD."requested_by_id", OLD."decided_at", OLD."decided_by_id", OLD."decision_text", OLD."ended_at", OLD."ended_by_id") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."person_id", NEW."data_class", NEW."ground", NEW."recipient_org_id", NEW."purpose", NEW."classes", NEW."reason", NEW."until", NEW."status", NEW."requested_at", NEW."requested_by_id", NEW."decided_at", NEW."decided_by_id", NEW."decision_text", NEW."ended_at", NEW."ended_by_id"))', func='INSERT INTO "persons_legalbasischange" ("classes", "data_class", "decided_at", "decided_by_id", "decision_text", "ended_at", "ended_by_id", "ground", "id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "purpose", "reason", "recipient_org_id", "requested_at", "requested_by_id", "status", "until") VALUES (OLD."classes", OLD."data_class", OLD."decided_at", OLD."decided_by_id", OLD."decision_text", OLD."ended_at", OLD."ended_by_id", OLD."ground", OLD."id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."programme_id", OLD."purpose", OLD."reason", OLD."recipient_org_id", OLD."requested_at", OLD."requested_by_id", OLD."status", OLD."until"); RETURN NULL;', hash='240852a50ef10243c0f209d924696332e24af1bb', operation='UPDATE', pgid='pgtrigger_update_update_794b0', table='persons_legalbasis', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='legalbasis',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "persons_legalbasischange" ("classes", "data_class", "decided_at", "decided_by_id", "decision_text", "ended_at", "ended_by_id", "ground", "id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "purpose", "reason", "recipient_org_id", "requested_at", "requested_by_id", "status", "until") VALUES (OLD."classes", OLD."data_class", OLD."decided_at", OLD."decided_by_id", OLD."decision_text", OLD."ended_at", OLD."ended_by_id", OLD."ground", OLD."id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."programme_id", OLD."purpose", OLD."reason", OLD."recipient_org_id", OLD."requested_at", OLD."requested_by_id", OLD."status", OLD."until"); RETURN NULL;', hash='abe7ac3d2c7a1258b363f80dc8d64a606ea35f2d', operation='DELETE', pgid='pgtrigger_delete_delete_d9d93', table='persons_legalbasis', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='person',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."data_class", OLD."household_id", OLD."household_role", OLD."position", OLD."given_name", OLD."family_name", OLD."sex", OLD."birth_known", OLD."birth_year", OLD."birth_month", OLD."birth_day", OLD."birth_season", OLD."origin_countries", OLD."language", OLD."recorded_at", OLD."recorded_by_id") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."data_class", NEW."household_id", NEW."household_role", NEW."position", NEW."given_name", NEW."family_name", NEW."sex", NEW."birth_known", NEW."birth_year", NEW."birth_month", NEW."birth_day", NEW."birth_season", NEW."origin_countries", NEW."language", NEW."recorded_at", NEW."recorded_by_id"))', func='INSERT INTO "persons_personchange" ("birth_day", "birth_known", "birth_month", "birth_season", "birth_year", "data_class", "family_name", "given_name", "household_id", "household_role", "id", "language", "origin_countries", "owner_org_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "programme_id", "recorded_at", "recorded_by_id", "sex") VALUES (OLD."birth_day", OLD."birth_known", OLD."birth_month", OLD."birth_season", OLD."birth_year", OLD."data_class", OLD."family_name", OLD."given_name", OLD."household_id", OLD."household_role", OLD."id", OLD."language", OLD."origin_countries", OLD."owner_org_id", clock_timestamp(), \'update\', OLD."id", OLD."position", OLD."programme_id", OLD."recorded_at", OLD."recorded_by_id", OLD."sex"); RETURN NULL;', hash='2ad9225cac7e818d13ddd39a7d1c66c6425f633c', operation='UPDATE', pgid='pgtrigger_update_update_b6a82', table='persons_person', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='person',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "persons_personchange" ("birth_day", "birth_known", "birth_month", "birth_season", "birth_year", "data_class", "family_name", "given_name", "household_id", "household_role", "id", "language", "origin_countries", "owner_org_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "programme_id", "recorded_at", "recorded_by_id", "sex") VALUES (OLD."birth_day", OLD."birth_known", OLD."birth_month", OLD."birth_season", OLD."birth_year", OLD."data_class", OLD."family_name", OLD."given_name", OLD."household_id", OLD."household_role", OLD."id", OLD."language", OLD."origin_countries", OLD."owner_org_id", clock_timestamp(), \'delete\', OLD."id", OLD."position", OLD."programme_id", OLD."recorded_at", OLD."recorded_by_id", OLD."sex"); RETURN NULL;', hash='9e5025b0c07eddad679350021d992874a52ec2e0', operation='DELETE', pgid='pgtrigger_delete_delete_7cc15', table='persons_person', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='personname',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."person_id", OLD."data_class", OLD."script", OLD."given_name", OLD."family_name") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."person_id", NEW."data_class", NEW."script", NEW."given_name", NEW."family_name"))', func='INSERT INTO "persons_personnamechange" ("data_class", "family_name", "given_name", "id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "script") VALUES (OLD."data_class", OLD."family_name", OLD."given_name", OLD."id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."programme_id", OLD."script"); RETURN NULL;', hash='47bb46fc28f6f143c3f15de99efd0d320fa12ffe', operation='UPDATE', pgid='pgtrigger_update_update_d5ad2', table='persons_personname', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='personname',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "persons_personnamechange" ("data_class", "family_name", "given_name", "id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "script") VALUES (OLD."data_class", OLD."family_name", OLD."given_name", OLD."id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."programme_id", OLD."script"); RETURN NULL;', hash='a4be2eb2561932241dbb3fe4e7d75d0c7de3c4ee', operation='DELETE', pgid='pgtrigger_delete_delete_9e4af', table='persons_personname', when='AFTER')),
            ),
        ]),
        migrations.RunSQL(GUARD, UNGUARD),
    ]
