"""What forms were sent: so that one that is sent twice acts once (core/once.py)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0002_edition"),
    ]

    operations = [
        migrations.CreateModel(
            name="Sent",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("led_to", models.BinaryField(verbose_name="where it led, sealed")),
                ("sent_at", models.DateTimeField(db_index=True, verbose_name="sent at")),
            ],
        ),
    ]
