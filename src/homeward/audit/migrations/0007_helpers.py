"""A helper on a person's own pages is an actor of the read log."""

from django.db import migrations, models

from homeward.core.operations import Together


class Migration(migrations.Migration):
    dependencies = [("audit", "0006_comparison_purpose")]
    operations = [
        Together(
            [
                migrations.AlterField(
                    model_name="readlog",
                    name="actor_kind",
                    field=models.CharField(
                        choices=[
                            ("user", "Signed-in user"),
                            ("link", "Single-purpose link"),
                            ("person", "The person's own pages"),
                            ("subject", "A copy made for the person"),
                            ("helper", "A helper on the person's own pages"),
                            ("anonymous", "Public pages"),
                            ("job", "Background job"),
                        ],
                        max_length=10,
                    ),
                )
            ]
        )
    ]
