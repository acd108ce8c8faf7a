"""Consents in two times: when each held, and when that was known."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from homeward.core.operations import Together


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0002_gate"),
        ("persons", "0005_sealed_persons"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.RemoveIndex(
                    model_name="consent",
                    name="consent_in_force",
                )
            ]
        ),
        migrations.RenameField(
            model_name="consent",
            old_name="withdrawn_by",
            new_name="recorded_by",
        ),
        Together(
            [
                migrations.AddField(
                    model_name="consent",
                    name="known_from",
                    field=models.DateTimeField(default=django.utils.timezone.now),
                ),
                migrations.AddField(
                    model_name="consent",
                    name="known_until",
                    field=models.DateTimeField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="consent",
                    name="supersedes",
                    field=models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="persons.consent",
                    ),
                ),
                migrations.AddIndex(
                    model_name="consent",
                    index=models.Index(
                        condition=models.Q(
                            ("known_until__isnull", True), ("withdrawn_at__isnull", True)
                        ),
                        fields=["person", "covers"],
                        name="consent_in_force",
                    ),
                ),
            ]
        ),
    ]
