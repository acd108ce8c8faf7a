from django.db import migrations, models

from homeward.tasks.models import kinds


class Migration(migrations.Migration):
    """The list of kinds is named by a function: a new kind of wait needs no migration."""

    dependencies = [("tasks", "0011_choices")]

    operations = [
        migrations.AlterField(
            model_name=model,
            name="kind",
            field=models.CharField(choices=kinds, max_length=30),
        )
        for model in ("deadlinerule", "task")
    ]
