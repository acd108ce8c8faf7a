"""PINs, openings and locks of links; the free places that answers keep."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from homeward.audit import operations
from homeward.core.operations import Together


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0009_roles"),
        ("offers", "0001_initial"),
        ("referrals", "0011_changed_at"),
        ("services", "0007_waits"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="PlacesTold",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("told_at", models.DateTimeField()),
                        ("places_free", models.PositiveIntegerField(null=True)),
                        (
                            "offer",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="offers.offer",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="access.organisation",
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="services.service",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["told_at", "pk"],
                        "indexes": [
                            models.Index(
                                fields=["organisation", "told_at"], name="places_told_by_org"
                            )
                        ],
                    },
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="answerlink",
                    name="update_update",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="answerlink",
                    name="delete_delete",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="referral",
                    name="update_update",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="referral",
                    name="delete_delete",
                ),
                migrations.AddField(
                    model_name="answerlink",
                    name="first_opened_at",
                    field=models.DateTimeField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="answerlink",
                    name="last_opened_at",
                    field=models.DateTimeField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="answerlink",
                    name="locked_at",
                    field=models.DateTimeField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="answerlink",
                    name="pin_hash",
                    field=models.CharField(blank=True, db_default="", default="", max_length=64),
                ),
                migrations.AddField(
                    model_name="answerlink",
                    name="times_opened",
                    field=models.PositiveIntegerField(db_default=0, default=0),
                ),
                migrations.AddField(
                    model_name="answerlink",
                    name="wrong_pins",
                    field=models.PositiveSmallIntegerField(db_default=0, default=0),
                ),
                migrations.AddField(
                    model_name="answerlinkchange",
                    name="locked_at",
                    field=models.DateTimeField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="referral",
                    name="attending_on",
                    field=models.DateField(
                        blank=True, null=True, verbose_name="still attending, said on"
                    ),
                ),
                migrations.AddField(
                    model_name="referral",
                    name="holds_place",
                    field=models.BooleanField(db_default=False, default=False, editable=False),
                ),
                migrations.AddField(
                    model_name="referralchange",
                    name="attending_on",
                    field=models.DateField(
                        blank=True, null=True, verbose_name="still attending, said on"
                    ),
                ),
                migrations.AddField(
                    model_name="referralchange",
                    name="holds_place",
                    field=models.BooleanField(db_default=False, default=False, editable=False),
                ),
                operations.AddTrigger(
                    model_name="answerlink",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."person_id", OLD."data_class", OLD."referral_id", OLD."token_hash", OLD."expires_at", OLD."revoked_at", OLD."made_at", OLD."made_by_id", OLD."locked_at") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."person_id", NEW."data_class", NEW."referral_id", NEW."token_hash", NEW."expires_at", NEW."revoked_at", NEW."made_at", NEW."made_by_id", NEW."locked_at"))',
                            func='INSERT INTO "referrals_answerlinkchange" ("data_class", "expires_at", "id", "locked_at", "made_at", "made_by_id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "referral_id", "revoked_at", "token_hash") VALUES (OLD."data_class", OLD."expires_at", OLD."id", OLD."locked_at", OLD."made_at", OLD."made_by_id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."programme_id", OLD."referral_id", OLD."revoked_at", OLD."token_hash"); RETURN NULL;',
                            hash="333a52bf06c2fa378dbbd300780f491d8e5aac4f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_67589",
                            table="referrals_answerlink",
                            when="AFTER",
                        ),
                    ),
                ),
                operations.AddTrigger(
                    model_name="answerlink",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "referrals_answerlinkchange" ("data_class", "expires_at", "id", "locked_at", "made_at", "made_by_id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "referral_id", "revoked_at", "token_hash") VALUES (OLD."data_class", OLD."expires_at", OLD."id", OLD."locked_at", OLD."made_at", OLD."made_by_id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."programme_id", OLD."referral_id", OLD."revoked_at", OLD."token_hash"); RETURN NULL;',
                            hash="73c0fea90357d07d3c74ecfcc81d12109d4911a8",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_673f2",
                            table="referrals_answerlink",
                            when="AFTER",
                        ),
                    ),
                ),
                operations.AddTrigger(
                    model_name="referral",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."person_id", OLD."data_class", OLD."number", OLD."case_id", OLD."line_id", OLD."service_id", OLD."offer_id", OLD."bundle_id", OLD."receiver_org_id", OLD."previous_id", OLD."status", OLD."drafted_at", OLD."drafted_by_id", OLD."sent_at", OLD."answer_due_on", OLD."answered_at", OLD."decline_reason", OLD."look_again_on", OLD."first_day", OLD."received_by", OLD."answer_text", OLD."started_on", OLD."expected_end_on", OLD."outcome", OLD."outcome_on", OLD."outcome_text", OLD."person_says", OLD."person_said_way", OLD."person_said_at", OLD."person_said_to_id", OLD."person_text", OLD."withdraw_reason", OLD."expire_reason", OLD."ended_on", OLD."holds_place", OLD."attending_on") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."person_id", NEW."data_class", NEW."number", NEW."case_id", NEW."line_id", NEW."service_id", NEW."offer_id", NEW."bundle_id", NEW."receiver_org_id", NEW."previous_id", NEW."status", NEW."drafted_at", NEW."drafted_by_id", NEW."sent_at", NEW."answer_due_on", NEW."answered_at", NEW."decline_reason", NEW."look_again_on", NEW."first_day", NEW."received_by", NEW."answer_text", NEW."started_on", NEW."expected_end_on", NEW."outcome", NEW."outcome_on", NEW."outcome_text", NEW."person_says", NEW."person_said_way", NEW."person_said_at", NEW."person_said_to_id", NEW."person_text", NEW."withdraw_reason", NEW."expire_reason", NEW."ended_on", NEW."holds_place", NEW."attending_on"))',
                            func='INSERT INTO "referrals_referralchange" ("answer_due_on", "answer_text", "answered_at", "attending_on", "bundle_id", "case_id", "data_class", "decline_reason", "drafted_at", "drafted_by_id", "ended_on", "expected_end_on", "expire_reason", "first_day", "holds_place", "id", "line_id", "look_again_on", "number", "offer_id", "outcome", "outcome_on", "outcome_text", "owner_org_id", "person_id", "person_said_at", "person_said_to_id", "person_said_way", "person_says", "person_text", "pgh_created_at", "pgh_label", "pgh_obj_id", "previous_id", "programme_id", "received_by", "receiver_org_id", "sent_at", "service_id", "started_on", "status", "withdraw_reason") VALUES (OLD."answer_due_on", OLD."answer_text", OLD."answered_at", OLD."attending_on", OLD."bundle_id", OLD."case_id", OLD."data_class", OLD."decline_reason", OLD."drafted_at", OLD."drafted_by_id", OLD."ended_on", OLD."expected_end_on", OLD."expire_reason", OLD."first_day", OLD."holds_place", OLD."id", OLD."line_id", OLD."look_again_on", OLD."number", OLD."offer_id", OLD."outcome", OLD."outcome_on", OLD."outcome_text", OLD."owner_org_id", OLD."person_id", OLD."person_said_at", OLD."person_said_to_id", OLD."person_said_way", OLD."person_says", OLD."person_text", clock_timestamp(), \'update\', OLD."id", OLD."previous_id", OLD."programme_id", OLD."received_by", OLD."receiver_org_id", OLD."sent_at", OLD."service_id", OLD."started_on", OLD."status", OLD."withdraw_reason"); RETURN NULL;',
                            hash="b8155e2f53af2346e44ed4439b8c8ba287db66e3",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_223e7",
                            table="referrals_referral",
                            when="AFTER",
                        ),
                    ),
                ),
                operations.AddTrigger(
                    model_name="referral",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "referrals_referralchange" ("answer_due_on", "answer_text", "answered_at", "attending_on", "bundle_id", "case_id", "data_class", "decline_reason", "drafted_at", "drafted_by_id", "ended_on", "expected_end_on", "expire_reason", "first_day", "holds_place", "id", "line_id", "look_again_on", "number", "offer_id", "outcome", "outcome_on", "outcome_text", "owner_org_id", "person_id", "person_said_at", "person_said_to_id", "person_said_way", "person_says", "person_text", "pgh_created_at", "pgh_label", "pgh_obj_id", "previous_id", "programme_id", "received_by", "receiver_org_id", "sent_at", "service_id", "started_on", "status", "withdraw_reason") VALUES (OLD."answer_due_on", OLD."answer_text", OLD."answered_at", OLD."attending_on", OLD."bundle_id", OLD."case_id", OLD."data_class", OLD."decline_reason", OLD."drafted_at", OLD."drafted_by_id", OLD."ended_on", OLD."expected_end_on", OLD."expire_reason", OLD."first_day", OLD."holds_place", OLD."id", OLD."line_id", OLD."look_again_on", OLD."number", OLD."offer_id", OLD."outcome", OLD."outcome_on", OLD."outcome_text", OLD."owner_org_id", OLD."person_id", OLD."person_said_at", OLD."person_said_to_id", OLD."person_said_way", OLD."person_says", OLD."person_text", clock_timestamp(), \'delete\', OLD."id", OLD."previous_id", OLD."programme_id", OLD."received_by", OLD."receiver_org_id", OLD."sent_at", OLD."service_id", OLD."started_on", OLD."status", OLD."withdraw_reason"); RETURN NULL;',
                            hash="b41e6cb2c3d65de1501f882e0a89e5b668637ce8",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e24da",
                            table="referrals_referral",
                            when="AFTER",
                        ),
                    ),
                ),
            ]
        )
    ]
