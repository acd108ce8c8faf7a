"""Standards, checks of services, figures on data and interviews; with what rows were before."""

import django.contrib.postgres.fields
import django.db.models.deletion
import homeward.access.fields
import homeward.access.scope
import pgtrigger.compiler
import uuid
from django.conf import settings
from django.db import migrations, models

from homeward.audit import operations
from homeward.core.operations import Together


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0009_roles'),
        ('cases', '0021_leavings'),
        ('persons', '0012_named_grounds'),
        ('programmes', '0014_shipped_ways'),
        ('referrals', '0014_routing'),
        ('services', '0007_waits'),
        ('surveys', '0009_interviewers_and_change_history'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together([
        migrations.CreateModel(
            name='StandardItem',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField()),
                ('number', models.CharField(max_length=20, verbose_name='number')),
                ('text', models.TextField(max_length=1000, verbose_name='the standard')),
                ('look_at', models.TextField(max_length=1000, verbose_name='what is looked at')),
                ('scale', models.CharField(choices=[('two', 'Met, not met'), ('three', 'Met, partly met, not met')], default='three', max_length=10, verbose_name='scale')),
                ('by_call', models.BooleanField(default=False, verbose_name='can be heard on the telephone')),
            ],
            options={
                'ordering': ['version', 'position'],
            },
        ),
        migrations.CreateModel(
            name='CheckDraw',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('drawn_from', models.CharField(choices=[('services', 'Services of the directory'), ('referrals', 'Our referrals that began')], max_length=10, verbose_name='drawn from')),
                ('from_on', models.DateField(blank=True, null=True, verbose_name='begun from')),
                ('until_on', models.DateField(blank=True, null=True, verbose_name='begun until')),
                ('by_provider', models.BooleanField(default=False, verbose_name='from each provider in proportion')),
                ('size', models.PositiveSmallIntegerField(verbose_name='how many are drawn')),
                ('seed', models.CharField(max_length=64, verbose_name='seed')),
                ('frame', models.PositiveIntegerField(verbose_name='how many could be drawn')),
                ('fingerprint', models.CharField(max_length=64)),
                ('drawn_at', models.DateTimeField()),
                ('drawn_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
            ],
            options={
                'ordering': ['-drawn_at'],
            },
        ),
        migrations.CreateModel(
            name='Check',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('spot', 'Spot check'), ('call', 'Mystery call')], max_length=10, verbose_name='kind')),
                ('chosen_because', models.CharField(blank=True, max_length=300, verbose_name='why this one')),
                ('due_on', models.DateField(verbose_name='day')),
                ('planned_at', models.DateTimeField()),
                ('status', models.CharField(choices=[('planned', 'Planned'), ('reported', 'Waits for the provider’s reply'), ('replied', 'The provider replied'), ('agreed', 'Improvement agreed'), ('closed', 'Closed'), ('cancelled', 'Not held')], default='planned', max_length=10)),
                ('held_on', models.DateField(blank=True, null=True, verbose_name='held on')),
                ('reported_at', models.DateTimeField(blank=True, null=True)),
                ('summary', models.TextField(blank=True, verbose_name='in short')),
                ('result', models.CharField(blank=True, choices=[('met', 'Met'), ('partly', 'Partly met'), ('not_met', 'Not met'), ('not_seen', 'Not seen')], max_length=10)),
                ('reply_by', models.DateField(blank=True, null=True, verbose_name='reply until')),
                ('reply', models.TextField(blank=True, verbose_name='reply of the provider')),
                ('reply_way', models.CharField(blank=True, choices=[('here', 'written here by the provider'), ('told', 'told to us, and written down by us')], max_length=10)),
                ('replied_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('ended_because', models.CharField(blank=True, max_length=300, verbose_name='why')),
                ('assignee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who checks')),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('held_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation', verbose_name='checked by')),
                ('planned_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('provider_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation', verbose_name='provider')),
                ('replied_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='services.service', verbose_name='service')),
                ('draw', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='checks', to='quality.checkdraw')),
            ],
            options={
                'ordering': ['-due_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='CheckedReferral',
            fields=[
                ('shared_with', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, editable=False, size=None)),
                ('shared_until', models.DateField(default='9999-12-31', editable=False)),
                ('sealed', models.BooleanField(db_default=False, default=False, editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('scope', models.GeneratedField(db_persist=True, expression=homeward.access.scope.GateScope(models.F('owner_org_id'), models.F('programme_id'), models.F('data_class'), output_field=models.IntegerField()), output_field=models.BigIntegerField())),
                ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=4, editable=False)),
                ('verdict', models.CharField(blank=True, choices=[('met', 'Met'), ('partly', 'Partly met'), ('not_met', 'Not met'), ('not_seen', 'Not seen')], max_length=10, verbose_name='served as reported')),
                ('note', homeward.access.fields.EncryptedTextField(blank=True, default='', verbose_name='what was found')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('check_held', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='referrals', to='quality.check')),
                ('owner_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='persons.person')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ('referral', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='referrals.referral')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CheckedReferralChange',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_by_kind', models.CharField(db_default=models.Func(function='gate_kind', output_field=models.CharField()), max_length=10)),
                ('pgh_by', models.BigIntegerField(db_default=models.Func(function='gate_user', output_field=models.BigIntegerField()), null=True)),
                ('pgh_by_org', models.IntegerField(db_default=models.Func(function='gate_org', output_field=models.IntegerField()), null=True)),
                ('note', models.BinaryField(db_column='note', default=b'')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=4, editable=False)),
                ('verdict', models.CharField(blank=True, choices=[('met', 'Met'), ('partly', 'Partly met'), ('not_met', 'Not met'), ('not_seen', 'Not seen')], max_length=10, verbose_name='served as reported')),
                ('case', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cases.case')),
                ('check_held', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='quality.check')),
                ('owner_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.person')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='quality.checkedreferral')),
                ('programme', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme')),
                ('referral', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='referrals.referral')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='DataFigure',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('line', models.CharField(max_length=30)),
                ('month', models.DateField()),
                ('found', models.PositiveIntegerField(null=True)),
                ('looked_at', models.PositiveIntegerField()),
                ('median', models.FloatField(null=True)),
                ('ninth', models.FloatField(null=True)),
                ('computed_at', models.DateTimeField()),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='access.organisation')),
            ],
            options={
                'ordering': ['line', '-month'],
            },
        ),
        migrations.CreateModel(
            name='Improvement',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('text', models.CharField(max_length=500, verbose_name='what is agreed')),
                ('due_on', models.DateField(verbose_name='until')),
                ('agreed_at', models.DateTimeField()),
                ('seen', models.CharField(blank=True, choices=[('done', 'It is so now'), ('not_yet', 'Not yet: look again')], max_length=10)),
                ('seen_on', models.DateField(blank=True, null=True, verbose_name='seen on')),
                ('seen_note', models.CharField(blank=True, max_length=500, verbose_name='what was seen')),
                ('agreed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('check_held', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='improvements', to='quality.check')),
                ('follows', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='followed_by', to='quality.improvement')),
                ('seen_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['due_on', 'agreed_at'],
            },
        ),
        migrations.CreateModel(
            name='InterviewEffect',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('from_on', models.DateField()),
                ('until_on', models.DateField()),
                ('interviewers', models.PositiveIntegerField()),
                ('interviews', models.PositiveIntegerField()),
                ('icc', models.FloatField(null=True)),
                ('low', models.FloatField(null=True)),
                ('high', models.FloatField(null=True)),
                ('computed_at', models.DateTimeField()),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='access.organisation')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='surveys.instrumentversion')),
            ],
            options={
                'ordering': ['version'],
            },
        ),
        migrations.CreateModel(
            name='InterviewerFigure',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('interviews', models.PositiveIntegerField()),
                ('mean', models.FloatField(null=True)),
                ('batteries', models.PositiveIntegerField(default=0)),
                ('straight', models.PositiveIntegerField(default=0)),
                ('timed', models.PositiveIntegerField(default=0)),
                ('short', models.PositiveIntegerField(null=True)),
                ('median_minutes', models.FloatField(null=True)),
                ('effect', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='quality.intervieweffect')),
                ('interviewer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='access.organisation')),
            ],
            options={
                'ordering': ['-interviews', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Limit',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('line', models.CharField(max_length=30, verbose_name='of what')),
                ('value', models.PositiveSmallIntegerField(verbose_name='limit')),
                ('valid_from', models.DateField(verbose_name='holds from')),
                ('source', models.CharField(max_length=300, verbose_name='where it is written')),
                ('stated_at', models.DateTimeField()),
                ('owner_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('stated_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['line', '-valid_from'],
            },
        ),
        migrations.CreateModel(
            name='Standard',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('code', models.SlugField(max_length=40, verbose_name='short name')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('category', models.CharField(blank=True, choices=[('training', 'Training and work'), ('business', 'Starting a business'), ('housing', 'Housing'), ('health', 'Health'), ('psychosocial', 'Psychosocial support'), ('protection', 'Protection'), ('children', 'Children and family'), ('women', "Women's safety"), ('education', 'School and education'), ('legal', 'Papers and legal help'), ('cash', 'Cash help'), ('food', 'Food and nutrition'), ('basic_items', 'Household items'), ('water', 'Water and sanitation'), ('community', 'Community life'), ('transport', 'Transport')], max_length=20, verbose_name='kind of service')),
                ('begun_at', models.DateTimeField()),
                ('begun_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
            ],
            options={
                'ordering': ['title', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='CheckedItem',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('verdict', models.CharField(choices=[('met', 'Met'), ('partly', 'Partly met'), ('not_met', 'Not met'), ('not_seen', 'Not seen')], max_length=10, verbose_name='verdict')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='what was seen')),
                ('check_held', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='points', to='quality.check')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='quality.standarditem')),
            ],
            options={
                'ordering': ['item__position'],
            },
        ),
        migrations.CreateModel(
            name='StandardVersion',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('status', models.CharField(choices=[('draft', 'Draft'), ('published', 'Published')], default='draft', max_length=10)),
                ('source', models.CharField(max_length=300, verbose_name='where it is written')),
                ('changes', models.TextField(blank=True, verbose_name='what is new')),
                ('written_at', models.DateTimeField()),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('published_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('standard', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='quality.standard')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['standard', '-number'],
            },
        ),
        migrations.AddField(
            model_name='standarditem',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='quality.standardversion'),
        ),
        migrations.AddField(
            model_name='check',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='checks', to='quality.standardversion', verbose_name='standard'),
        ),
        migrations.CreateModel(
            name='Adoption',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('from_on', models.DateField(verbose_name='from')),
                ('until_on', models.DateField(blank=True, null=True, verbose_name='until')),
                ('adopted_at', models.DateTimeField()),
                ('adopted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('standard', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='quality.standard')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='adopted', to='quality.standardversion')),
            ],
            options={
                'ordering': ['-from_on'],
            },
        ),
        migrations.AddConstraint(
            model_name='checkdraw',
            constraint=models.CheckConstraint(condition=models.Q(('size__lte', models.F('frame'))), name='checks_drawn_are_no_more_than_their_frame'),
        ),
        migrations.AddIndex(
            model_name='checkedreferral',
            index=models.Index(fields=['scope'], name='checkedreferral_scope'),
        ),
        migrations.AddConstraint(
            model_name='checkedreferral',
            constraint=models.UniqueConstraint(fields=('check_held', 'referral'), name='referral_is_in_a_check_once'),
        ),
        operations.AddTrigger(
            model_name='checkedreferral',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."person_id", OLD."data_class", OLD."check_held_id", OLD."case_id", OLD."referral_id", OLD."verdict", OLD."note") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."person_id", NEW."data_class", NEW."check_held_id", NEW."case_id", NEW."referral_id", NEW."verdict", NEW."note"))', func='INSERT INTO "quality_checkedreferralchange" ("case_id", "check_held_id", "data_class", "id", "note", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "referral_id", "verdict") VALUES (OLD."case_id", OLD."check_held_id", OLD."data_class", OLD."id", OLD."note", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."programme_id", OLD."referral_id", OLD."verdict"); RETURN NULL;', hash='31358180fdd212b37709a7d867110d9bc0da01d9', operation='UPDATE', pgid='pgtrigger_update_update_80cab', table='quality_checkedreferral', when='AFTER')),
        ),
        operations.AddTrigger(
            model_name='checkedreferral',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "quality_checkedreferralchange" ("case_id", "check_held_id", "data_class", "id", "note", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "referral_id", "verdict") VALUES (OLD."case_id", OLD."check_held_id", OLD."data_class", OLD."id", OLD."note", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."programme_id", OLD."referral_id", OLD."verdict"); RETURN NULL;', hash='1c9482cc07ae0191952238ef114121488ea74893', operation='DELETE', pgid='pgtrigger_delete_delete_a37a0', table='quality_checkedreferral', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='checkedreferralchange',
            index=models.Index(fields=['person'], name='checkedreferral_changes'),
        ),
        migrations.AddConstraint(
            model_name='datafigure',
            constraint=models.UniqueConstraint(fields=('organisation', 'line', 'month'), name='one_data_figure_a_month'),
        ),
        migrations.AddConstraint(
            model_name='improvement',
            constraint=models.CheckConstraint(condition=models.Q(('seen', ''), ('seen_on__isnull', False), _connector='OR'), name='improvement_seen_says_when'),
        ),
        migrations.AddConstraint(
            model_name='intervieweffect',
            constraint=models.UniqueConstraint(fields=('organisation', 'version'), name='one_interview_effect_stands'),
        ),
        migrations.AddConstraint(
            model_name='interviewerfigure',
            constraint=models.UniqueConstraint(fields=('effect', 'interviewer'), name='interviewer_has_one_line'),
        ),
        migrations.AddConstraint(
            model_name='limit',
            constraint=models.UniqueConstraint(fields=('owner_org', 'line', 'valid_from'), name='limit_is_stated_once_a_day'),
        ),
        migrations.AddConstraint(
            model_name='limit',
            constraint=models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='limit_has_a_source'),
        ),
        migrations.AddConstraint(
            model_name='standard',
            constraint=models.UniqueConstraint(fields=('owner_org', 'code'), name='standard_has_one_name_with_its_owner'),
        ),
        migrations.AddConstraint(
            model_name='checkeditem',
            constraint=models.UniqueConstraint(fields=('check_held', 'item'), name='point_is_judged_once'),
        ),
        migrations.AddConstraint(
            model_name='standardversion',
            constraint=models.UniqueConstraint(fields=('standard', 'number'), name='standard_version_is_numbered_once'),
        ),
        migrations.AddConstraint(
            model_name='standardversion',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'draft')), fields=('standard',), name='one_draft_of_a_standard'),
        ),
        migrations.AddConstraint(
            model_name='standardversion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'published'), _negated=True), ('published_at__isnull', False), _connector='OR'), name='published_standard_says_when'),
        ),
        migrations.AddConstraint(
            model_name='standardversion',
            constraint=models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='standard_has_a_source'),
        ),
        migrations.AddConstraint(
            model_name='standarditem',
            constraint=models.UniqueConstraint(fields=('version', 'number'), name='point_of_a_standard_is_numbered_once'),
        ),
        migrations.AddIndex(
            model_name='check',
            index=models.Index(fields=['owner_org', '-due_on'], name='check_of_owner'),
        ),
        migrations.AddIndex(
            model_name='check',
            index=models.Index(fields=['provider_org', '-held_on'], name='check_of_provider'),
        ),
        migrations.AddIndex(
            model_name='check',
            index=models.Index(fields=['service', '-held_on'], name='check_of_service'),
        ),
        migrations.AddConstraint(
            model_name='check',
            constraint=models.CheckConstraint(condition=models.Q(('owner_org', models.F('provider_org')), _negated=True), name='nobody_checks_themselves'),
        ),
        migrations.AddConstraint(
            model_name='check',
            constraint=models.CheckConstraint(condition=models.Q(('draw__isnull', False), models.Q(('chosen_because', ''), _negated=True), _connector='OR'), name='check_is_drawn_or_chosen_with_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='check',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ('planned', 'cancelled')), models.Q(('held_on__isnull', False), ('reported_at__isnull', False), models.Q(('result', ''), _negated=True)), _connector='OR'), name='reported_check_has_day_and_result'),
        ),
        migrations.AddConstraint(
            model_name='check',
            constraint=models.CheckConstraint(condition=models.Q(('reply', ''), ('replied_at__isnull', False), _connector='OR'), name='reply_says_when'),
        ),
        migrations.AddConstraint(
            model_name='check',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'cancelled'), _negated=True), models.Q(('ended_because', ''), _negated=True), _connector='OR'), name='check_not_held_says_why'),
        ),
        migrations.AddConstraint(
            model_name='adoption',
            constraint=models.UniqueConstraint(condition=models.Q(('until_on__isnull', True)), fields=('organisation', 'standard'), name='one_version_of_a_standard_is_adopted_at_a_time'),
        ),
        ]),
    ]
