"""What is not told of a figure is found when it is computed, over all its cuts."""

from django.db import migrations, models

from homeward.core.operations import Together


class Migration(migrations.Migration):
    dependencies = [("indicators", "0008_complaints")]
    operations = [
        Together(
            [
                migrations.AddField(
                    model_name="figure",
                    name="is_kept_back",
                    field=models.BooleanField(default=False),
                )
            ]
        )
    ]
