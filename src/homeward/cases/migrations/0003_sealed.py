"""The column that the gate keeps from the owner's seal; gate_guard() adds it to the table."""

from django.db import migrations, models

from homeward.core.operations import Together

SEALED = models.BooleanField(db_default=False, default=False, editable=False)


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0004_seal_and_emergency"),
        ("cases", "0002_policies"),
    ]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                Together(
                    [
                        migrations.AddField("arrival", "sealed", SEALED),
                        migrations.AddField("case", "sealed", SEALED),
                        migrations.AddField("confirmation", "sealed", SEALED),
                        migrations.AddField("fact", "sealed", SEALED),
                        migrations.AddField("note", "sealed", SEALED),
                        migrations.AddField("stagechange", "sealed", SEALED),
                    ]
                )
            ]
        )
    ]
