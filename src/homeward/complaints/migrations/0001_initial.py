"""Complaints, what happened to each, categories and handlers; with what rows were before."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.comparison
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
        ('funds', '0009_goods_are_told_of'),
        ('persons', '0012_named_grounds'),
        ('programmes', '0014_shipped_ways'),
        ('referrals', '0014_routing'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together([
        migrations.CreateModel(
            name='Category',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40)),
                ('names', models.JSONField(default=dict, help_text='language -> wording')),
                ('is_sensitive', models.BooleanField(default=False)),
                ('acknowledge_days', models.PositiveSmallIntegerField(verbose_name='days to confirm the receipt')),
                ('answer_days', models.PositiveSmallIntegerField(verbose_name='days to answer')),
                ('appeal_days', models.PositiveSmallIntegerField(verbose_name='days to appeal')),
                ('hear_days', models.PositiveSmallIntegerField(verbose_name='days to answer an appeal')),
                ('link_days', models.PositiveSmallIntegerField(verbose_name='days the code lasts')),
                ('day_kind', models.CharField(choices=[('calendar', 'calendar days'), ('working', 'working days')], default='calendar', max_length=10)),
                ('source', models.CharField(max_length=200, verbose_name='where the days are written')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('valid_from', models.DateField()),
                ('owner_org', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
            ],
            options={
                'ordering': ['position', 'code', '-valid_from'],
            },
        ),
        migrations.CreateModel(
            name='Complaint',
            fields=[
                ('shared_with', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, editable=False, size=None)),
                ('shared_until', models.DateField(default='9999-12-31', editable=False)),
                ('sealed', models.BooleanField(db_default=False, default=False, editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=4, editable=False)),
                ('scope', models.GeneratedField(db_persist=True, expression=homeward.access.scope.GateScope(models.F('owner_org_id'), django.db.models.functions.comparison.Coalesce(models.F('programme_id'), 0), models.F('data_class'), output_field=models.IntegerField()), output_field=models.BigIntegerField())),
                ('reference', models.CharField(max_length=12, verbose_name='reference')),
                ('kind', models.CharField(choices=[('complaint', 'A complaint: something is wrong'), ('thanks', 'Something that went well'), ('suggestion', 'A suggestion'), ('question', 'A question')], max_length=12, verbose_name='kind')),
                ('is_sensitive', models.BooleanField(default=False, verbose_name='sensitive')),
                ('state', models.CharField(choices=[('received', 'Received'), ('acknowledged', 'Looked into'), ('answered', 'Answered'), ('appealed', 'Appealed'), ('closed', 'Closed'), ('passed_on', 'Passed on'), ('withdrawn', 'Withdrawn')], default='received', max_length=12, verbose_name='state')),
                ('way', models.CharField(choices=[('page', 'Public page'), ('phone', 'By phone'), ('paper', 'On paper'), ('visit', 'In person'), ('email', 'By e-mail or message'), ('passed', 'Passed on by another organisation')], max_length=10, verbose_name='how it came')),
                ('language', models.CharField(default='en', max_length=10, verbose_name='language')),
                ('what', homeward.access.fields.EncryptedTextField(blank=True, default='', verbose_name='what happened')),
                ('wish', homeward.access.fields.EncryptedTextField(blank=True, default='', verbose_name='what should be done')),
                ('about', homeward.access.fields.EncryptedTextField(blank=True, default='', verbose_name='who or what it is about')),
                ('is_anonymous', models.BooleanField(default=False, verbose_name='anonymous')),
                ('name', homeward.access.fields.EncryptedTextField(blank=True, default='', verbose_name='name')),
                ('contact', homeward.access.fields.EncryptedTextField(blank=True, default='', verbose_name='phone or e-mail')),
                ('received_on', models.DateField(verbose_name='day it came')),
                ('received_at', models.DateTimeField(verbose_name='entered')),
                ('acknowledge_by', models.DateField(verbose_name='receipt confirmed by')),
                ('answer_by', models.DateField(verbose_name='answered by')),
                ('acknowledged_at', models.DateTimeField(null=True)),
                ('answered_at', models.DateTimeField(null=True, verbose_name='answered on')),
                ('outcome', models.CharField(blank=True, choices=[('upheld', 'Upheld'), ('partly', 'Partly upheld'), ('not_upheld', 'Not upheld'), ('replied', 'Replied')], max_length=12, verbose_name='outcome')),
                ('appeal_until', models.DateField(null=True, verbose_name='appeal until')),
                ('appealed_at', models.DateTimeField(null=True)),
                ('hear_by', models.DateField(null=True, verbose_name='appeal answered by')),
                ('heard_at', models.DateTimeField(null=True)),
                ('over_at', models.DateTimeField(null=True)),
                ('token_hash', models.CharField(blank=True, max_length=64)),
                ('token_until', models.DateField(null=True)),
                ('about_user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('category', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='complaints.category')),
                ('handler', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('heard_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('passed_from', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='complaints.complaint')),
                ('payment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='funds.instalment')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='persons.person')),
                ('programme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ('referral', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='referrals.referral')),
                ('taken_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-received_at'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ComplaintChange',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_by_kind', models.CharField(db_default=models.Func(function='gate_kind', output_field=models.CharField()), max_length=10)),
                ('pgh_by', models.BigIntegerField(db_default=models.Func(function='gate_user', output_field=models.BigIntegerField()), null=True)),
                ('pgh_by_org', models.IntegerField(db_default=models.Func(function='gate_org', output_field=models.IntegerField()), null=True)),
                ('what', models.BinaryField(db_column='what', default=b'')),
                ('wish', models.BinaryField(db_column='wish', default=b'')),
                ('about', models.BinaryField(db_column='about', default=b'')),
                ('name', models.BinaryField(db_column='name', default=b'')),
                ('contact', models.BinaryField(db_column='contact', default=b'')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=4, editable=False)),
                ('reference', models.CharField(max_length=12, verbose_name='reference')),
                ('kind', models.CharField(choices=[('complaint', 'A complaint: something is wrong'), ('thanks', 'Something that went well'), ('suggestion', 'A suggestion'), ('question', 'A question')], max_length=12, verbose_name='kind')),
                ('is_sensitive', models.BooleanField(default=False, verbose_name='sensitive')),
                ('state', models.CharField(choices=[('received', 'Received'), ('acknowledged', 'Looked into'), ('answered', 'Answered'), ('appealed', 'Appealed'), ('closed', 'Closed'), ('passed_on', 'Passed on'), ('withdrawn', 'Withdrawn')], default='received', max_length=12, verbose_name='state')),
                ('way', models.CharField(choices=[('page', 'Public page'), ('phone', 'By phone'), ('paper', 'On paper'), ('visit', 'In person'), ('email', 'By e-mail or message'), ('passed', 'Passed on by another organisation')], max_length=10, verbose_name='how it came')),
                ('language', models.CharField(default='en', max_length=10, verbose_name='language')),
                ('is_anonymous', models.BooleanField(default=False, verbose_name='anonymous')),
                ('received_on', models.DateField(verbose_name='day it came')),
                ('received_at', models.DateTimeField(verbose_name='entered')),
                ('acknowledge_by', models.DateField(verbose_name='receipt confirmed by')),
                ('answer_by', models.DateField(verbose_name='answered by')),
                ('acknowledged_at', models.DateTimeField(null=True)),
                ('answered_at', models.DateTimeField(null=True, verbose_name='answered on')),
                ('outcome', models.CharField(blank=True, choices=[('upheld', 'Upheld'), ('partly', 'Partly upheld'), ('not_upheld', 'Not upheld'), ('replied', 'Replied')], max_length=12, verbose_name='outcome')),
                ('appeal_until', models.DateField(null=True, verbose_name='appeal until')),
                ('appealed_at', models.DateTimeField(null=True)),
                ('hear_by', models.DateField(null=True, verbose_name='appeal answered by')),
                ('heard_at', models.DateTimeField(null=True)),
                ('over_at', models.DateTimeField(null=True)),
                ('token_until', models.DateField(null=True)),
                ('about_user', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('answered_by', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cases.case')),
                ('category', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='complaints.category')),
                ('handler', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('heard_by', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                ('passed_from', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='complaints.complaint')),
                ('payment', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='funds.instalment')),
                ('person', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.person')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='complaints.complaint')),
                ('programme', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme')),
                ('referral', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='referrals.referral')),
                ('taken_by', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('shared_with', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, editable=False, size=None)),
                ('shared_until', models.DateField(default='9999-12-31', editable=False)),
                ('sealed', models.BooleanField(db_default=False, default=False, editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=4, editable=False)),
                ('scope', models.GeneratedField(db_persist=True, expression=homeward.access.scope.GateScope(models.F('owner_org_id'), django.db.models.functions.comparison.Coalesce(models.F('programme_id'), 0), models.F('data_class'), output_field=models.IntegerField()), output_field=models.BigIntegerField())),
                ('kind', models.CharField(choices=[('acknowledged', 'Receipt confirmed'), ('assigned', 'Handler named'), ('sorted', 'Put in order'), ('note', 'Note of the inquiry'), ('said_more', 'The complainant said more'), ('answer', 'Answer'), ('told', 'Answer told'), ('appeal', 'Appeal against the answer'), ('heard', 'Answer to the appeal'), ('passed_on', 'Passed on to another organisation'), ('withdrawn', 'Withdrawn'), ('closed', 'Closed'), ('link', 'New code given')], max_length=12)),
                ('text', homeward.access.fields.EncryptedTextField(blank=True, default='', verbose_name='text')),
                ('promise', homeward.access.fields.EncryptedTextField(blank=True, default='', verbose_name='what will be done')),
                ('outcome', models.CharField(blank=True, choices=[('upheld', 'Upheld'), ('partly', 'Partly upheld'), ('not_upheld', 'Not upheld'), ('replied', 'Replied')], max_length=12)),
                ('language', models.CharField(blank=True, max_length=10)),
                ('at', models.DateTimeField()),
                ('way', models.CharField(blank=True, choices=[('page', 'Public page'), ('phone', 'By phone'), ('paper', 'On paper'), ('visit', 'In person'), ('email', 'By e-mail or message'), ('passed', 'Passed on by another organisation')], max_length=10)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('complaint', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='complaints.complaint')),
                ('owner_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='persons.person')),
                ('programme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ('to_org', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
            ],
            options={
                'ordering': ['at', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='EntryChange',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_by_kind', models.CharField(db_default=models.Func(function='gate_kind', output_field=models.CharField()), max_length=10)),
                ('pgh_by', models.BigIntegerField(db_default=models.Func(function='gate_user', output_field=models.BigIntegerField()), null=True)),
                ('pgh_by_org', models.IntegerField(db_default=models.Func(function='gate_org', output_field=models.IntegerField()), null=True)),
                ('text', models.BinaryField(db_column='text', default=b'')),
                ('promise', models.BinaryField(db_column='promise', default=b'')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=4, editable=False)),
                ('kind', models.CharField(choices=[('acknowledged', 'Receipt confirmed'), ('assigned', 'Handler named'), ('sorted', 'Put in order'), ('note', 'Note of the inquiry'), ('said_more', 'The complainant said more'), ('answer', 'Answer'), ('told', 'Answer told'), ('appeal', 'Appeal against the answer'), ('heard', 'Answer to the appeal'), ('passed_on', 'Passed on to another organisation'), ('withdrawn', 'Withdrawn'), ('closed', 'Closed'), ('link', 'New code given')], max_length=12)),
                ('outcome', models.CharField(blank=True, choices=[('upheld', 'Upheld'), ('partly', 'Partly upheld'), ('not_upheld', 'Not upheld'), ('replied', 'Replied')], max_length=12)),
                ('language', models.CharField(blank=True, max_length=10)),
                ('at', models.DateTimeField()),
                ('way', models.CharField(blank=True, choices=[('page', 'Public page'), ('phone', 'By phone'), ('paper', 'On paper'), ('visit', 'In person'), ('email', 'By e-mail or message'), ('passed', 'Passed on by another organisation')], max_length=10)),
                ('by', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('complaint', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='complaints.complaint')),
                ('owner_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                ('person', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.person')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='complaints.entry')),
                ('programme', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme')),
                ('to_org', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Handler',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('is_sensitive', models.BooleanField(default=False, verbose_name='also sensitive matters')),
                ('named_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('named_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['named_at'],
            },
        ),
        migrations.AddConstraint(
            model_name='category',
            constraint=models.UniqueConstraint(fields=('code', 'owner_org', 'valid_from'), name='category_begins_once_a_day', nulls_distinct=False),
        ),
        migrations.AddIndex(
            model_name='complaint',
            index=models.Index(fields=['scope'], name='complaint_scope'),
        ),
        migrations.AddIndex(
            model_name='complaint',
            index=models.Index(fields=['owner_org', 'state', 'answer_by'], name='complaint_inbox'),
        ),
        migrations.AddIndex(
            model_name='complaint',
            index=models.Index(condition=models.Q(('case__isnull', False)), fields=['case'], name='complaint_of_case'),
        ),
        migrations.AddIndex(
            model_name='complaint',
            index=models.Index(condition=models.Q(('passed_from__isnull', False)), fields=['passed_from'], name='complaint_passed_on'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.UniqueConstraint(fields=('owner_org', 'reference'), name='complaint_has_its_own_reference'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.UniqueConstraint(condition=models.Q(('token_hash', ''), _negated=True), fields=('token_hash',), name='code_opens_one_complaint'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.CheckConstraint(condition=models.Q(('is_anonymous', False), models.Q(('case__isnull', True), ('payment__isnull', True), ('person__isnull', True), ('referral__isnull', True)), _connector='OR'), name='anonymous_complaint_belongs_to_nobody'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.CheckConstraint(condition=models.Q(('case__isnull', True), ('person__isnull', False), _connector='OR'), name='complaint_on_a_case_is_of_its_person'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.CheckConstraint(condition=models.Q(('handler__isnull', True), ('about_user__isnull', True), models.Q(('handler', models.F('about_user')), _negated=True), _connector='OR'), name='nobody_handles_a_complaint_about_themselves'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.CheckConstraint(condition=models.Q(('heard_by__isnull', True), models.Q(('heard_by', models.F('answered_by')), _negated=True), _connector='OR'), name='appeal_is_decided_by_somebody_else'),
        ),
        operations.AddTrigger(
            model_name='complaint',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."data_class", OLD."person_id", OLD."programme_id", OLD."reference", OLD."kind", OLD."category_id", OLD."is_sensitive", OLD."state", OLD."way", OLD."language", OLD."what", OLD."wish", OLD."about", OLD."is_anonymous", OLD."name", OLD."contact", OLD."about_user_id", OLD."case_id", OLD."referral_id", OLD."payment_id", OLD."passed_from_id", OLD."received_on", OLD."received_at", OLD."taken_by_id", OLD."acknowledge_by", OLD."answer_by", OLD."handler_id", OLD."acknowledged_at", OLD."answered_at", OLD."answered_by_id", OLD."outcome", OLD."appeal_until", OLD."appealed_at", OLD."hear_by", OLD."heard_at", OLD."heard_by_id", OLD."over_at", OLD."token_until") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."data_class", NEW."person_id", NEW."programme_id", NEW."reference", NEW."kind", NEW."category_id", NEW."is_sensitive", NEW."state", NEW."way", NEW."language", NEW."what", NEW."wish", NEW."about", NEW."is_anonymous", NEW."name", NEW."contact", NEW."about_user_id", NEW."case_id", NEW."referral_id", NEW."payment_id", NEW."passed_from_id", NEW."received_on", NEW."received_at", NEW."taken_by_id", NEW."acknowledge_by", NEW."answer_by", NEW."handler_id", NEW."acknowledged_at", NEW."answered_at", NEW."answered_by_id", NEW."outcome", NEW."appeal_until", NEW."appealed_at", NEW."hear_by", NEW."heard_at", NEW."heard_by_id", NEW."over_at", NEW."token_until"))', func='INSERT INTO "complaints_complaintchange" ("about", "about_user_id", "acknowledge_by", "acknowledged_at", "answer_by", "answered_at", "answered_by_id", "appeal_until", "appealed_at", "case_id", "category_id", "contact", "data_class", "handler_id", "hear_by", "heard_at", "heard_by_id", "id", "is_anonymous", "is_sensitive", "kind", "language", "name", "outcome", "over_at", "owner_org_id", "passed_from_id", "payment_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "received_at", "received_on", "reference", "referral_id", "state", "taken_by_id", "token_until", "way", "what", "wish") VALUES (OLD."about", OLD."about_user_id", OLD."acknowledge_by", OLD."acknowledged_at", OLD."answer_by", OLD."answered_at", OLD."answered_by_id", OLD."appeal_until", OLD."appealed_at", OLD."case_id", OLD."category_id", OLD."contact", OLD."data_class", OLD."handler_id", OLD."hear_by", OLD."heard_at", OLD."heard_by_id", OLD."id", OLD."is_anonymous", OLD."is_sensitive", OLD."kind", OLD."language", OLD."name", OLD."outcome", OLD."over_at", OLD."owner_org_id", OLD."passed_from_id", OLD."payment_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."programme_id", OLD."received_at", OLD."received_on", OLD."reference", OLD."referral_id", OLD."state", OLD."taken_by_id", OLD."token_until", OLD."way", OLD."what", OLD."wish"); RETURN NULL;', hash='8723605d20d3c624141396833f4eebdb2f5d75b2', operation='UPDATE', pgid='pgtrigger_update_update_36c30', table='complaints_complaint', when='AFTER')),
        ),
        operations.AddTrigger(
            model_name='complaint',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "complaints_complaintchange" ("about", "about_user_id", "acknowledge_by", "acknowledged_at", "answer_by", "answered_at", "answered_by_id", "appeal_until", "appealed_at", "case_id", "category_id", "contact", "data_class", "handler_id", "hear_by", "heard_at", "heard_by_id", "id", "is_anonymous", "is_sensitive", "kind", "language", "name", "outcome", "over_at", "owner_org_id", "passed_from_id", "payment_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "received_at", "received_on", "reference", "referral_id", "state", "taken_by_id", "token_until", "way", "what", "wish") VALUES (OLD."about", OLD."about_user_id", OLD."acknowledge_by", OLD."acknowledged_at", OLD."answer_by", OLD."answered_at", OLD."answered_by_id", OLD."appeal_until", OLD."appealed_at", OLD."case_id", OLD."category_id", OLD."contact", OLD."data_class", OLD."handler_id", OLD."hear_by", OLD."heard_at", OLD."heard_by_id", OLD."id", OLD."is_anonymous", OLD."is_sensitive", OLD."kind", OLD."language", OLD."name", OLD."outcome", OLD."over_at", OLD."owner_org_id", OLD."passed_from_id", OLD."payment_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."programme_id", OLD."received_at", OLD."received_on", OLD."reference", OLD."referral_id", OLD."state", OLD."taken_by_id", OLD."token_until", OLD."way", OLD."what", OLD."wish"); RETURN NULL;', hash='e79126341cc73a5c97cd26ace3349af6ea71e10a', operation='DELETE', pgid='pgtrigger_delete_delete_a79b8', table='complaints_complaint', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='complaintchange',
            index=models.Index(fields=['person'], name='complaint_changes'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['scope'], name='entry_scope'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['complaint', 'at'], name='entry_of_complaint'),
        ),
        operations.AddTrigger(
            model_name='entry',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."data_class", OLD."person_id", OLD."programme_id", OLD."complaint_id", OLD."kind", OLD."text", OLD."promise", OLD."outcome", OLD."language", OLD."to_org_id", OLD."at", OLD."by_id", OLD."way") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."data_class", NEW."person_id", NEW."programme_id", NEW."complaint_id", NEW."kind", NEW."text", NEW."promise", NEW."outcome", NEW."language", NEW."to_org_id", NEW."at", NEW."by_id", NEW."way"))', func='INSERT INTO "complaints_entrychange" ("at", "by_id", "complaint_id", "data_class", "id", "kind", "language", "outcome", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "promise", "text", "to_org_id", "way") VALUES (OLD."at", OLD."by_id", OLD."complaint_id", OLD."data_class", OLD."id", OLD."kind", OLD."language", OLD."outcome", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."programme_id", OLD."promise", OLD."text", OLD."to_org_id", OLD."way"); RETURN NULL;', hash='3c5793aeadaee518d59bc026ef68cee7e2322ae6', operation='UPDATE', pgid='pgtrigger_update_update_b69e2', table='complaints_entry', when='AFTER')),
        ),
        operations.AddTrigger(
            model_name='entry',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "complaints_entrychange" ("at", "by_id", "complaint_id", "data_class", "id", "kind", "language", "outcome", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "promise", "text", "to_org_id", "way") VALUES (OLD."at", OLD."by_id", OLD."complaint_id", OLD."data_class", OLD."id", OLD."kind", OLD."language", OLD."outcome", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."programme_id", OLD."promise", OLD."text", OLD."to_org_id", OLD."way"); RETURN NULL;', hash='76a9e63586efcbc298af6523d8a074c6b4043a56', operation='DELETE', pgid='pgtrigger_delete_delete_a7d19', table='complaints_entry', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='entrychange',
            index=models.Index(fields=['person'], name='entry_changes'),
        ),
        migrations.AddConstraint(
            model_name='handler',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('user',), name='handler_is_named_once'),
        ),
        migrations.AddConstraint(
            model_name='handler',
            constraint=models.CheckConstraint(condition=models.Q(('is_sensitive', False), models.Q(('user', models.F('named_by')), _negated=True), _connector='OR'), name='nobody_names_themselves_for_sensitive_matters'),
        ),
        ]),
    ]
