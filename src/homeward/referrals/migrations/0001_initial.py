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
        ("cases", "0001_initial"),
        ("persons", "0001_initial"),
        ("plans", "0001_initial"),
        ("programmes", "0001_initial"),
        ("services", "0001_initial"),
    ]

    operations = [Together([
        migrations.CreateModel(
            name='Referral',
            fields=[
                ('shared_with', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, editable=False, size=None)),
                ('shared_until', models.DateField(default='9999-12-31', editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('scope', models.GeneratedField(db_persist=True, expression=homeward.access.scope.GateScope(models.F('owner_org_id'), models.F('programme_id'), models.F('data_class'), output_field=models.IntegerField()), output_field=models.BigIntegerField())),
                ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=4, editable=False)),
                ('number', models.CharField(max_length=20, verbose_name='number')),
                ('status', models.CharField(choices=[('draft', 'Draft'), ('sent', 'Sent, no answer yet'), ('accepted', 'Accepted'), ('declined', 'Declined'), ('completed', 'Completed'), ('not_completed', 'Not completed'), ('withdrawn', 'Withdrawn')], default='draft', max_length=15)),
                ('message', homeward.access.fields.EncryptedTextField(blank=True, default='', verbose_name='message to the receiver')),
                ('drafted_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('answer_due_on', models.DateField(blank=True, null=True, verbose_name='answer by')),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('decline_reason', models.CharField(blank=True, choices=[('no_places', 'No places free'), ('not_eligible', 'Does not meet the criteria'), ('wrong_service', 'We do not offer this'), ('too_far', 'Too far for the person'), ('dates', 'The dates do not meet'), ('wrong_receiver', 'The request reached the wrong organisation')], max_length=20)),
                ('first_day', models.DateField(blank=True, null=True, verbose_name='first day')),
                ('received_by', homeward.access.fields.EncryptedTextField(blank=True, default='', verbose_name='who receives the person')),
                ('answer_text', homeward.access.fields.EncryptedTextField(blank=True, default='', verbose_name='word to the sender')),
                ('outcome', models.CharField(blank=True, choices=[('certificate', 'Finished, with a certificate'), ('finished', 'Finished as planned'), ('employed', 'In work'), ('enrolled', 'Enrolled'), ('treated', 'Treated or cared for'), ('left_early', 'Left early'), ('never_came', 'Never came'), ('not_delivered', 'We could not deliver the service')], max_length=20)),
                ('outcome_on', models.DateField(blank=True, null=True)),
                ('outcome_text', homeward.access.fields.EncryptedTextField(blank=True, default='', verbose_name='about the outcome')),
                ('withdraw_reason', models.CharField(blank=True, choices=[('person_wish', 'The person no longer wishes it'), ('other_place', 'Another place was found'), ('mistake', 'Sent by mistake')], max_length=20)),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='referrals', to='cases.case')),
                ('drafted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('line', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='referrals', to='plans.planline')),
                ('owner_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='persons.person')),
                ('previous', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='next', to='referrals.referral')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ('receiver_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='services.service')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['scope'], name='referral_scope'), models.Index(fields=['owner_org', '-drafted_at'], name='referral_sent_by'), models.Index(fields=['receiver_org', '-sent_at'], name='referral_received_by')],
                'constraints': [models.UniqueConstraint(fields=('owner_org', 'number'), name='referral_number_is_its_sender_s_own'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'declined'), _negated=True), models.Q(('decline_reason', ''), _negated=True), _connector='OR'), name='declined_referral_has_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['completed', 'not_completed']), _negated=True), models.Q(('outcome', ''), _negated=True), _connector='OR'), name='ended_referral_has_an_outcome')],
            },
        ),
        migrations.CreateModel(
            name='AnswerLink',
            fields=[
                ('shared_with', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, editable=False, size=None)),
                ('shared_until', models.DateField(default='9999-12-31', editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('scope', models.GeneratedField(db_persist=True, expression=homeward.access.scope.GateScope(models.F('owner_org_id'), models.F('programme_id'), models.F('data_class'), output_field=models.IntegerField()), output_field=models.BigIntegerField())),
                ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=4, editable=False)),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('expires_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('made_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='persons.person')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ('referral', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='referrals.referral')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['scope'], name='answerlink_scope')],
            },
        ),
        migrations.CreateModel(
            name='SharedFact',
            fields=[
                ('shared_with', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, editable=False, size=None)),
                ('shared_until', models.DateField(default='9999-12-31', editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('scope', models.GeneratedField(db_persist=True, expression=homeward.access.scope.GateScope(models.F('owner_org_id'), models.F('programme_id'), models.F('data_class'), output_field=models.IntegerField()), output_field=models.BigIntegerField())),
                ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')])),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('kind', models.CharField(max_length=20)),
                ('value', homeward.access.fields.EncryptedTextField(blank=True, default='', verbose_name='value')),
                ('said_by', models.CharField(blank=True, max_length=20)),
                ('said_on', models.DateField(blank=True, null=True)),
                ('confirmed_on', models.DateField(blank=True, null=True)),
                ('after_acceptance', models.BooleanField(default=False)),
                ('owner_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='persons.person')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ('receiver_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('referral', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='facts', to='referrals.referral')),
            ],
            options={
                'ordering': ['position'],
                'abstract': False,
                'indexes': [models.Index(fields=['scope'], name='sharedfact_scope')],
            },
        ),
        migrations.CreateModel(
            name='StatusChange',
            fields=[
                ('shared_with', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, editable=False, size=None)),
                ('shared_until', models.DateField(default='9999-12-31', editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('scope', models.GeneratedField(db_persist=True, expression=homeward.access.scope.GateScope(models.F('owner_org_id'), models.F('programme_id'), models.F('data_class'), output_field=models.IntegerField()), output_field=models.BigIntegerField())),
                ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=4, editable=False)),
                ('to', models.CharField(choices=[('draft', 'Draft'), ('sent', 'Sent, no answer yet'), ('accepted', 'Accepted'), ('declined', 'Declined'), ('completed', 'Completed'), ('not_completed', 'Not completed'), ('withdrawn', 'Withdrawn')], max_length=15)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='persons.person')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ('receiver_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('referral', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='history', to='referrals.referral')),
            ],
            options={
                'ordering': ['at'],
                'abstract': False,
                'indexes': [models.Index(fields=['scope'], name='statuschange_scope')],
            },
        ),
    ])]
