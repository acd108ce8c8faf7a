"""The states of a referral from draft to its end, bundles, and what a person asks for."""

import django.contrib.postgres.fields
import django.db.models.deletion
import homeward.access.fields
import homeward.access.scope
import homeward.audit.operations
import homeward.core.operations
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0009_roles'),
        ('cases', '0019_recent_stages'),
        ('offers', '0001_initial'),
        ('persons', '0012_named_grounds'),
        ('plans', '0007_grid_and_deadlines'),
        ('programmes', '0014_shipped_ways'),
        ('referrals', '0008_agreed_days'),
        ('services', '0007_waits'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        homeward.core.operations.Together(
            operations=[
                pgtrigger.migrations.RemoveTrigger(
                    model_name='referral',
                    name='update_update',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='referral',
                    name='delete_delete',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='statuschange',
                    name='update_update',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='statuschange',
                    name='delete_delete',
                ),
                migrations.CreateModel(
                    name='Bundle',
                    fields=[
                        ('shared_with', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, editable=False, size=None)),
                        ('shared_until', models.DateField(default='9999-12-31', editable=False)),
                        ('sealed', models.BooleanField(db_default=False, default=False, editable=False)),
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('scope', models.GeneratedField(db_persist=True, expression=homeward.access.scope.GateScope(models.F('owner_org_id'), models.F('programme_id'), models.F('data_class'), output_field=models.IntegerField()), output_field=models.BigIntegerField())),
                        ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=4, editable=False)),
                        ('about', homeward.access.fields.EncryptedTextField(blank=True, default='', verbose_name='what they are for together')),
                        ('drafted_at', models.DateTimeField()),
                        ('sent_at', models.DateTimeField(blank=True, null=True)),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bundles', to='cases.case')),
                        ('drafted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('owner_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='persons.person')),
                        ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['scope'], name='bundle_scope')],
                        'ordering': ['-drafted_at'],
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ServiceRequest',
                    fields=[
                        ('shared_with', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, editable=False, size=None)),
                        ('shared_until', models.DateField(default='9999-12-31', editable=False)),
                        ('sealed', models.BooleanField(db_default=False, default=False, editable=False)),
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('scope', models.GeneratedField(db_persist=True, expression=homeward.access.scope.GateScope(models.F('owner_org_id'), models.F('programme_id'), models.F('data_class'), output_field=models.IntegerField()), output_field=models.BigIntegerField())),
                        ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=4, editable=False)),
                        ('status', models.CharField(choices=[('open', 'Waiting for an answer'), ('taken', 'Asked for'), ('declined', 'Not asked for'), ('taken_back', 'Taken back by the person')], default='open', max_length=10)),
                        ('text', homeward.access.fields.EncryptedTextField(blank=True, default='', verbose_name='why they wish it')),
                        ('asked_at', models.DateTimeField()),
                        ('reason', models.CharField(blank=True, choices=[('not_now', 'Not now: another step comes first'), ('not_eligible', 'You do not meet what it asks for'), ('no_places', 'It has no place'), ('no_agreement', 'We have no agreement with them'), ('other_way', 'We found another way together'), ('has_it', 'It is under way already')], max_length=15, verbose_name='reason')),
                        ('reply', homeward.access.fields.EncryptedTextField(blank=True, default='', verbose_name='word to the person')),
                        ('answered_at', models.DateTimeField(blank=True, null=True)),
                        ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='requests', to='cases.case')),
                        ('offer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offers.offer')),
                        ('owner_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='persons.person')),
                        ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                        ('referral', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='asked_for', to='referrals.referral')),
                        ('service', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='services.service')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['scope'], name='servicerequest_scope')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('service__isnull', False), ('offer__isnull', False), _connector='XOR'), name='request_is_for_one_thing'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'declined'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='declined_request_has_a_reason'), models.UniqueConstraint(condition=models.Q(('status', 'open')), fields=('case', 'service'), name='a_service_is_asked_for_once_at_a_time'), models.UniqueConstraint(condition=models.Q(('status', 'open')), fields=('case', 'offer'), name='an_offer_is_asked_for_once_at_a_time')],
                        'ordering': ['-asked_at'],
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='BundleChange',
                    fields=[
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                        ('pgh_by_kind', models.CharField(db_default=models.Func(function='gate_kind', output_field=models.CharField()), max_length=10)),
                        ('pgh_by', models.BigIntegerField(db_default=models.Func(function='gate_user', output_field=models.BigIntegerField()), null=True)),
                        ('pgh_by_org', models.IntegerField(db_default=models.Func(function='gate_org', output_field=models.IntegerField()), null=True)),
                        ('about', models.BinaryField(db_column='about', default=b'')),
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=4, editable=False)),
                        ('drafted_at', models.DateTimeField()),
                        ('sent_at', models.DateTimeField(blank=True, null=True)),
                        ('case', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cases.case')),
                        ('drafted_by', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('owner_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                        ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.person')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='referrals.bundle')),
                        ('programme', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['person'], name='bundle_changes')],
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ServiceRequestChange',
                    fields=[
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                        ('pgh_by_kind', models.CharField(db_default=models.Func(function='gate_kind', output_field=models.CharField()), max_length=10)),
                        ('pgh_by', models.BigIntegerField(db_default=models.Func(function='gate_user', output_field=models.BigIntegerField()), null=True)),
                        ('pgh_by_org', models.IntegerField(db_default=models.Func(function='gate_org', output_field=models.IntegerField()), null=True)),
                        ('text', models.BinaryField(db_column='text', default=b'')),
                        ('reply', models.BinaryField(db_column='reply', default=b'')),
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=4, editable=False)),
                        ('status', models.CharField(choices=[('open', 'Waiting for an answer'), ('taken', 'Asked for'), ('declined', 'Not asked for'), ('taken_back', 'Taken back by the person')], default='open', max_length=10)),
                        ('asked_at', models.DateTimeField()),
                        ('reason', models.CharField(blank=True, choices=[('not_now', 'Not now: another step comes first'), ('not_eligible', 'You do not meet what it asks for'), ('no_places', 'It has no place'), ('no_agreement', 'We have no agreement with them'), ('other_way', 'We found another way together'), ('has_it', 'It is under way already')], max_length=15, verbose_name='reason')),
                        ('answered_at', models.DateTimeField(blank=True, null=True)),
                        ('answered_by', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('asked_by', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('case', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cases.case')),
                        ('offer', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='offers.offer')),
                        ('owner_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                        ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.person')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='referrals.servicerequest')),
                        ('programme', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme')),
                        ('referral', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='referrals.referral')),
                        ('service', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='services.service')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['person'], name='servicerequest_changes')],
                        'abstract': False,
                    },
                ),
                migrations.RemoveConstraint(
                    model_name='referral',
                    name='ended_referral_has_an_outcome',
                ),
                migrations.AddField(
                    model_name='referral',
                    name='expected_end_on',
                    field=models.DateField(blank=True, null=True, verbose_name='expected to end on'),
                ),
                migrations.AddField(
                    model_name='referral',
                    name='expire_reason',
                    field=models.CharField(blank=True, choices=[('no_answer', 'The receiver did not answer'), ('no_information', "The receiver's question was not answered"), ('no_place', 'No place came free by the day agreed'), ('never_began', 'Nobody said that the service began')], max_length=15),
                ),
                migrations.AddField(
                    model_name='referral',
                    name='look_again_on',
                    field=models.DateField(blank=True, null=True, verbose_name='looked at again on'),
                ),
                migrations.AddField(
                    model_name='referral',
                    name='offer',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='referrals', to='offers.offer'),
                ),
                migrations.AddField(
                    model_name='referral',
                    name='person_said_at',
                    field=models.DateTimeField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name='referral',
                    name='person_said_to',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
                ),
                migrations.AddField(
                    model_name='referral',
                    name='person_said_way',
                    field=models.CharField(blank=True, choices=[('portal', 'on their own pages'), ('asked', 'asked by the worker')], max_length=6),
                ),
                migrations.AddField(
                    model_name='referral',
                    name='person_says',
                    field=models.CharField(blank=True, choices=[('yes', 'Yes, it was so'), ('no', 'No, it was not so')], max_length=3),
                ),
                migrations.AddField(
                    model_name='referral',
                    name='person_text',
                    field=homeward.access.fields.EncryptedTextField(blank=True, default='', verbose_name="the person's words"),
                ),
                migrations.AddField(
                    model_name='referral',
                    name='started_on',
                    field=models.DateField(blank=True, null=True, verbose_name='began on'),
                ),
                migrations.AddField(
                    model_name='referralchange',
                    name='expected_end_on',
                    field=models.DateField(blank=True, null=True, verbose_name='expected to end on'),
                ),
                migrations.AddField(
                    model_name='referralchange',
                    name='expire_reason',
                    field=models.CharField(blank=True, choices=[('no_answer', 'The receiver did not answer'), ('no_information', "The receiver's question was not answered"), ('no_place', 'No place came free by the day agreed'), ('never_began', 'Nobody said that the service began')], max_length=15),
                ),
                migrations.AddField(
                    model_name='referralchange',
                    name='look_again_on',
                    field=models.DateField(blank=True, null=True, verbose_name='looked at again on'),
                ),
                migrations.AddField(
                    model_name='referralchange',
                    name='offer',
                    field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='offers.offer'),
                ),
                migrations.AddField(
                    model_name='referralchange',
                    name='person_said_at',
                    field=models.DateTimeField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name='referralchange',
                    name='person_said_to',
                    field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL),
                ),
                migrations.AddField(
                    model_name='referralchange',
                    name='person_said_way',
                    field=models.CharField(blank=True, choices=[('portal', 'on their own pages'), ('asked', 'asked by the worker')], max_length=6),
                ),
                migrations.AddField(
                    model_name='referralchange',
                    name='person_says',
                    field=models.CharField(blank=True, choices=[('yes', 'Yes, it was so'), ('no', 'No, it was not so')], max_length=3),
                ),
                migrations.AddField(
                    model_name='referralchange',
                    name='person_text',
                    field=models.BinaryField(db_column='person_text', default=b''),
                ),
                migrations.AddField(
                    model_name='referralchange',
                    name='started_on',
                    field=models.DateField(blank=True, null=True, verbose_name='began on'),
                ),
                migrations.AddField(
                    model_name='statuschange',
                    name='text',
                    field=homeward.access.fields.EncryptedTextField(blank=True, default='', verbose_name='what was said'),
                ),
                migrations.AddField(
                    model_name='statuschangechange',
                    name='text',
                    field=models.BinaryField(db_column='text', default=b''),
                ),
                migrations.AlterField(
                    model_name='referral',
                    name='service',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='services.service'),
                ),
                migrations.AlterField(
                    model_name='referral',
                    name='status',
                    field=models.CharField(choices=[('draft', 'Draft'), ('sent', 'Sent, no answer yet'), ('info_asked', 'The receiver asks something'), ('waiting_list', 'On the waiting list'), ('accepted', 'Accepted'), ('started', 'Started'), ('declined', 'Declined'), ('completed', 'Completed'), ('not_completed', 'Not completed'), ('confirmed', 'Confirmed by the person'), ('withdrawn', 'Withdrawn'), ('expired', 'Expired')], default='draft', max_length=15),
                ),
                migrations.AlterField(
                    model_name='referralchange',
                    name='service',
                    field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='services.service'),
                ),
                migrations.AlterField(
                    model_name='referralchange',
                    name='status',
                    field=models.CharField(choices=[('draft', 'Draft'), ('sent', 'Sent, no answer yet'), ('info_asked', 'The receiver asks something'), ('waiting_list', 'On the waiting list'), ('accepted', 'Accepted'), ('started', 'Started'), ('declined', 'Declined'), ('completed', 'Completed'), ('not_completed', 'Not completed'), ('confirmed', 'Confirmed by the person'), ('withdrawn', 'Withdrawn'), ('expired', 'Expired')], default='draft', max_length=15),
                ),
                migrations.AlterField(
                    model_name='statuschange',
                    name='to',
                    field=models.CharField(choices=[('draft', 'Draft'), ('sent', 'Sent, no answer yet'), ('info_asked', 'The receiver asks something'), ('waiting_list', 'On the waiting list'), ('accepted', 'Accepted'), ('started', 'Started'), ('declined', 'Declined'), ('completed', 'Completed'), ('not_completed', 'Not completed'), ('confirmed', 'Confirmed by the person'), ('withdrawn', 'Withdrawn'), ('expired', 'Expired')], max_length=15),
                ),
                migrations.AlterField(
                    model_name='statuschangechange',
                    name='to',
                    field=models.CharField(choices=[('draft', 'Draft'), ('sent', 'Sent, no answer yet'), ('info_asked', 'The receiver asks something'), ('waiting_list', 'On the waiting list'), ('accepted', 'Accepted'), ('started', 'Started'), ('declined', 'Declined'), ('completed', 'Completed'), ('not_completed', 'Not completed'), ('confirmed', 'Confirmed by the person'), ('withdrawn', 'Withdrawn'), ('expired', 'Expired')], max_length=15),
                ),
                migrations.AddField(
                    model_name='referral',
                    name='bundle',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='referrals', to='referrals.bundle'),
                ),
                migrations.AddField(
                    model_name='referralchange',
                    name='bundle',
                    field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='referrals.bundle'),
                ),
                migrations.AddConstraint(
                    model_name='referral',
                    constraint=models.CheckConstraint(condition=models.Q(('service__isnull', False), ('offer__isnull', False), _connector='XOR'), name='referral_is_to_one_thing'),
                ),
                migrations.AddConstraint(
                    model_name='referral',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['completed', 'not_completed', 'confirmed']), _negated=True), models.Q(('outcome', ''), _negated=True), _connector='OR'), name='ended_referral_has_an_outcome'),
                ),
                migrations.AddConstraint(
                    model_name='referral',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('status', 'withdrawn'), _negated=True), models.Q(('withdraw_reason', ''), _negated=True), _connector='OR'), models.Q(models.Q(('status', 'expired'), _negated=True), models.Q(('expire_reason', ''), _negated=True), _connector='OR')), name='withdrawn_or_expired_referral_has_a_reason'),
                ),
                migrations.AddConstraint(
                    model_name='referral',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_on__isnull', False), ('status__in', ['declined', 'completed', 'not_completed', 'confirmed', 'withdrawn', 'expired'])), models.Q(('ended_on__isnull', True), ('status__in', ['draft', 'sent', 'info_asked', 'waiting_list', 'accepted', 'started'])), _connector='OR'), name='ended_referral_has_its_day_and_no_other_has'),
                ),
                migrations.AddConstraint(
                    model_name='referral',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'waiting_list'), _negated=True), ('look_again_on__isnull', False), _connector='OR'), name='waiting_list_has_the_day_it_is_looked_at'),
                ),
                migrations.AddConstraint(
                    model_name='referral',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'confirmed'), _negated=True), ('person_says', 'yes'), _connector='OR'), name='confirmed_referral_has_the_person_s_yes'),
                ),
                homeward.audit.operations.AddTrigger(
                    model_name='referral',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."person_id", OLD."data_class", OLD."number", OLD."case_id", OLD."line_id", OLD."service_id", OLD."offer_id", OLD."bundle_id", OLD."receiver_org_id", OLD."previous_id", OLD."status", OLD."drafted_at", OLD."drafted_by_id", OLD."sent_at", OLD."answer_due_on", OLD."answered_at", OLD."decline_reason", OLD."look_again_on", OLD."first_day", OLD."received_by", OLD."answer_text", OLD."started_on", OLD."expected_end_on", OLD."outcome", OLD."outcome_on", OLD."outcome_text", OLD."person_says", OLD."person_said_way", OLD."person_said_at", OLD."person_said_to_id", OLD."person_text", OLD."withdraw_reason", OLD."expire_reason", OLD."ended_on") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."person_id", NEW."data_class", NEW."number", NEW."case_id", NEW."line_id", NEW."service_id", NEW."offer_id", NEW."bundle_id", NEW."receiver_org_id", NEW."previous_id", NEW."status", NEW."drafted_at", NEW."drafted_by_id", NEW."sent_at", NEW."answer_due_on", NEW."answered_at", NEW."decline_reason", NEW."look_again_on", NEW."first_day", NEW."received_by", NEW."answer_text", NEW."started_on", NEW."expected_end_on", NEW."outcome", NEW."outcome_on", NEW."outcome_text", NEW."person_says", NEW."person_said_way", NEW."person_said_at", NEW."person_said_to_id", NEW."person_text", NEW."withdraw_reason", NEW."expire_reason", NEW."ended_on"))', func='INSERT INTO "referrals_referralchange" ("answer_due_on", "answer_text", "answered_at", "bundle_id", "case_id", "data_class", "decline_reason", "drafted_at", "drafted_by_id", "ended_on", "expected_end_on", "expire_reason", "first_day", "id", "line_id", "look_again_on", "number", "offer_id", "outcome", "outcome_on", "outcome_text", "owner_org_id", "person_id", "person_said_at", "person_said_to_id", "person_said_way", "person_says", "person_text", "pgh_created_at", "pgh_label", "pgh_obj_id", "previous_id", "programme_id", "received_by", "receiver_org_id", "sent_at", "service_id", "started_on", "status", "withdraw_reason") VALUES (OLD."answer_due_on", OLD."answer_text", OLD."answered_at", OLD."bundle_id", OLD."case_id", OLD."data_class", OLD."decline_reason", OLD."drafted_at", OLD."drafted_by_id", OLD."ended_on", OLD."expected_end_on", OLD."expire_reason", OLD."first_day", OLD."id", OLD."line_id", OLD."look_again_on", OLD."number", OLD."offer_id", OLD."outcome", OLD."outcome_on", OLD."outcome_text", OLD."owner_org_id", OLD."person_id", OLD."person_said_at", OLD."person_said_to_id", OLD."person_said_way", OLD."person_says", OLD."person_text", clock_timestamp(), \'update\', OLD."id", OLD."previous_id", OLD."programme_id", OLD."received_by", OLD."receiver_org_id", OLD."sent_at", OLD."service_id", OLD."started_on", OLD."status", OLD."withdraw_reason"); RETURN NULL;', hash='ac2e8a26562995b116d0a68ff2e64bf9647f57e8', operation='UPDATE', pgid='pgtrigger_update_update_223e7', table='referrals_referral', when='AFTER')),
                ),
                homeward.audit.operations.AddTrigger(
                    model_name='referral',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "referrals_referralchange" ("answer_due_on", "answer_text", "answered_at", "bundle_id", "case_id", "data_class", "decline_reason", "drafted_at", "drafted_by_id", "ended_on", "expected_end_on", "expire_reason", "first_day", "id", "line_id", "look_again_on", "number", "offer_id", "outcome", "outcome_on", "outcome_text", "owner_org_id", "person_id", "person_said_at", "person_said_to_id", "person_said_way", "person_says", "person_text", "pgh_created_at", "pgh_label", "pgh_obj_id", "previous_id", "programme_id", "received_by", "receiver_org_id", "sent_at", "service_id", "started_on", "status", "withdraw_reason") VALUES (OLD."answer_due_on", OLD."answer_text", OLD."answered_at", OLD."bundle_id", OLD."case_id", OLD."data_class", OLD."decline_reason", OLD."drafted_at", OLD."drafted_by_id", OLD."ended_on", OLD."expected_end_on", OLD."expire_reason", OLD."first_day", OLD."id", OLD."line_id", OLD."look_again_on", OLD."number", OLD."offer_id", OLD."outcome", OLD."outcome_on", OLD."outcome_text", OLD."owner_org_id", OLD."person_id", OLD."person_said_at", OLD."person_said_to_id", OLD."person_said_way", OLD."person_says", OLD."person_text", clock_timestamp(), \'delete\', OLD."id", OLD."previous_id", OLD."programme_id", OLD."received_by", OLD."receiver_org_id", OLD."sent_at", OLD."service_id", OLD."started_on", OLD."status", OLD."withdraw_reason"); RETURN NULL;', hash='86b0b4054591188468a954c1336348eee0b16ce2', operation='DELETE', pgid='pgtrigger_delete_delete_e24da', table='referrals_referral', when='AFTER')),
                ),
                homeward.audit.operations.AddTrigger(
                    model_name='statuschange',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."person_id", OLD."data_class", OLD."referral_id", OLD."receiver_org_id", OLD."to", OLD."at", OLD."by_id", OLD."text") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."person_id", NEW."data_class", NEW."referral_id", NEW."receiver_org_id", NEW."to", NEW."at", NEW."by_id", NEW."text"))', func='INSERT INTO "referrals_statuschangechange" ("at", "by_id", "data_class", "id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "receiver_org_id", "referral_id", "text", "to") VALUES (OLD."at", OLD."by_id", OLD."data_class", OLD."id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."programme_id", OLD."receiver_org_id", OLD."referral_id", OLD."text", OLD."to"); RETURN NULL;', hash='aafdc6ba5755d60f581e4015eccf36180eb78734', operation='UPDATE', pgid='pgtrigger_update_update_ee690', table='referrals_statuschange', when='AFTER')),
                ),
                homeward.audit.operations.AddTrigger(
                    model_name='statuschange',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "referrals_statuschangechange" ("at", "by_id", "data_class", "id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "receiver_org_id", "referral_id", "text", "to") VALUES (OLD."at", OLD."by_id", OLD."data_class", OLD."id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."programme_id", OLD."receiver_org_id", OLD."referral_id", OLD."text", OLD."to"); RETURN NULL;', hash='e0a6e1f7e444458b4a9864cf4c645826eaaa195d', operation='DELETE', pgid='pgtrigger_delete_delete_fa343', table='referrals_statuschange', when='AFTER')),
                ),
                homeward.audit.operations.AddTrigger(
                    model_name='bundle',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."person_id", OLD."data_class", OLD."case_id", OLD."about", OLD."drafted_at", OLD."drafted_by_id", OLD."sent_at") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."person_id", NEW."data_class", NEW."case_id", NEW."about", NEW."drafted_at", NEW."drafted_by_id", NEW."sent_at"))', func='INSERT INTO "referrals_bundlechange" ("about", "case_id", "data_class", "drafted_at", "drafted_by_id", "id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "sent_at") VALUES (OLD."about", OLD."case_id", OLD."data_class", OLD."drafted_at", OLD."drafted_by_id", OLD."id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."programme_id", OLD."sent_at"); RETURN NULL;', hash='b12cfe824e7e489d0dc3ae9b26c2ae9dee0ea9b6', operation='UPDATE', pgid='pgtrigger_update_update_a693e', table='referrals_bundle', when='AFTER')),
                ),
                homeward.audit.operations.AddTrigger(
                    model_name='bundle',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "referrals_bundlechange" ("about", "case_id", "data_class", "drafted_at", "drafted_by_id", "id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "sent_at") VALUES (OLD."about", OLD."case_id", OLD."data_class", OLD."drafted_at", OLD."drafted_by_id", OLD."id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."programme_id", OLD."sent_at"); RETURN NULL;', hash='24424fcb20168f50e4f74c2d4031a9d0bca7a756', operation='DELETE', pgid='pgtrigger_delete_delete_90284', table='referrals_bundle', when='AFTER')),
                ),
                homeward.audit.operations.AddTrigger(
                    model_name='servicerequest',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."person_id", OLD."data_class", OLD."case_id", OLD."service_id", OLD."offer_id", OLD."status", OLD."text", OLD."asked_at", OLD."asked_by_id", OLD."reason", OLD."reply", OLD."answered_at", OLD."answered_by_id", OLD."referral_id") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."person_id", NEW."data_class", NEW."case_id", NEW."service_id", NEW."offer_id", NEW."status", NEW."text", NEW."asked_at", NEW."asked_by_id", NEW."reason", NEW."reply", NEW."answered_at", NEW."answered_by_id", NEW."referral_id"))', func='INSERT INTO "referrals_servicerequestchange" ("answered_at", "answered_by_id", "asked_at", "asked_by_id", "case_id", "data_class", "id", "offer_id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "reason", "referral_id", "reply", "service_id", "status", "text") VALUES (OLD."answered_at", OLD."answered_by_id", OLD."asked_at", OLD."asked_by_id", OLD."case_id", OLD."data_class", OLD."id", OLD."offer_id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."programme_id", OLD."reason", OLD."referral_id", OLD."reply", OLD."service_id", OLD."status", OLD."text"); RETURN NULL;', hash='ea5ed282da06f96f4069430dc26f1e33e6b96cc9', operation='UPDATE', pgid='pgtrigger_update_update_6e705', table='referrals_servicerequest', when='AFTER')),
                ),
                homeward.audit.operations.AddTrigger(
                    model_name='servicerequest',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "referrals_servicerequestchange" ("answered_at", "answered_by_id", "asked_at", "asked_by_id", "case_id", "data_class", "id", "offer_id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "reason", "referral_id", "reply", "service_id", "status", "text") VALUES (OLD."answered_at", OLD."answered_by_id", OLD."asked_at", OLD."asked_by_id", OLD."case_id", OLD."data_class", OLD."id", OLD."offer_id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."programme_id", OLD."reason", OLD."referral_id", OLD."reply", OLD."service_id", OLD."status", OLD."text"); RETURN NULL;', hash='3442010dd44413f358d3f61b3e32ba710aedeeb2', operation='DELETE', pgid='pgtrigger_delete_delete_a034a', table='referrals_servicerequest', when='AFTER')),
                ),
            ],
        ),
    ]
