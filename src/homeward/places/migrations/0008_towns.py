import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

from homeward.core.operations import Together


class Migration(migrations.Migration):
    dependencies = [("places", "0007_boundaries")]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Town",
                    fields=[
                        (
                            "geonameid",
                            models.PositiveIntegerField(primary_key=True, serialize=False),
                        ),
                        ("name", models.CharField(max_length=200)),
                        (
                            "names",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=400),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        ("latitude", models.FloatField()),
                        ("longitude", models.FloatField()),
                        ("population", models.PositiveIntegerField(blank=True, null=True)),
                        ("key", models.CharField(editable=False, max_length=200)),
                        (
                            "search",
                            django.contrib.postgres.search.SearchVectorField(
                                editable=False, null=True
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="towns",
                                to="places.area",
                            ),
                        ),
                        (
                            "country",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="towns",
                                to="places.country",
                            ),
                        ),
                    ],
                    options={"ordering": ["name", "pk"]},
                ),
                migrations.AddIndex(
                    model_name="town",
                    index=django.contrib.postgres.indexes.GinIndex(
                        fields=["search"], name="town_search"
                    ),
                ),
                migrations.AddIndex(
                    model_name="town",
                    index=models.Index(fields=["country", "key"], name="town_country_key"),
                ),
            ]
        ),
    ]
