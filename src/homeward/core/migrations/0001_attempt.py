"""Attempts, counted in the database: two web processes, one count."""

from django.db import migrations, models

from homeward.core.operations import Together


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Attempt",
                    fields=[
                        ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                        ("count", models.PositiveIntegerField()),
                        ("ends_at", models.DateTimeField(db_index=True)),
                    ],
                )
            ]
        ),
        migrations.RunSQL(
            "alter table core_attempt set unlogged", "alter table core_attempt set logged"
        ),
    ]
