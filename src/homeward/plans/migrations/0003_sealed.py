"""The column that the gate keeps from the owner's seal; gate_guard() adds it to the table."""

from django.db import migrations, models

from homeward.core.operations import Together

SEALED = models.BooleanField(db_default=False, default=False, editable=False)


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0004_seal_and_emergency"),
        ("plans", "0002_policies"),
    ]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                Together(
                    [
                        migrations.AddField("condition", "sealed", SEALED),
                        migrations.AddField("conditionmet", "sealed", SEALED),
                        migrations.AddField("decision", "sealed", SEALED),
                        migrations.AddField("plan", "sealed", SEALED),
                        migrations.AddField("planline", "sealed", SEALED),
                    ]
                )
            ]
        )
    ]
