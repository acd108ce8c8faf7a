from django.db import migrations, models

from homeward.core.operations import Together


class Migration(migrations.Migration):
    dependencies = [("places", "0003_countries")]

    operations = [
        Together(
            [
                migrations.AddField(
                    model_name="area",
                    name="key",
                    field=models.CharField(blank=True, default="", editable=False, max_length=200),
                    preserve_default=False,
                ),
                migrations.AddField(
                    model_name="area",
                    name="centre_from",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("source", "from its source"),
                            ("boundary", "the middle of its boundary"),
                            ("town", "the town of the same name"),
                            ("areas", "the middle of the areas in it"),
                        ],
                        default="",
                        max_length=10,
                        verbose_name="centre from",
                    ),
                    preserve_default=False,
                ),
                migrations.AddField(
                    model_name="area",
                    name="source",
                    field=models.CharField(blank=True, default="", max_length=60),
                    preserve_default=False,
                ),
                migrations.AddField(
                    model_name="area",
                    name="valid_from",
                    field=models.DateField(blank=True, null=True, verbose_name="valid from"),
                ),
                migrations.AddIndex(
                    model_name="area",
                    index=models.Index(fields=["country", "key"], name="area_country_key"),
                ),
            ]
        )
    ]
