import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import homeward.access.fields
import homeward.access.scope
from homeward.core.operations import Together


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0002_gate"),
        ("cases", "0003_sealed"),
        ("persons", "0002_policies"),
        ("procedures", "0001_initial"),
        ("programmes", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="CaseProcedure",
                    fields=[
                        (
                            "shared_with",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.IntegerField(),
                                default=list,
                                editable=False,
                                size=None,
                            ),
                        ),
                        ("shared_until", models.DateField(default="9999-12-31", editable=False)),
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
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
                        ("since", models.DateTimeField()),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="procedures",
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
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="procedures.sopversion",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="caseprocedure_scope")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("case", "version"), name="case_follows_a_version_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseStep",
                    fields=[
                        (
                            "shared_with",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.IntegerField(),
                                default=list,
                                editable=False,
                                size=None,
                            ),
                        ),
                        ("shared_until", models.DateField(default="9999-12-31", editable=False)),
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
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
                                editable=False,
                            ),
                        ),
                        ("reference", models.CharField(max_length=20)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Not begun: another step comes first"),
                                    ("open", "Open"),
                                    ("done", "Done"),
                                    ("not_applicable", "Does not apply"),
                                ],
                                default="waiting",
                                max_length=15,
                            ),
                        ),
                        ("due_on", models.DateField(blank=True, null=True)),
                        (
                            "evidence",
                            homeward.access.fields.EncryptedTextField(
                                blank=True, default="", verbose_name="evidence"
                            ),
                        ),
                        ("at", models.DateTimeField(blank=True, null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
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
                            "step",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="procedures.sopstep",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="casestep_scope")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("case", "step"), name="case_does_a_step_once"
                            )
                        ],
                    },
                ),
            ]
        ),
    ]
