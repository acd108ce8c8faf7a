from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("oversight", "0002_policies"),
    ]

    operations = [
        # gate_guard() has added the column.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AddField(
                    "affected",
                    "sealed",
                    models.BooleanField(db_default=False, default=False, editable=False),
                ),
            ]
        ),
    ]
