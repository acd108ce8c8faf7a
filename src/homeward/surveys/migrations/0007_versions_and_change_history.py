"""Waves, answers and scores name the version of their instrument; answers know how they came.

What was kept before was by instrument and version in letters, of the sheets that come with the
software.
"""

import django.db.models.deletion
import homeward.access.fields
import homeward.surveys.models
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from homeward.core.operations import Together

# History tables have the same columns as the rows they are of.
TABLES = ("wave", "wavechange", "score", "scorechange")
ANSWERS = ("submission", "submissionchange")
SETTLED = "set constraints all immediate; set constraints all deferred;\n"

FILL = (
    "".join(
        f"""
update surveys_{table} r set instrument_version_id = v.id
from surveys_instrumentversion v join surveys_instrument i on i.id = v.instrument_id
where i.code = r.instrument and v.version = r.version;
"""
        for table in TABLES
    )
    + "".join(
        f"""
update surveys_{table} s set instrument_version_id = w.instrument_version_id,
    case_id = w.case_id, instance_id = 'uuid:' || s.id,
    score_id = (select c.id from surveys_score c where c.wave_id = s.wave_id)
from surveys_wave w where w.id = s.wave_id;
"""
        for table in ANSWERS
    )
    + SETTLED
)
UNFILL = (
    "".join(
        f"""
update surveys_{table} r set version = v.version
from surveys_instrumentversion v where v.id = r.instrument_version_id;
"""
        for table in TABLES
    )
    + SETTLED
)

GROUPS = """
drop policy case_is_seen on surveys_wave;
create policy case_is_seen on surveys_wave as restrictive for insert
    with check (case_id is null or gate_sees_case(case_id));
drop policy wave_is_seen on surveys_submission;
create policy wave_is_seen on surveys_submission as restrictive for insert with check (
    (wave_id is null or exists (select 1 from surveys_wave w where w.id = wave_id offset 0))
    and (case_id is null or gate_sees_case(case_id)));
drop policy wave_is_seen on surveys_score;
create policy wave_is_seen on surveys_score as restrictive for insert with check (
    wave_id is null or exists (select 1 from surveys_wave w where w.id = wave_id offset 0));

-- About a project, a community or somebody who is not registered: the organisation's own rows.
create policy written_of_nobody on surveys_wave for insert with check (
    person_id is null and owner_org_id = (select gate_org())
    and data_class = any ((select gate_classes())::smallint[])
    and (project_id is null
         or exists (select 1 from collectives_project p where p.id = project_id offset 0)));
create policy written_of_nobody on surveys_submission for insert with check (
    person_id is null and owner_org_id = (select gate_org())
    and data_class = any ((select gate_classes())::smallint[])
    and (project_id is null
         or exists (select 1 from collectives_project p where p.id = project_id offset 0)));
create policy written_of_nobody on surveys_score for insert with check (
    person_id is null and owner_org_id = (select gate_org())
    and data_class = any ((select gate_classes())::smallint[]));
"""
UNGROUP = """
drop policy written_of_nobody on surveys_wave;
drop policy written_of_nobody on surveys_submission;
drop policy written_of_nobody on surveys_score;
drop policy case_is_seen on surveys_wave;
create policy case_is_seen on surveys_wave as restrictive for insert
    with check (gate_sees_case(case_id));
drop policy wave_is_seen on surveys_submission;
create policy wave_is_seen on surveys_submission as restrictive for insert
    with check (exists (select 1 from surveys_wave w where w.id = wave_id offset 0));
drop policy wave_is_seen on surveys_score;
create policy wave_is_seen on surveys_score as restrictive for insert
    with check (exists (select 1 from surveys_wave w where w.id = wave_id offset 0));
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0019_recent_stages"),
        ("collectives", "0002_policies"),
        ("persons", "0012_named_grounds"),
        ("places", "0009_points_of_entry"),
        ("programmes", "0014_shipped_ways"),
        ("surveys", "0006_shipped_instruments"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                pgtrigger.migrations.RemoveTrigger(
                    model_name="score",
                    name="update_update",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="score",
                    name="delete_delete",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="submission",
                    name="update_update",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="submission",
                    name="delete_delete",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="wave",
                    name="update_update",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="wave",
                    name="delete_delete",
                ),
            ]
        ),
        Together(
            [
                migrations.AddField(
                    model_name="submission",
                    name="area",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.area",
                    ),
                ),
                migrations.AddField(
                    model_name="submission",
                    name="case",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
                migrations.AddField(
                    model_name="submission",
                    name="deprecates",
                    field=models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="surveys.submission",
                    ),
                ),
                migrations.AddField(
                    model_name="submission",
                    name="faults",
                    field=models.JSONField(blank=True, default=list),
                ),
                migrations.AddField(
                    model_name="submission",
                    name="filled",
                    field=homeward.access.fields.EncryptedTextField(
                        blank=True, default="", verbose_name="answers as filled in"
                    ),
                ),
                migrations.AddField(
                    model_name="submission",
                    name="instance_id",
                    field=models.CharField(default="", max_length=200),
                ),
                migrations.AddField(
                    model_name="submission",
                    name="project",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="collectives.project",
                    ),
                ),
                migrations.AddField(
                    model_name="submission",
                    name="score",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submissions",
                        to="surveys.score",
                    ),
                ),
                migrations.AddField(
                    model_name="submission",
                    name="source",
                    field=models.CharField(
                        choices=[
                            ("browser", "Browser"),
                            ("link", "Link"),
                            ("collect", "ODK Collect"),
                            ("kobo", "KoboToolbox"),
                            ("file", "File"),
                            ("typed", "Typed from paper"),
                        ],
                        default="browser",
                        max_length=10,
                        verbose_name="came by",
                    ),
                ),
                migrations.AddField(
                    model_name="submission",
                    name="unit",
                    field=models.CharField(
                        choices=[
                            ("person", "Person"),
                            ("household", "Household"),
                            ("project", "Collective project"),
                            ("community", "Community"),
                        ],
                        default="person",
                        editable=False,
                        max_length=10,
                    ),
                ),
                migrations.AddField(
                    model_name="submission",
                    name="xml",
                    field=homeward.access.fields.EncryptedTextField(
                        blank=True, default="", verbose_name="XML"
                    ),
                ),
                migrations.AddField(
                    model_name="submissionchange",
                    name="area",
                    field=models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="places.area",
                    ),
                ),
                migrations.AddField(
                    model_name="submissionchange",
                    name="case",
                    field=models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
                migrations.AddField(
                    model_name="submissionchange",
                    name="deprecates",
                    field=models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="surveys.submission",
                    ),
                ),
                migrations.AddField(
                    model_name="submissionchange",
                    name="faults",
                    field=models.JSONField(blank=True, default=list),
                ),
                migrations.AddField(
                    model_name="submissionchange",
                    name="filled",
                    field=models.BinaryField(db_column="filled", default=b""),
                ),
                migrations.AddField(
                    model_name="submissionchange",
                    name="instance_id",
                    field=models.CharField(default="", max_length=200),
                ),
                migrations.AddField(
                    model_name="submissionchange",
                    name="project",
                    field=models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="collectives.project",
                    ),
                ),
                migrations.AddField(
                    model_name="submissionchange",
                    name="score",
                    field=models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="surveys.score",
                    ),
                ),
                migrations.AddField(
                    model_name="submissionchange",
                    name="source",
                    field=models.CharField(
                        choices=[
                            ("browser", "Browser"),
                            ("link", "Link"),
                            ("collect", "ODK Collect"),
                            ("kobo", "KoboToolbox"),
                            ("file", "File"),
                            ("typed", "Typed from paper"),
                        ],
                        default="browser",
                        max_length=10,
                        verbose_name="came by",
                    ),
                ),
                migrations.AddField(
                    model_name="submissionchange",
                    name="unit",
                    field=models.CharField(
                        choices=[
                            ("person", "Person"),
                            ("household", "Household"),
                            ("project", "Collective project"),
                            ("community", "Community"),
                        ],
                        default="person",
                        editable=False,
                        max_length=10,
                    ),
                ),
                migrations.AddField(
                    model_name="submissionchange",
                    name="xml",
                    field=models.BinaryField(db_column="xml", default=b""),
                ),
                migrations.AddField(
                    model_name="wave",
                    name="area",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.area",
                    ),
                ),
                migrations.AddField(
                    model_name="wave",
                    name="project",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="collectives.project",
                    ),
                ),
                migrations.AddField(
                    model_name="wave",
                    name="unit",
                    field=models.CharField(
                        choices=[
                            ("person", "Person"),
                            ("household", "Household"),
                            ("project", "Collective project"),
                            ("community", "Community"),
                        ],
                        default="person",
                        editable=False,
                        max_length=10,
                    ),
                ),
                migrations.AddField(
                    model_name="wavechange",
                    name="area",
                    field=models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="places.area",
                    ),
                ),
                migrations.AddField(
                    model_name="wavechange",
                    name="project",
                    field=models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="collectives.project",
                    ),
                ),
                migrations.AddField(
                    model_name="wavechange",
                    name="unit",
                    field=models.CharField(
                        choices=[
                            ("person", "Person"),
                            ("household", "Household"),
                            ("project", "Collective project"),
                            ("community", "Community"),
                        ],
                        default="person",
                        editable=False,
                        max_length=10,
                    ),
                ),
                migrations.AddField(
                    model_name="score",
                    name="instrument_version",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="surveys.instrumentversion",
                    ),
                ),
                migrations.AddField(
                    model_name="scorechange",
                    name="instrument_version",
                    field=models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="surveys.instrumentversion",
                    ),
                ),
                migrations.AddField(
                    model_name="submission",
                    name="instrument_version",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="surveys.instrumentversion",
                    ),
                ),
                migrations.AddField(
                    model_name="submissionchange",
                    name="instrument_version",
                    field=models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="surveys.instrumentversion",
                    ),
                ),
                migrations.AddField(
                    model_name="wave",
                    name="instrument_version",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="surveys.instrumentversion",
                    ),
                ),
                migrations.AddField(
                    model_name="wavechange",
                    name="instrument_version",
                    field=models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="surveys.instrumentversion",
                    ),
                ),
            ]
        ),
        migrations.RunSQL(FILL, UNFILL),
        # Empty where the migration is taken back, until the line above fills it.
        Together(
            [
                migrations.AlterField(
                    "score", "version", models.CharField(blank=True, max_length=20)
                ),
                migrations.AlterField(
                    "scorechange", "version", models.CharField(blank=True, max_length=20)
                ),
                migrations.AlterField(
                    "wave", "version", models.CharField(blank=True, max_length=20)
                ),
                migrations.AlterField(
                    "wavechange", "version", models.CharField(blank=True, max_length=20)
                ),
            ]
        ),
        Together(
            [
                migrations.RemoveField(
                    model_name="score",
                    name="version",
                ),
                migrations.RemoveField(
                    model_name="scorechange",
                    name="version",
                ),
                migrations.RemoveField(
                    model_name="wave",
                    name="version",
                ),
                migrations.RemoveField(
                    model_name="wavechange",
                    name="version",
                ),
            ]
        ),
        Together(
            [
                migrations.AlterField(
                    model_name="submission",
                    name="instance_id",
                    field=models.CharField(
                        default=homeward.surveys.models.new_instance_id, max_length=200
                    ),
                ),
                migrations.AlterField(
                    model_name="submissionchange",
                    name="instance_id",
                    field=models.CharField(
                        default=homeward.surveys.models.new_instance_id, max_length=200
                    ),
                ),
                migrations.AlterField(
                    model_name="score",
                    name="person",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="persons.person",
                    ),
                ),
                migrations.AlterField(
                    model_name="score",
                    name="wave",
                    field=models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="score",
                        to="surveys.wave",
                    ),
                ),
                migrations.AlterField(
                    model_name="scorechange",
                    name="person",
                    field=models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="persons.person",
                    ),
                ),
                migrations.AlterField(
                    model_name="scorechange",
                    name="wave",
                    field=models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="surveys.wave",
                    ),
                ),
                migrations.AlterField(
                    model_name="submission",
                    name="interviewer",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AlterField(
                    model_name="submission",
                    name="person",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="persons.person",
                    ),
                ),
                migrations.AlterField(
                    model_name="submission",
                    name="wave",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submissions",
                        to="surveys.wave",
                    ),
                ),
                migrations.AlterField(
                    model_name="submissionchange",
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
                migrations.AlterField(
                    model_name="submissionchange",
                    name="person",
                    field=models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="persons.person",
                    ),
                ),
                migrations.AlterField(
                    model_name="submissionchange",
                    name="wave",
                    field=models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="surveys.wave",
                    ),
                ),
                migrations.AlterField(
                    model_name="wave",
                    name="case",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="waves",
                        to="cases.case",
                    ),
                ),
                migrations.AlterField(
                    model_name="wave",
                    name="kind",
                    field=models.CharField(max_length=20, verbose_name="wave"),
                ),
                migrations.AlterField(
                    model_name="wave",
                    name="person",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="persons.person",
                    ),
                ),
                migrations.AlterField(
                    model_name="wavechange",
                    name="case",
                    field=models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
                migrations.AlterField(
                    model_name="wavechange",
                    name="kind",
                    field=models.CharField(max_length=20, verbose_name="wave"),
                ),
                migrations.AlterField(
                    model_name="wavechange",
                    name="person",
                    field=models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="persons.person",
                    ),
                ),
                migrations.AlterField(
                    model_name="score",
                    name="instrument_version",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="surveys.instrumentversion",
                    ),
                ),
                migrations.AlterField(
                    model_name="scorechange",
                    name="instrument_version",
                    field=models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="surveys.instrumentversion",
                    ),
                ),
                migrations.AlterField(
                    model_name="submission",
                    name="instrument_version",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="surveys.instrumentversion",
                    ),
                ),
                migrations.AlterField(
                    model_name="submissionchange",
                    name="instrument_version",
                    field=models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="surveys.instrumentversion",
                    ),
                ),
                migrations.AlterField(
                    model_name="wave",
                    name="instrument_version",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="surveys.instrumentversion",
                    ),
                ),
                migrations.AlterField(
                    model_name="wavechange",
                    name="instrument_version",
                    field=models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="surveys.instrumentversion",
                    ),
                ),
                migrations.AddIndex(
                    model_name="submission",
                    index=models.Index(
                        fields=["instrument_version", "held_on"], name="submission_of_version"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="submission",
                    constraint=models.UniqueConstraint(
                        fields=("owner_org", "instance_id"), name="instance_comes_in_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="submission",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("deprecates__isnull", True)),
                        fields=("wave",),
                        name="wave_has_one_first_submission",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="submission",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("unit__in", ("person", "household")),
                                ("area__isnull", True),
                                ("project__isnull", True),
                            ),
                            models.Q(
                                ("area__isnull", True),
                                ("case__isnull", True),
                                ("person__isnull", True),
                                ("project__isnull", False),
                                ("unit", "project"),
                            ),
                            models.Q(
                                ("area__isnull", False),
                                ("case__isnull", True),
                                ("person__isnull", True),
                                ("project__isnull", True),
                                ("unit", "community"),
                            ),
                            _connector="OR",
                        ),
                        name="submission_is_about_one_thing",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="wave",
                    constraint=models.UniqueConstraint(
                        fields=("owner_org", "project", "instrument", "kind"),
                        name="wave_of_a_project_is_planned_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="wave",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("case__isnull", False),
                                ("person__isnull", False),
                                ("unit__in", ("person", "household")),
                                ("area__isnull", True),
                                ("project__isnull", True),
                            ),
                            models.Q(
                                ("area__isnull", True),
                                ("case__isnull", True),
                                ("person__isnull", True),
                                ("project__isnull", False),
                                ("unit", "project"),
                            ),
                            models.Q(
                                ("area__isnull", False),
                                ("case__isnull", True),
                                ("person__isnull", True),
                                ("project__isnull", True),
                                ("unit", "community"),
                            ),
                            _connector="OR",
                        ),
                        name="wave_is_about_one_thing",
                    ),
                ),
            ]
        ),
        migrations.RunSQL(GROUPS, UNGROUP),
        Together(
            [
                pgtrigger.migrations.AddTrigger(
                    model_name="score",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."data_class", OLD."person_id", OLD."instrument_version_id", OLD."wave_id", OLD."held_on", OLD."instrument", OLD."options", OLD."dimensions", OLD."composite", OLD."band", OLD."unknown", OLD."refused", OLD."not_applicable", OLD."not_asked", OLD."warning") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."data_class", NEW."person_id", NEW."instrument_version_id", NEW."wave_id", NEW."held_on", NEW."instrument", NEW."options", NEW."dimensions", NEW."composite", NEW."band", NEW."unknown", NEW."refused", NEW."not_applicable", NEW."not_asked", NEW."warning"))',
                            func='INSERT INTO "surveys_scorechange" ("band", "composite", "data_class", "dimensions", "held_on", "id", "instrument", "instrument_version_id", "not_applicable", "not_asked", "options", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "refused", "unknown", "warning", "wave_id") VALUES (OLD."band", OLD."composite", OLD."data_class", OLD."dimensions", OLD."held_on", OLD."id", OLD."instrument", OLD."instrument_version_id", OLD."not_applicable", OLD."not_asked", OLD."options", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."programme_id", OLD."refused", OLD."unknown", OLD."warning", OLD."wave_id"); RETURN NULL;',
                            hash="c698b9e7605be843d554cbb7762e2060a742e030",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3653d",
                            table="surveys_score",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="score",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "surveys_scorechange" ("band", "composite", "data_class", "dimensions", "held_on", "id", "instrument", "instrument_version_id", "not_applicable", "not_asked", "options", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "refused", "unknown", "warning", "wave_id") VALUES (OLD."band", OLD."composite", OLD."data_class", OLD."dimensions", OLD."held_on", OLD."id", OLD."instrument", OLD."instrument_version_id", OLD."not_applicable", OLD."not_asked", OLD."options", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."programme_id", OLD."refused", OLD."unknown", OLD."warning", OLD."wave_id"); RETURN NULL;',
                            hash="0d8d17957a8c64648bb12418b4e878013169b67a",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_50634",
                            table="surveys_score",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="submission",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."data_class", OLD."person_id", OLD."instrument_version_id", OLD."unit", OLD."project_id", OLD."area_id", OLD."wave_id", OLD."case_id", OLD."instance_id", OLD."source", OLD."deprecates_id", OLD."held_on", OLD."submitted_at", OLD."interviewer_id", OLD."answers", OLD."filled", OLD."xml", OLD."faults", OLD."score_id") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."data_class", NEW."person_id", NEW."instrument_version_id", NEW."unit", NEW."project_id", NEW."area_id", NEW."wave_id", NEW."case_id", NEW."instance_id", NEW."source", NEW."deprecates_id", NEW."held_on", NEW."submitted_at", NEW."interviewer_id", NEW."answers", NEW."filled", NEW."xml", NEW."faults", NEW."score_id"))',
                            func='INSERT INTO "surveys_submissionchange" ("answers", "area_id", "case_id", "data_class", "deprecates_id", "faults", "filled", "held_on", "id", "instance_id", "instrument_version_id", "interviewer_id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "project_id", "score_id", "source", "submitted_at", "unit", "wave_id", "xml") VALUES (OLD."answers", OLD."area_id", OLD."case_id", OLD."data_class", OLD."deprecates_id", OLD."faults", OLD."filled", OLD."held_on", OLD."id", OLD."instance_id", OLD."instrument_version_id", OLD."interviewer_id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."programme_id", OLD."project_id", OLD."score_id", OLD."source", OLD."submitted_at", OLD."unit", OLD."wave_id", OLD."xml"); RETURN NULL;',
                            hash="48814073e82d22551dbaa33cb63fbe9507d768ca",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_197da",
                            table="surveys_submission",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="submission",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "surveys_submissionchange" ("answers", "area_id", "case_id", "data_class", "deprecates_id", "faults", "filled", "held_on", "id", "instance_id", "instrument_version_id", "interviewer_id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "project_id", "score_id", "source", "submitted_at", "unit", "wave_id", "xml") VALUES (OLD."answers", OLD."area_id", OLD."case_id", OLD."data_class", OLD."deprecates_id", OLD."faults", OLD."filled", OLD."held_on", OLD."id", OLD."instance_id", OLD."instrument_version_id", OLD."interviewer_id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."programme_id", OLD."project_id", OLD."score_id", OLD."source", OLD."submitted_at", OLD."unit", OLD."wave_id", OLD."xml"); RETURN NULL;',
                            hash="fdcb4c0b5ef1e028e4e613b8e8b474dba657c29b",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ec54a",
                            table="surveys_submission",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="wave",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."data_class", OLD."person_id", OLD."instrument_version_id", OLD."unit", OLD."project_id", OLD."area_id", OLD."case_id", OLD."instrument", OLD."kind", OLD."opens_on", OLD."closes_on", OLD."latest_on", OLD."status", OLD."not_done_reason", OLD."planned_at", OLD."planned_by_id", OLD."draft", OLD."draft_at", OLD."draft_by_id", OLD."ended_at", OLD."ended_by_id") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."data_class", NEW."person_id", NEW."instrument_version_id", NEW."unit", NEW."project_id", NEW."area_id", NEW."case_id", NEW."instrument", NEW."kind", NEW."opens_on", NEW."closes_on", NEW."latest_on", NEW."status", NEW."not_done_reason", NEW."planned_at", NEW."planned_by_id", NEW."draft", NEW."draft_at", NEW."draft_by_id", NEW."ended_at", NEW."ended_by_id"))',
                            func='INSERT INTO "surveys_wavechange" ("area_id", "case_id", "closes_on", "data_class", "draft", "draft_at", "draft_by_id", "ended_at", "ended_by_id", "id", "instrument", "instrument_version_id", "kind", "latest_on", "not_done_reason", "opens_on", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_at", "planned_by_id", "programme_id", "project_id", "status", "unit") VALUES (OLD."area_id", OLD."case_id", OLD."closes_on", OLD."data_class", OLD."draft", OLD."draft_at", OLD."draft_by_id", OLD."ended_at", OLD."ended_by_id", OLD."id", OLD."instrument", OLD."instrument_version_id", OLD."kind", OLD."latest_on", OLD."not_done_reason", OLD."opens_on", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."planned_at", OLD."planned_by_id", OLD."programme_id", OLD."project_id", OLD."status", OLD."unit"); RETURN NULL;',
                            hash="60604b65c6be84ac9fe0ef5f07c60c4ebc582c63",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_644ad",
                            table="surveys_wave",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="wave",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "surveys_wavechange" ("area_id", "case_id", "closes_on", "data_class", "draft", "draft_at", "draft_by_id", "ended_at", "ended_by_id", "id", "instrument", "instrument_version_id", "kind", "latest_on", "not_done_reason", "opens_on", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_at", "planned_by_id", "programme_id", "project_id", "status", "unit") VALUES (OLD."area_id", OLD."case_id", OLD."closes_on", OLD."data_class", OLD."draft", OLD."draft_at", OLD."draft_by_id", OLD."ended_at", OLD."ended_by_id", OLD."id", OLD."instrument", OLD."instrument_version_id", OLD."kind", OLD."latest_on", OLD."not_done_reason", OLD."opens_on", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."planned_at", OLD."planned_by_id", OLD."programme_id", OLD."project_id", OLD."status", OLD."unit"); RETURN NULL;',
                            hash="2faa95851c5bad50bc1c990a51285af127df951c",
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
