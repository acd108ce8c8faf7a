import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.functions
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from homeward.core.operations import Together


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0007_choices"),
        ("programmes", "0001_initial"),
        ("services", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.AddField(
                    model_name="contact",
                    name="location",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contacts",
                        to="services.location",
                    ),
                ),
                migrations.AddField(
                    model_name="costoption",
                    name="options",
                    field=models.JSONField(blank=True, default=dict, help_text="language -> words"),
                ),
                migrations.AddField(
                    model_name="location",
                    name="access",
                    field=django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("step_free", "Entrance without steps"),
                                ("toilet", "Accessible toilet"),
                                ("sign_language", "Sign language"),
                                ("large_print", "Large print or Braille"),
                                ("easy_words", "Explained in easy words"),
                                ("child_care", "Children are looked after"),
                                ("women_only", "A room or hours for women alone"),
                                ("home_visits", "Comes to the home"),
                                ("by_phone", "By phone or online"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="accessibility",
                    ),
                ),
                migrations.AddField(
                    model_name="location",
                    name="email",
                    field=models.EmailField(blank=True, max_length=254, verbose_name="e-mail"),
                ),
                migrations.AddField(
                    model_name="location",
                    name="hub",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("resource_centre", "Migrant resource centre"),
                            ("reintegration_office", "Reintegration office"),
                            ("municipal_desk", "Municipal desk"),
                            ("job_centre", "Job centre"),
                            ("community_centre", "Community centre"),
                            ("reception_centre", "Reception centre"),
                        ],
                        max_length=25,
                        verbose_name="leads on to services",
                    ),
                ),
                migrations.AddField(
                    model_name="location",
                    name="organisation",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="locations",
                        to="access.organisation",
                    ),
                ),
                migrations.AddField(
                    model_name="location",
                    name="url",
                    field=models.URLField(blank=True, max_length=500, verbose_name="web page"),
                ),
                migrations.AddField(
                    model_name="phone",
                    name="location",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="phones",
                        to="services.location",
                    ),
                ),
                migrations.AddField(
                    model_name="requireddocument",
                    name="documents",
                    field=models.JSONField(blank=True, default=dict, help_text="language -> words"),
                ),
                migrations.AddField(
                    model_name="schedule",
                    name="bymonthday",
                    field=django.contrib.postgres.fields.ArrayField(
                        base_field=models.SmallIntegerField(), blank=True, default=list, size=None
                    ),
                ),
                migrations.AddField(
                    model_name="schedule",
                    name="dtstart",
                    field=models.DateField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="schedule",
                    name="timezone",
                    field=models.CharField(blank=True, max_length=60),
                ),
                migrations.AddField(
                    model_name="schedule",
                    name="until",
                    field=models.DateField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="service",
                    name="cost",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("free", "Free of charge"),
                            ("charged", "Something is to be paid"),
                        ],
                        max_length=10,
                        verbose_name="cost",
                    ),
                ),
                migrations.AddField(
                    model_name="service",
                    name="entitlement",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("public", "Public entitlement"),
                            ("aid", "Aid of a programme"),
                            ("other", "Neither: an offer on the market or of a community"),
                        ],
                        max_length=10,
                        verbose_name="entitlement or aid",
                    ),
                ),
                migrations.AddField(
                    model_name="service",
                    name="groups",
                    field=django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="who it is for",
                    ),
                ),
                migrations.AddField(
                    model_name="service",
                    name="ineligibility",
                    field=models.TextField(blank=True, verbose_name="who can't use it"),
                ),
                migrations.AddField(
                    model_name="service",
                    name="is_published",
                    field=models.BooleanField(default=False, verbose_name="published"),
                ),
                migrations.AddField(
                    model_name="service",
                    name="is_specialist",
                    field=models.BooleanField(default=False, verbose_name="specialist service"),
                ),
                migrations.AddField(
                    model_name="service",
                    name="legal_basis",
                    field=models.TextField(blank=True, verbose_name="law it rests on"),
                ),
                migrations.AddField(
                    model_name="service",
                    name="listing",
                    field=models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("proposed", "Proposed"),
                            ("listed", "In the directory"),
                        ],
                        default="listed",
                        max_length=10,
                        verbose_name="listing",
                    ),
                ),
                migrations.AddField(
                    model_name="service",
                    name="places_told_by",
                    field=models.CharField(
                        blank=True, max_length=200, verbose_name="places told by"
                    ),
                ),
                migrations.AddField(
                    model_name="service",
                    name="places_told_on",
                    field=models.DateField(blank=True, null=True, verbose_name="places told on"),
                ),
                migrations.AddField(
                    model_name="service",
                    name="programme",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="services",
                        to="programmes.programme",
                        verbose_name="programme",
                    ),
                ),
                migrations.AddField(
                    model_name="service",
                    name="published_by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="service",
                    name="published_on",
                    field=models.DateField(blank=True, null=True, verbose_name="published on"),
                ),
                migrations.AddField(
                    model_name="service",
                    name="wait_days",
                    field=models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="waiting time in days"
                    ),
                ),
                migrations.AddField(
                    model_name="service",
                    name="written_by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="serviceatlocation",
                    name="intake_notes",
                    field=models.TextField(blank=True, verbose_name="about the intake"),
                ),
                migrations.AddField(
                    model_name="serviceatlocation",
                    name="is_intake_point",
                    field=models.BooleanField(default=False, verbose_name="intake point"),
                ),
                migrations.AddField(
                    model_name="serviceatlocation",
                    name="uid",
                    field=models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        default=uuid.uuid4,
                        editable=False,
                        unique=True,
                    ),
                ),
                migrations.AddField(
                    model_name="servicetext",
                    name="ineligibility",
                    field=models.TextField(blank=True, verbose_name="who can't use it"),
                ),
                migrations.AddField(
                    model_name="servicetext",
                    name="legal_basis",
                    field=models.TextField(blank=True, verbose_name="law it rests on"),
                ),
                migrations.AddField(
                    model_name="taxonomy",
                    name="uid",
                    field=models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        default=uuid.uuid4,
                        editable=False,
                        unique=True,
                    ),
                ),
                migrations.AddField(
                    model_name="taxonomyterm",
                    name="uid",
                    field=models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        default=uuid.uuid4,
                        editable=False,
                        unique=True,
                    ),
                ),
                migrations.AlterField(
                    model_name="contact",
                    name="service",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contacts",
                        to="services.service",
                    ),
                ),
                migrations.AlterField(
                    model_name="phone",
                    name="service",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="phones",
                        to="services.service",
                    ),
                ),
                migrations.AlterField(
                    model_name="schedule",
                    name="service",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="schedules",
                        to="services.service",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="contact",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("service__isnull", False), ("location__isnull", False), _connector="OR"
                        ),
                        name="contact_is_of_a_service_or_a_location",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="phone",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("service__isnull", False), ("location__isnull", False), _connector="OR"
                        ),
                        name="phone_is_of_a_service_or_a_location",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="schedule",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("service__isnull", False), ("location__isnull", False), _connector="OR"
                        ),
                        name="schedule_is_of_a_service_or_a_location",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="service",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("is_published", False), ("listing", "listed"), _connector="OR"
                        ),
                        name="what_is_published_is_in_the_directory",
                    ),
                ),
            ]
        )
    ]
