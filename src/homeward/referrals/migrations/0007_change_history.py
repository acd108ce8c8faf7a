"""The change history: what each row was before a change, its triggers, and who sees it."""

import django.db.models.deletion
import pgtrigger.compiler
import uuid
from django.conf import settings
from django.db import migrations, models

from homeward.audit import operations
from homeward.core.operations import Together


GUARD = """
select audit_guard_history('referrals_answerlinkchange', 'person_id');
select audit_guard_history('referrals_referralchange', 'person_id');
select audit_guard_history('referrals_sharedfactchange', 'person_id');
select audit_guard_history('referrals_statuschangechange', 'person_id');
"""
UNGUARD = """
select audit_unguard_history('referrals_answerlinkchange');
select audit_unguard_history('referrals_referralchange');
select audit_unguard_history('referrals_sharedfactchange');
select audit_unguard_history('referrals_statuschangechange');
"""


class Migration(migrations.Migration):

    dependencies = [
        ("access", "0007_choices"),
        ("cases", "0009_change_history"),
        ("persons", "0011_change_history"),
        ("plans", "0004_change_history"),
        ("programmes", "0001_initial"),
        ("referrals", "0006_withdrawal_policies"),
        ("services", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='AnswerLinkChange',
                fields=[
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('pgh_by_kind', models.CharField(db_default=models.Func(function='gate_kind', output_field=models.CharField()), max_length=10)),
                    ('pgh_by', models.BigIntegerField(db_default=models.Func(function='gate_user', output_field=models.BigIntegerField()), null=True)),
                    ('pgh_by_org', models.IntegerField(db_default=models.Func(function='gate_org', output_field=models.IntegerField()), null=True)),
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                    ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=4, editable=False)),
                    ('token_hash', models.CharField(max_length=64)),
                    ('expires_at', models.DateTimeField()),
                    ('revoked_at', models.DateTimeField(blank=True, null=True)),
                    ('made_at', models.DateTimeField()),
                    ('made_by', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('owner_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                    ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.person')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='referrals.answerlink')),
                    ('programme', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme')),
                    ('referral', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='referrals.referral')),
                ],
                options={
                    'abstract': False,
                    'indexes': [models.Index(fields=['person'], name='answerlink_changes')],
                },
            ),
            migrations.CreateModel(
                name='ReferralChange',
                fields=[
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('pgh_by_kind', models.CharField(db_default=models.Func(function='gate_kind', output_field=models.CharField()), max_length=10)),
                    ('pgh_by', models.BigIntegerField(db_default=models.Func(function='gate_user', output_field=models.BigIntegerField()), null=True)),
                    ('pgh_by_org', models.IntegerField(db_default=models.Func(function='gate_org', output_field=models.IntegerField()), null=True)),
                    ('received_by', models.BinaryField(db_column='received_by', default=b'')),
                    ('answer_text', models.BinaryField(db_column='answer_text', default=b'')),
                    ('outcome_text', models.BinaryField(db_column='outcome_text', default=b'')),
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                    ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=4, editable=False)),
                    ('number', models.CharField(max_length=20, verbose_name='number')),
                    ('status', models.CharField(choices=[('draft', 'Draft'), ('sent', 'Sent, no answer yet'), ('accepted', 'Accepted'), ('declined', 'Declined'), ('completed', 'Completed'), ('not_completed', 'Not completed'), ('withdrawn', 'Withdrawn')], default='draft', max_length=15)),
                    ('drafted_at', models.DateTimeField()),
                    ('sent_at', models.DateTimeField(blank=True, null=True)),
                    ('answer_due_on', models.DateField(blank=True, null=True, verbose_name='answer by')),
                    ('answered_at', models.DateTimeField(blank=True, null=True)),
                    ('decline_reason', models.CharField(blank=True, choices=[('no_places', 'No places free'), ('not_eligible', 'Does not meet the criteria'), ('wrong_service', 'We do not offer this'), ('too_far', 'Too far for the person'), ('dates', 'The dates do not meet'), ('wrong_receiver', 'The request reached the wrong organisation')], max_length=20)),
                    ('first_day', models.DateField(blank=True, null=True, verbose_name='first day')),
                    ('outcome', models.CharField(blank=True, choices=[('certificate', 'Finished, with a certificate'), ('finished', 'Finished as planned'), ('employed', 'In work'), ('enrolled', 'Enrolled'), ('treated', 'Treated or cared for'), ('left_early', 'Left early'), ('never_came', 'Never came'), ('not_delivered', 'We could not deliver the service')], max_length=20)),
                    ('outcome_on', models.DateField(blank=True, null=True)),
                    ('withdraw_reason', models.CharField(blank=True, choices=[('person_wish', 'The person no longer wishes it'), ('other_place', 'Another place was found'), ('mistake', 'Sent by mistake'), ('consent_withdrawn', 'The consent was withdrawn')], max_length=20)),
                    ('ended_on', models.DateField(blank=True, null=True)),
                    ('case', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cases.case')),
                    ('drafted_by', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('line', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='plans.planline')),
                    ('owner_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                    ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.person')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='referrals.referral')),
                    ('previous', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='referrals.referral')),
                    ('programme', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme')),
                    ('receiver_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                    ('service', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='services.service')),
                ],
                options={
                    'abstract': False,
                    'indexes': [models.Index(fields=['person'], name='referral_changes')],
                },
            ),
            migrations.CreateModel(
                name='SharedFactChange',
                fields=[
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('pgh_by_kind', models.CharField(db_default=models.Func(function='gate_kind', output_field=models.CharField()), max_length=10)),
                    ('pgh_by', models.BigIntegerField(db_default=models.Func(function='gate_user', output_field=models.BigIntegerField()), null=True)),
                    ('pgh_by_org', models.IntegerField(db_default=models.Func(function='gate_org', output_field=models.IntegerField()), null=True)),
                    ('value', models.BinaryField(db_column='value', default=b'')),
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                    ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')])),
                    ('position', models.PositiveSmallIntegerField(default=0)),
                    ('kind', models.CharField(max_length=20)),
                    ('said_by', models.CharField(blank=True, max_length=20)),
                    ('said_on', models.DateField(blank=True, null=True)),
                    ('confirmed_on', models.DateField(blank=True, null=True)),
                    ('after_acceptance', models.BooleanField(default=False)),
                    ('owner_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                    ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.person')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='referrals.sharedfact')),
                    ('programme', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme')),
                    ('receiver_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                    ('referral', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='referrals.referral')),
                ],
                options={
                    'abstract': False,
                    'indexes': [models.Index(fields=['person'], name='sharedfact_changes')],
                },
            ),
            migrations.CreateModel(
                name='StatusChangeChange',
                fields=[
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('pgh_by_kind', models.CharField(db_default=models.Func(function='gate_kind', output_field=models.CharField()), max_length=10)),
                    ('pgh_by', models.BigIntegerField(db_default=models.Func(function='gate_user', output_field=models.BigIntegerField()), null=True)),
                    ('pgh_by_org', models.IntegerField(db_default=models.Func(function='gate_org', output_field=models.IntegerField()), null=True)),
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                    ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=4, editable=False)),
                    ('to', models.CharField(choices=[('draft', 'Draft'), ('sent', 'Sent, no answer yet'), ('accepted', 'Accepted'), ('declined', 'Declined'), ('completed', 'Completed'), ('not_completed', 'Not completed'), ('withdrawn', 'Withdrawn')], max_length=15)),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('owner_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                    ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.person')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='referrals.statuschange')),
                    ('programme', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme')),
                    ('receiver_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                    ('referral', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='referrals.referral')),
                ],
                options={
                    'abstract': False,
                    'indexes': [models.Index(fields=['person'], name='statuschange_changes')],
                },
            ),
            operations.AddTrigger(
                model_name='answerlink',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."person_id", OLD."data_class", OLD."referral_id", OLD."token_hash", OLD."expires_at", OLD."revoked_at", OLD."made_at", OLD."made_by_id") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."person_id", NEW."data_class", NEW."referral_id", NEW."token_hash", NEW."expires_at", NEW."revoked_at", NEW."made_at", NEW."made_by_id"))', func='INSERT INTO "referrals_answerlinkchange" ("data_class", "expires_at", "id", "made_at", "made_by_id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "referral_id", "revoked_at", "token_hash") VALUES (OLD."data_class", OLD."expires_at", OLD."id", OLD."made_at", OLD."made_by_id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."programme_id", OLD."referral_id", OLD."revoked_at", OLD."token_hash"); RETURN NULL;', hash='ed601eca89956307218e1bae0dd08b1177c6b7e5', operation='UPDATE', pgid='pgtrigger_update_update_67589', table='referrals_answerlink', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='answerlink',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "referrals_answerlinkchange" ("data_class", "expires_at", "id", "made_at", "made_by_id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "referral_id", "revoked_at", "token_hash") VALUES (OLD."data_class", OLD."expires_at", OLD."id", OLD."made_at", OLD."made_by_id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."programme_id", OLD."referral_id", OLD."revoked_at", OLD."token_hash"); RETURN NULL;', hash='721602dba94b07f1116f1c79b3f42b9bbb77e6a8', operation='DELETE', pgid='pgtrigger_delete_delete_673f2', table='referrals_answerlink', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='referral',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."person_id", OLD."data_class", OLD."number", OLD."case_id", OLD."line_id", OLD."service_id", OLD."receiver_org_id", OLD."previous_id", OLD."status", OLD."drafted_at", OLD."drafted_by_id", OLD."sent_at", OLD."answer_due_on", OLD."answered_at", OLD."decline_reason", OLD."first_day", OLD."received_by", OLD."answer_text", OLD."outcome", OLD."outcome_on", OLD."outcome_text", OLD."withdraw_reason", OLD."ended_on") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."person_id", NEW."data_class", NEW."number", NEW."case_id", NEW."line_id", NEW."service_id", NEW."receiver_org_id", NEW."previous_id", NEW."status", NEW."drafted_at", NEW."drafted_by_id", NEW."sent_at", NEW."answer_due_on", NEW."answered_at", NEW."decline_reason", NEW."first_day", NEW."received_by", NEW."answer_text", NEW."outcome", NEW."outcome_on", NEW."outcome_text", NEW."withdraw_reason", NEW."ended_on"))', func='INSERT INTO "referrals_referralchange" ("answer_due_on", "answer_text", "answered_at", "case_id", "data_class", "decline_reason", "drafted_at", "drafted_by_id", "ended_on", "first_day", "id", "line_id", "number", "outcome", "outcome_on", "outcome_text", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "previous_id", "programme_id", "received_by", "receiver_org_id", "sent_at", "service_id", "status", "withdraw_reason") VALUES (OLD."answer_due_on", OLD."answer_text", OLD."answered_at", OLD."case_id", OLD."data_class", OLD."decline_reason", OLD."drafted_at", OLD."drafted_by_id", OLD."ended_on", OLD."first_day", OLD."id", OLD."line_id", OLD."number", OLD."outcome", OLD."outcome_on", OLD."outcome_text", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."previous_id", OLD."programme_id", OLD."received_by", OLD."receiver_org_id", OLD."sent_at", OLD."service_id", OLD."status", OLD."withdraw_reason"); RETURN NULL;', hash='adff702355a032640c749c102cf9e493f1373598', operation='UPDATE', pgid='pgtrigger_update_update_223e7', table='referrals_referral', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='referral',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "referrals_referralchange" ("answer_due_on", "answer_text", "answered_at", "case_id", "data_class", "decline_reason", "drafted_at", "drafted_by_id", "ended_on", "first_day", "id", "line_id", "number", "outcome", "outcome_on", "outcome_text", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "previous_id", "programme_id", "received_by", "receiver_org_id", "sent_at", "service_id", "status", "withdraw_reason") VALUES (OLD."answer_due_on", OLD."answer_text", OLD."answered_at", OLD."case_id", OLD."data_class", OLD."decline_reason", OLD."drafted_at", OLD."drafted_by_id", OLD."ended_on", OLD."first_day", OLD."id", OLD."line_id", OLD."number", OLD."outcome", OLD."outcome_on", OLD."outcome_text", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."previous_id", OLD."programme_id", OLD."received_by", OLD."receiver_org_id", OLD."sent_at", OLD."service_id", OLD."status", OLD."withdraw_reason"); RETURN NULL;', hash='3fa72ff9e362ffca1b0832a3d23bf06281f2a270', operation='DELETE', pgid='pgtrigger_delete_delete_e24da', table='referrals_referral', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='sharedfact',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."person_id", OLD."referral_id", OLD."receiver_org_id", OLD."data_class", OLD."position", OLD."kind", OLD."value", OLD."said_by", OLD."said_on", OLD."confirmed_on", OLD."after_acceptance") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."person_id", NEW."referral_id", NEW."receiver_org_id", NEW."data_class", NEW."position", NEW."kind", NEW."value", NEW."said_by", NEW."said_on", NEW."confirmed_on", NEW."after_acceptance"))', func='INSERT INTO "referrals_sharedfactchange" ("after_acceptance", "confirmed_on", "data_class", "id", "kind", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "programme_id", "receiver_org_id", "referral_id", "said_by", "said_on", "value") VALUES (OLD."after_acceptance", OLD."confirmed_on", OLD."data_class", OLD."id", OLD."kind", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."position", OLD."programme_id", OLD."receiver_org_id", OLD."referral_id", OLD."said_by", OLD."said_on", OLD."value"); RETURN NULL;', hash='01d76d4304c79f12cf6044f8a87a75621fc796d7', operation='UPDATE', pgid='pgtrigger_update_update_5ca38', table='referrals_sharedfact', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='sharedfact',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "referrals_sharedfactchange" ("after_acceptance", "confirmed_on", "data_class", "id", "kind", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "programme_id", "receiver_org_id", "referral_id", "said_by", "said_on", "value") VALUES (OLD."after_acceptance", OLD."confirmed_on", OLD."data_class", OLD."id", OLD."kind", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."position", OLD."programme_id", OLD."receiver_org_id", OLD."referral_id", OLD."said_by", OLD."said_on", OLD."value"); RETURN NULL;', hash='fd805e8321dbc9f7f30156b835aef73deb9568d1', operation='DELETE', pgid='pgtrigger_delete_delete_48189', table='referrals_sharedfact', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='statuschange',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."person_id", OLD."data_class", OLD."referral_id", OLD."receiver_org_id", OLD."to", OLD."at", OLD."by_id") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."person_id", NEW."data_class", NEW."referral_id", NEW."receiver_org_id", NEW."to", NEW."at", NEW."by_id"))', func='INSERT INTO "referrals_statuschangechange" ("at", "by_id", "data_class", "id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "receiver_org_id", "referral_id", "to") VALUES (OLD."at", OLD."by_id", OLD."data_class", OLD."id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."programme_id", OLD."receiver_org_id", OLD."referral_id", OLD."to"); RETURN NULL;', hash='d2b2e11c686a9e13f95123d73474fe8b62e009f4', operation='UPDATE', pgid='pgtrigger_update_update_ee690', table='referrals_statuschange', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='statuschange',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "referrals_statuschangechange" ("at", "by_id", "data_class", "id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "receiver_org_id", "referral_id", "to") VALUES (OLD."at", OLD."by_id", OLD."data_class", OLD."id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."programme_id", OLD."receiver_org_id", OLD."referral_id", OLD."to"); RETURN NULL;', hash='3ad99cf1c2322739c4b1e7a2ed00ae76efb295d3', operation='DELETE', pgid='pgtrigger_delete_delete_fa343', table='referrals_statuschange', when='AFTER')),
            ),
        ]),
        migrations.RunSQL(GUARD, UNGUARD),
    ]
