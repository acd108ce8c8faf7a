from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("services", "0005_waits")]

    operations = [
        migrations.AddField(
            model_name="service",
            name="gone_on",
            field=models.DateField(blank=True, null=True, verbose_name="gone from its source on"),
        ),
    ]
