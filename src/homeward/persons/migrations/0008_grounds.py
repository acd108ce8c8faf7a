"""Other grounds than consent, the person's blocks, and what recipients are told to delete."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import homeward.access.fields
import homeward.access.scope
from homeward.core.operations import Together


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0002_gate"),
        ("persons", "0007_first_versions"),
        ("places", "0003_countries"),
        ("programmes", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Block",
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
                        (
                            "reason",
                            homeward.access.fields.EncryptedTextField(
                                blank=True, default="", verbose_name="reason"
                            ),
                        ),
                        ("set_at", models.DateTimeField()),
                        ("lifted_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "country",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="places.country",
                            ),
                        ),
                        (
                            "lifted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="access.organisation",
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
                            "set_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="DeletionNotice",
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
                        (
                            "reference",
                            models.CharField(blank=True, max_length=40, verbose_name="reference"),
                        ),
                        (
                            "classes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveSmallIntegerField(
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
                                    ]
                                ),
                                size=None,
                            ),
                        ),
                        (
                            "purposes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveSmallIntegerField(
                                    choices=[
                                        (1, "Counselling and case management"),
                                        (2, "Reception on arrival"),
                                        (3, "Referral to a service"),
                                        (4, "Decision on a plan"),
                                        (5, "Payment and its proof"),
                                        (6, "Survey of reintegration"),
                                        (7, "Data protection oversight"),
                                    ]
                                ),
                                size=None,
                            ),
                        ),
                        (
                            "received",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=20),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        ("since", models.DateTimeField()),
                        ("told_at", models.DateTimeField()),
                        ("due_on", models.DateField(blank=True, null=True)),
                        (
                            "answer",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("stopped", "We stopped using the data"),
                                    ("deleted", "We deleted the data"),
                                    ("must_keep", "We must keep the data, because …"),
                                ],
                                max_length=10,
                                verbose_name="answer",
                            ),
                        ),
                        (
                            "answer_text",
                            homeward.access.fields.EncryptedTextField(
                                blank=True, default="", verbose_name="reason"
                            ),
                        ),
                        (
                            "done_on",
                            models.DateField(blank=True, null=True, verbose_name="done on"),
                        ),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "answered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                            "recipient_org",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="access.organisation",
                            ),
                        ),
                        (
                            "told_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="LegalBasis",
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
                        (
                            "ground",
                            models.CharField(
                                choices=[
                                    (
                                        "vital_interest",
                                        "Vital interest: life or health is in danger",
                                    ),
                                    ("legal_obligation", "Legal obligation: a law demands it"),
                                    ("public_task", "Public task of the recipient"),
                                    ("legitimate_interest", "Legitimate interest"),
                                    ("contract", "Contract with the person"),
                                ],
                                max_length=20,
                                verbose_name="ground",
                            ),
                        ),
                        (
                            "purpose",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "Counselling and case management"),
                                    (2, "Reception on arrival"),
                                    (3, "Referral to a service"),
                                    (4, "Decision on a plan"),
                                    (5, "Payment and its proof"),
                                    (6, "Survey of reintegration"),
                                    (7, "Data protection oversight"),
                                ]
                            ),
                        ),
                        (
                            "classes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveSmallIntegerField(
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
                                    ]
                                ),
                                size=None,
                            ),
                        ),
                        (
                            "reason",
                            homeward.access.fields.EncryptedTextField(
                                blank=True, default="", verbose_name="reason"
                            ),
                        ),
                        ("until", models.DateField(verbose_name="until")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waits for a second person"),
                                    ("approved", "Approved"),
                                    ("refused", "Refused"),
                                    ("ended", "Ended"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        ("requested_at", models.DateTimeField()),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "decision_text",
                            homeward.access.fields.EncryptedTextField(
                                blank=True, default="", verbose_name="reason of the decision"
                            ),
                        ),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "ended_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                            "recipient_org",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="access.organisation",
                            ),
                        ),
                        (
                            "requested_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.AddIndex(
                    model_name="block",
                    index=models.Index(fields=["scope"], name="block_scope"),
                ),
                migrations.AddConstraint(
                    model_name="block",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("country__isnull", True), ("organisation__isnull", False)),
                            models.Q(("country__isnull", False), ("organisation__isnull", True)),
                            _connector="OR",
                        ),
                        name="block_is_against_an_organisation_or_a_country",
                    ),
                ),
                migrations.AddIndex(
                    model_name="deletionnotice",
                    index=models.Index(fields=["scope"], name="deletionnotice_scope"),
                ),
                migrations.AddIndex(
                    model_name="deletionnotice",
                    index=models.Index(
                        fields=["recipient_org", "-told_at"], name="notice_to_recipient"
                    ),
                ),
                migrations.AddIndex(
                    model_name="legalbasis",
                    index=models.Index(fields=["scope"], name="legalbasis_scope"),
                ),
                migrations.AddConstraint(
                    model_name="legalbasis",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_by__isnull", True), ("status", "waiting")),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                                models.Q(("decided_by", models.F("requested_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="other_ground_is_decided_by_a_second_person",
                    ),
                ),
            ]
        ),
    ]
