"""Who left again after a return, and its change history."""

import django.contrib.postgres.fields
import django.db.models.deletion
import homeward.access.fields
import homeward.access.scope
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models

from homeward.core.operations import Together


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0009_roles"),
        ("cases", "0019_recent_stages"),
        ("persons", "0012_named_grounds"),
        ("places", "0009_points_of_entry"),
        ("programmes", "0014_shipped_ways"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together([
        migrations.CreateModel(
            name="LeavingAgain",
            fields=[
                (
                    "shared_with",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(), default=list, editable=False, size=None
                    ),
                ),
                ("shared_until", models.DateField(default="9999-12-31", editable=False)),
                ("sealed", models.BooleanField(db_default=False, default=False, editable=False)),
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "scope",
                    models.GeneratedField(
                        db_persist=True,
                        expression=homeward.access.scope.GateScope(
                            models.F("owner_org_id"),
                            models.F("programme_id"),
                            models.F("data_class"),
                            output_field=models.IntegerField(),
                        ),
                        output_field=models.BigIntegerField(),
                    ),
                ),
                (
                    "data_class",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Identity"),
                            (2, "Contact"),
                            (3, "Profile"),
                            (4, "Case"),
                            (5, "Health"),
                            (6, "Protection"),
                            (7, "Asylum"),
                            (8, "Legal"),
                            (9, "Finance"),
                            (10, "Survey"),
                        ],
                        default=4,
                        editable=False,
                    ),
                ),
                ("left_on", models.DateField(verbose_name="left on")),
                (
                    "day_is_known",
                    models.BooleanField(default=True, verbose_name="the day is known exactly"),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("regular", "By a regular channel: visa, permit, free movement"),
                            ("irregular", "Without papers for the journey"),
                            ("unknown", "How is not known"),
                        ],
                        max_length=10,
                        verbose_name="how",
                    ),
                ),
                (
                    "said_by",
                    models.CharField(
                        choices=[
                            ("person", "the person"),
                            ("family", "a family member"),
                            ("document", "a document"),
                            ("organisation", "an organisation"),
                        ],
                        max_length=12,
                        verbose_name="who says so",
                    ),
                ),
                ("said_on", models.DateField(verbose_name="said on")),
                (
                    "told",
                    homeward.access.fields.EncryptedTextField(
                        blank=True, default="", verbose_name="what was told"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("taken_back_at", models.DateTimeField(blank=True, null=True)),
                (
                    "taken_back_because",
                    homeward.access.fields.EncryptedTextField(
                        blank=True, default="", verbose_name="why it is taken back"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leavings",
                        to="cases.case",
                    ),
                ),
                (
                    "owner_org",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="persons.person",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programmes.programme",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "taken_back_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "to_country",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.country",
                        verbose_name="to which country",
                    ),
                ),
            ],
            options={
                "ordering": ["-left_on"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LeavingAgainChange",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "pgh_by_kind",
                    models.CharField(
                        db_default=models.Func(
                            function="gate_kind", output_field=models.CharField()
                        ),
                        max_length=10,
                    ),
                ),
                (
                    "pgh_by",
                    models.BigIntegerField(
                        db_default=models.Func(
                            function="gate_user", output_field=models.BigIntegerField()
                        ),
                        null=True,
                    ),
                ),
                (
                    "pgh_by_org",
                    models.IntegerField(
                        db_default=models.Func(
                            function="gate_org", output_field=models.IntegerField()
                        ),
                        null=True,
                    ),
                ),
                ("told", models.BinaryField(db_column="told", default=b"")),
                (
                    "taken_back_because",
                    models.BinaryField(db_column="taken_back_because", default=b""),
                ),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                (
                    "data_class",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Identity"),
                            (2, "Contact"),
                            (3, "Profile"),
                            (4, "Case"),
                            (5, "Health"),
                            (6, "Protection"),
                            (7, "Asylum"),
                            (8, "Legal"),
                            (9, "Finance"),
                            (10, "Survey"),
                        ],
                        default=4,
                        editable=False,
                    ),
                ),
                ("left_on", models.DateField(verbose_name="left on")),
                (
                    "day_is_known",
                    models.BooleanField(default=True, verbose_name="the day is known exactly"),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("regular", "By a regular channel: visa, permit, free movement"),
                            ("irregular", "Without papers for the journey"),
                            ("unknown", "How is not known"),
                        ],
                        max_length=10,
                        verbose_name="how",
                    ),
                ),
                (
                    "said_by",
                    models.CharField(
                        choices=[
                            ("person", "the person"),
                            ("family", "a family member"),
                            ("document", "a document"),
                            ("organisation", "an organisation"),
                        ],
                        max_length=12,
                        verbose_name="who says so",
                    ),
                ),
                ("said_on", models.DateField(verbose_name="said on")),
                ("recorded_at", models.DateTimeField()),
                ("taken_back_at", models.DateTimeField(blank=True, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
                (
                    "owner_org",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="access.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="persons.person",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.leavingagain",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programmes.programme",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "taken_back_by",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "to_country",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="places.country",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="leavingagain",
            index=models.Index(fields=["scope"], name="leavingagain_scope"),
        ),
        migrations.AddConstraint(
            model_name="leavingagain",
            constraint=models.UniqueConstraint(
                condition=models.Q(("taken_back_at__isnull", True)),
                fields=("owner_org", "case", "person"),
                name="person_leaves_again_once_after_a_return",
            ),
        ),
        migrations.AddConstraint(
            model_name="leavingagain",
            constraint=models.CheckConstraint(
                condition=models.Q(("said_on__gte", models.F("left_on"))),
                name="leaving_is_told_after_it_happened",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="leavingagain",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."person_id", OLD."data_class", OLD."case_id", OLD."left_on", OLD."day_is_known", OLD."channel", OLD."to_country_id", OLD."said_by", OLD."said_on", OLD."told", OLD."recorded_by_id", OLD."recorded_at", OLD."taken_back_at", OLD."taken_back_by_id", OLD."taken_back_because") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."person_id", NEW."data_class", NEW."case_id", NEW."left_on", NEW."day_is_known", NEW."channel", NEW."to_country_id", NEW."said_by", NEW."said_on", NEW."told", NEW."recorded_by_id", NEW."recorded_at", NEW."taken_back_at", NEW."taken_back_by_id", NEW."taken_back_because"))',
                    func='INSERT INTO "cases_leavingagainchange" ("case_id", "channel", "data_class", "day_is_known", "id", "left_on", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "recorded_at", "recorded_by_id", "said_by", "said_on", "taken_back_at", "taken_back_because", "taken_back_by_id", "to_country_id", "told") VALUES (OLD."case_id", OLD."channel", OLD."data_class", OLD."day_is_known", OLD."id", OLD."left_on", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."programme_id", OLD."recorded_at", OLD."recorded_by_id", OLD."said_by", OLD."said_on", OLD."taken_back_at", OLD."taken_back_because", OLD."taken_back_by_id", OLD."to_country_id", OLD."told"); RETURN NULL;',
                    hash="5b39d91e599d22364f9241ee79cdc5d235facf27",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_67880",
                    table="cases_leavingagain",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="leavingagain",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_leavingagainchange" ("case_id", "channel", "data_class", "day_is_known", "id", "left_on", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "recorded_at", "recorded_by_id", "said_by", "said_on", "taken_back_at", "taken_back_because", "taken_back_by_id", "to_country_id", "told") VALUES (OLD."case_id", OLD."channel", OLD."data_class", OLD."day_is_known", OLD."id", OLD."left_on", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."programme_id", OLD."recorded_at", OLD."recorded_by_id", OLD."said_by", OLD."said_on", OLD."taken_back_at", OLD."taken_back_because", OLD."taken_back_by_id", OLD."to_country_id", OLD."told"); RETURN NULL;',
                    hash="270ed898af17eab821f10f3837bff274c3e529da",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b239b",
                    table="cases_leavingagain",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="leavingagainchange",
            index=models.Index(fields=["person"], name="leavingagain_changes"),
        ),
        ])
    ]
