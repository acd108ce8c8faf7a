"""An arrival names a known point of entry; its change history does too."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models
from homeward.core.operations import Together


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0014_who_works"),
        ("places", "0009_points_of_entry"),
    ]

    operations = [
        Together([pgtrigger.migrations.RemoveTrigger(
            model_name="arrival",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="arrival",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="arrival",
            name="entry",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="places.pointofentry",
            ),
        ),
        migrations.AddField(
            model_name="arrivalchange",
            name="entry",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="places.pointofentry",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="arrival",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."person_id", OLD."data_class", OLD."case_id", OLD."reference", OLD."reception_org_id", OLD."case_org_id", OLD."status", OLD."expected_at", OLD."flight", OLD."from_place", OLD."point_of_entry", OLD."entry_id", OLD."onward_to", OLD."adults", OLD."children", OLD."languages", OLD."needs", OLD."prepared", OLD."announced_at", OLD."announced_by_id", OLD."confirmed_at", OLD."confirmed_by_id", OLD."arrived_adults", OLD."arrived_children", OLD."remark") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."person_id", NEW."data_class", NEW."case_id", NEW."reference", NEW."reception_org_id", NEW."case_org_id", NEW."status", NEW."expected_at", NEW."flight", NEW."from_place", NEW."point_of_entry", NEW."entry_id", NEW."onward_to", NEW."adults", NEW."children", NEW."languages", NEW."needs", NEW."prepared", NEW."announced_at", NEW."announced_by_id", NEW."confirmed_at", NEW."confirmed_by_id", NEW."arrived_adults", NEW."arrived_children", NEW."remark"))',
                    func='INSERT INTO "cases_arrivalchange" ("adults", "announced_at", "announced_by_id", "arrived_adults", "arrived_children", "case_id", "case_org_id", "children", "confirmed_at", "confirmed_by_id", "data_class", "entry_id", "expected_at", "flight", "from_place", "id", "languages", "needs", "onward_to", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "point_of_entry", "prepared", "programme_id", "reception_org_id", "reference", "remark", "status") VALUES (OLD."adults", OLD."announced_at", OLD."announced_by_id", OLD."arrived_adults", OLD."arrived_children", OLD."case_id", OLD."case_org_id", OLD."children", OLD."confirmed_at", OLD."confirmed_by_id", OLD."data_class", OLD."entry_id", OLD."expected_at", OLD."flight", OLD."from_place", OLD."id", OLD."languages", OLD."needs", OLD."onward_to", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."point_of_entry", OLD."prepared", OLD."programme_id", OLD."reception_org_id", OLD."reference", OLD."remark", OLD."status"); RETURN NULL;',
                    hash="1db7dace4a9a6078c5df7349c044558f10474a2e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3dfdf",
                    table="cases_arrival",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="arrival",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_arrivalchange" ("adults", "announced_at", "announced_by_id", "arrived_adults", "arrived_children", "case_id", "case_org_id", "children", "confirmed_at", "confirmed_by_id", "data_class", "entry_id", "expected_at", "flight", "from_place", "id", "languages", "needs", "onward_to", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "point_of_entry", "prepared", "programme_id", "reception_org_id", "reference", "remark", "status") VALUES (OLD."adults", OLD."announced_at", OLD."announced_by_id", OLD."arrived_adults", OLD."arrived_children", OLD."case_id", OLD."case_org_id", OLD."children", OLD."confirmed_at", OLD."confirmed_by_id", OLD."data_class", OLD."entry_id", OLD."expected_at", OLD."flight", OLD."from_place", OLD."id", OLD."languages", OLD."needs", OLD."onward_to", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."point_of_entry", OLD."prepared", OLD."programme_id", OLD."reception_org_id", OLD."reference", OLD."remark", OLD."status"); RETURN NULL;',
                    hash="38fcf3663d4eae5ab1ef8a5cc3df96930d4059a9",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1c341",
                    table="cases_arrival",
                    when="AFTER",
                ),
            ),
        )]),
    ]
