"""The column that the gate keeps from the owner's seal; gate_guard() adds it to the table."""

from django.db import migrations, models

from homeward.core.operations import Together

SEALED = models.BooleanField(db_default=False, default=False, editable=False)


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0004_seal_and_emergency"),
        ("funds", "0002_policies"),
    ]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                Together(
                    [
                        migrations.AddField("instalment", "sealed", SEALED),
                        migrations.AddField("payment", "sealed", SEALED),
                        migrations.AddField("proof", "sealed", SEALED),
                        migrations.AddField("proofcheck", "sealed", SEALED),
                        migrations.AddField("reservation", "sealed", SEALED),
                    ]
                )
            ]
        )
    ]
