"""Ways of cases as data, in versions."""

import django.contrib.postgres.fields
import django.db.models.constraints
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from homeward.core.operations import Together


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0012_package_counts_from"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.AlterField(
                    model_name="programmeevent",
                    name="what",
                    field=models.CharField(
                        choices=[
                            ("created", "Programme entered"),
                            ("changed", "Programme changed"),
                            ("area_added", "Place added"),
                            ("area_removed", "Place removed"),
                            ("corridor_added", "Corridor added"),
                            ("corridor_removed", "Corridor removed"),
                            ("part_added", "Organisation added"),
                            ("part_removed", "Organisation removed"),
                            ("money_added", "Budget added"),
                            ("money_removed", "Budget removed"),
                            ("package_added", "Version of the package added"),
                            ("package_changed", "Package changed"),
                            ("criteria_drafted", "Criteria drafted"),
                            ("criteria_published", "Criteria published"),
                            ("criteria_discarded", "Draft of the criteria discarded"),
                            ("exception_asked", "Exception asked for"),
                            ("exception_decided", "Exception decided"),
                            ("exception_ended", "Exception ended"),
                            ("way_drafted", "Way of a case drafted"),
                            ("way_published", "Way of a case published"),
                            ("way_discarded", "Draft of a way discarded"),
                            ("policy_linked", "Policy named"),
                            ("policy_unlinked", "Policy no longer named"),
                            ("scoping_linked", "Scoping record named"),
                            ("scoping_unlinked", "Scoping record no longer named"),
                        ],
                        max_length=20,
                    ),
                ),
                migrations.CreateModel(
                    name="Way",
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
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("host_first", "Begins in the host country"),
                                    ("with_decision", "With application and decision"),
                                    (
                                        "origin_first",
                                        "Begins in the country of origin, no host leg",
                                    ),
                                    ("retroactive", "Reported after the return"),
                                ],
                                max_length=20,
                                verbose_name="kind",
                            ),
                        ),
                        ("number", models.PositiveIntegerField(verbose_name="version")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("published", "Published"),
                                    ("superseded", "Superseded"),
                                ],
                                default="draft",
                                max_length=12,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(blank=True, null=True, verbose_name="valid from"),
                        ),
                        (
                            "valid_until",
                            models.DateField(blank=True, null=True, verbose_name="valid until"),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="why it was changed")),
                        ("published_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "programme",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="ways",
                                to="programmes.programme",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["kind", "-number"],
                    },
                ),
                migrations.CreateModel(
                    name="WayStage",
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
                        ("position", models.PositiveSmallIntegerField()),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("counselling", "Counselling"),
                                    ("application", "Application"),
                                    ("decision", "Decision"),
                                    ("departure", "Departure"),
                                    ("travel", "Travel"),
                                    ("arrival", "Arrival"),
                                    ("plan", "Plan"),
                                    ("support", "Support"),
                                    ("follow_up", "Follow-up"),
                                    ("closure", "Closure"),
                                ],
                                max_length=20,
                                verbose_name="stage",
                            ),
                        ),
                        (
                            "names",
                            models.JSONField(
                                blank=True, default=dict, help_text="language -> name"
                            ),
                        ),
                        (
                            "to_enter",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("consent_recorded", "A consent is recorded"),
                                        ("intake_taken", "The intake holds at least one fact"),
                                        ("application_sent", "The application was submitted"),
                                        ("found_eligible", "The application was found eligible"),
                                        (
                                            "host_confirmed",
                                            "The host organisation confirmed the return",
                                        ),
                                        ("travel_dated", "The travel has a date"),
                                        (
                                            "checklist_done",
                                            "Nothing required is missing for the departure",
                                        ),
                                        ("departure_confirmed", "The departure was confirmed"),
                                        ("arrived", "The day of arrival is known"),
                                        ("worker_named", "A worker is named"),
                                    ],
                                    max_length=30,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="must be true to enter it",
                            ),
                        ),
                        (
                            "to_leave",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("consent_recorded", "A consent is recorded"),
                                        ("intake_taken", "The intake holds at least one fact"),
                                        ("application_sent", "The application was submitted"),
                                        ("found_eligible", "The application was found eligible"),
                                        (
                                            "host_confirmed",
                                            "The host organisation confirmed the return",
                                        ),
                                        ("travel_dated", "The travel has a date"),
                                        (
                                            "checklist_done",
                                            "Nothing required is missing for the departure",
                                        ),
                                        ("departure_confirmed", "The departure was confirmed"),
                                        ("arrived", "The day of arrival is known"),
                                        ("worker_named", "A worker is named"),
                                    ],
                                    max_length=30,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="must be true to leave it",
                            ),
                        ),
                        (
                            "wait",
                            models.CharField(
                                blank=True, max_length=30, verbose_name="what waits in it"
                            ),
                        ),
                        (
                            "days_before_travel",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                verbose_name="done so many days before the travel",
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="where this is stated"
                            ),
                        ),
                        (
                            "way",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="stages",
                                to="programmes.way",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position"],
                    },
                ),
                migrations.AddConstraint(
                    model_name="way",
                    constraint=models.UniqueConstraint(
                        fields=("programme", "kind", "number"),
                        name="ways_are_numbered_once_in_a_programme",
                        nulls_distinct=False,
                    ),
                ),
                migrations.AddConstraint(
                    model_name="way",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("status", "draft")),
                        fields=("programme", "kind"),
                        name="a_programme_has_one_draft_of_a_kind_of_way",
                        nulls_distinct=False,
                    ),
                ),
                migrations.AddConstraint(
                    model_name="way",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("status", "draft"), ("valid_from__isnull", False), _connector="OR"
                        ),
                        name="way_in_force_has_a_first_day",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="way",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True),
                            ("valid_from__isnull", True),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="way_ends_after_it_begins",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="waystage",
                    constraint=models.UniqueConstraint(
                        fields=("way", "stage"), name="stage_stands_on_a_way_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="waystage",
                    constraint=models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("way", "position"),
                        name="stages_of_a_way_stand_in_one_order",
                    ),
                ),
            ]
        ),
    ]
