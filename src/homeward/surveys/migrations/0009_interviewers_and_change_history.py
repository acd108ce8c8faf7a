"""Who is to hold a survey."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from homeward.audit import operations
from homeward.core.operations import Together


class Migration(migrations.Migration):
    dependencies = [
        ("surveys", "0008_topics"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                pgtrigger.migrations.RemoveTrigger(
                    model_name="wave",
                    name="update_update",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="wave",
                    name="delete_delete",
                ),
                migrations.AddField(
                    model_name="wave",
                    name="interviewer",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="wavechange",
                    name="interviewer",
                    field=models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                operations.AddTrigger(
                    model_name="wave",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."data_class", OLD."person_id", OLD."instrument_version_id", OLD."unit", OLD."project_id", OLD."area_id", OLD."case_id", OLD."instrument", OLD."kind", OLD."opens_on", OLD."closes_on", OLD."latest_on", OLD."status", OLD."not_done_reason", OLD."planned_at", OLD."planned_by_id", OLD."interviewer_id", OLD."draft", OLD."draft_at", OLD."draft_by_id", OLD."ended_at", OLD."ended_by_id") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."data_class", NEW."person_id", NEW."instrument_version_id", NEW."unit", NEW."project_id", NEW."area_id", NEW."case_id", NEW."instrument", NEW."kind", NEW."opens_on", NEW."closes_on", NEW."latest_on", NEW."status", NEW."not_done_reason", NEW."planned_at", NEW."planned_by_id", NEW."interviewer_id", NEW."draft", NEW."draft_at", NEW."draft_by_id", NEW."ended_at", NEW."ended_by_id"))',
                            func='INSERT INTO "surveys_wavechange" ("area_id", "case_id", "closes_on", "data_class", "draft", "draft_at", "draft_by_id", "ended_at", "ended_by_id", "id", "instrument", "instrument_version_id", "interviewer_id", "kind", "latest_on", "not_done_reason", "opens_on", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_at", "planned_by_id", "programme_id", "project_id", "status", "unit") VALUES (OLD."area_id", OLD."case_id", OLD."closes_on", OLD."data_class", OLD."draft", OLD."draft_at", OLD."draft_by_id", OLD."ended_at", OLD."ended_by_id", OLD."id", OLD."instrument", OLD."instrument_version_id", OLD."interviewer_id", OLD."kind", OLD."latest_on", OLD."not_done_reason", OLD."opens_on", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."planned_at", OLD."planned_by_id", OLD."programme_id", OLD."project_id", OLD."status", OLD."unit"); RETURN NULL;',
                            hash="fff6fe8db6bc94f9bb828148971c8eb491c57534",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_644ad",
                            table="surveys_wave",
                            when="AFTER",
                        ),
                    ),
                ),
                operations.AddTrigger(
                    model_name="wave",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "surveys_wavechange" ("area_id", "case_id", "closes_on", "data_class", "draft", "draft_at", "draft_by_id", "ended_at", "ended_by_id", "id", "instrument", "instrument_version_id", "interviewer_id", "kind", "latest_on", "not_done_reason", "opens_on", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_at", "planned_by_id", "programme_id", "project_id", "status", "unit") VALUES (OLD."area_id", OLD."case_id", OLD."closes_on", OLD."data_class", OLD."draft", OLD."draft_at", OLD."draft_by_id", OLD."ended_at", OLD."ended_by_id", OLD."id", OLD."instrument", OLD."instrument_version_id", OLD."interviewer_id", OLD."kind", OLD."latest_on", OLD."not_done_reason", OLD."opens_on", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."planned_at", OLD."planned_by_id", OLD."programme_id", OLD."project_id", OLD."status", OLD."unit"); RETURN NULL;',
                            hash="0f2aa18a22b1c787e08b665027509c5489bbcd1d",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_22fe2",
                            table="surveys_wave",
                            when="AFTER",
                        ),
                    ),
                ),
            ]
        ),
    ]
