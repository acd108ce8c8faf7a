"""The id by which a wait names the exception that it is about."""

import uuid

import django.contrib.postgres.functions
from django.db import migrations, models

from homeward.core.operations import Together


class Migration(migrations.Migration):
    dependencies = [("programmes", "0009_programme_events")]

    operations = [
        Together(
            [
                migrations.AddField(
                    model_name="criterionexception",
                    name="uid",
                    field=models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        default=uuid.uuid4,
                        editable=False,
                        unique=True,
                    ),
                )
            ]
        ),
    ]
