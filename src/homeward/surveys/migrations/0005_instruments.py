"""Instruments and their versions, which hold questions and nobody's answers."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import homeward.surveys.choices
from homeward.core.operations import Together

POLICIES = """
alter table surveys_instrument enable row level security;
create policy seen on surveys_instrument for select using (
    (select gate_kind()) <> '' or owner_org_id is null);
create policy written on surveys_instrument for insert
    with check (owner_org_id = (select gate_org()));
create policy changed on surveys_instrument for update
    using (owner_org_id = (select gate_org())) with check (owner_org_id = (select gate_org()));

alter table surveys_instrumentversion enable row level security;
create policy seen on surveys_instrumentversion for select using (
    exists (select 1 from surveys_instrument i where i.id = instrument_id offset 0));
create policy written on surveys_instrumentversion for insert with check (
    status = 'draft' and exists (select 1 from surveys_instrument i
        where i.id = instrument_id and i.owner_org_id = (select gate_org()) offset 0));
create policy changed on surveys_instrumentversion for update using (
    status = 'draft' and exists (select 1 from surveys_instrument i
        where i.id = instrument_id and i.owner_org_id = (select gate_org()) offset 0))
    with check (exists (select 1 from surveys_instrument i
        where i.id = instrument_id and i.owner_org_id = (select gate_org()) offset 0));
create policy removed on surveys_instrumentversion for delete using (
    status = 'draft' and exists (select 1 from surveys_instrument i
        where i.id = instrument_id and i.owner_org_id = (select gate_org()) offset 0));
"""
DROP = """
drop policy seen on surveys_instrument;
drop policy written on surveys_instrument;
drop policy changed on surveys_instrument;
alter table surveys_instrument disable row level security;
drop policy seen on surveys_instrumentversion;
drop policy written on surveys_instrumentversion;
drop policy changed on surveys_instrumentversion;
drop policy removed on surveys_instrumentversion;
alter table surveys_instrumentversion disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0009_roles"),
        ("forms", "0002_policies"),
        ("surveys", "0004_change_history"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Instrument",
                    fields=[
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
                            "code",
                            models.SlugField(max_length=30, unique=True, verbose_name="short name"),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="title")),
                        (
                            "unit",
                            models.CharField(
                                choices=[
                                    ("person", "Person"),
                                    ("household", "Household"),
                                    ("project", "Collective project"),
                                    ("community", "Community"),
                                ],
                                default="person",
                                max_length=10,
                                verbose_name="asks about",
                            ),
                        ),
                        (
                            "filled_by",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("own_worker", "The person’s own case worker"),
                                        ("colleague", "A case worker who is not the person’s own"),
                                        ("partner", "A local partner"),
                                        ("person", "The person, by a link"),
                                    ],
                                    max_length=10,
                                ),
                                default=homeward.surveys.choices.usual_fillers,
                                size=None,
                                verbose_name="who may fill it in",
                            ),
                        ),
                        ("about", models.TextField(blank=True, verbose_name="what it is used for")),
                        (
                            "publisher",
                            models.CharField(blank=True, max_length=200, verbose_name="publisher"),
                        ),
                        ("licence", models.TextField(blank=True, verbose_name="licence")),
                        ("begun_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["title", "code"],
                    },
                ),
                migrations.CreateModel(
                    name="InstrumentVersion",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("version", models.CharField(max_length=20, verbose_name="version")),
                        ("sheet", models.TextField(blank=True)),
                        ("sheet_name", models.CharField(blank=True, max_length=150)),
                        ("waves", models.JSONField(blank=True, default=list)),
                        ("changes", models.TextField(blank=True, verbose_name="what is new")),
                        (
                            "status",
                            models.CharField(
                                choices=[("draft", "Draft"), ("published", "Published")],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        ("uploaded_at", models.DateTimeField()),
                        (
                            "valid_from",
                            models.DateField(blank=True, null=True, verbose_name="in use from"),
                        ),
                        ("published_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["instrument", "-number"],
                    },
                ),
                migrations.AddField(
                    model_name="instrument",
                    name="owner_org",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.organisation",
                    ),
                ),
                migrations.AddField(
                    model_name="instrumentversion",
                    name="form_version",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="forms.formversion",
                    ),
                ),
                migrations.AddField(
                    model_name="instrumentversion",
                    name="instrument",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="surveys.instrument",
                    ),
                ),
                migrations.AddField(
                    model_name="instrumentversion",
                    name="published_by",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="instrumentversion",
                    name="uploaded_by",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddConstraint(
                    model_name="instrumentversion",
                    constraint=models.UniqueConstraint(
                        fields=("instrument", "number"), name="instrument_version_is_numbered_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="instrumentversion",
                    constraint=models.UniqueConstraint(
                        fields=("instrument", "version"), name="instrument_version_is_named_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="instrumentversion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("form_version__isnull", False),
                            models.Q(("sheet", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="instrument_version_asks_something",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="instrumentversion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "published"), _negated=True),
                            models.Q(
                                ("published_at__isnull", False), ("valid_from__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="published_instrument_says_from_when",
                    ),
                ),
            ]
        ),
        migrations.RunSQL(POLICIES, DROP),
    ]
