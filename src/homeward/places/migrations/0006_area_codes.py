from django.db import migrations, models

from homeward.core.operations import Together


class Migration(migrations.Migration):
    dependencies = [("places", "0005_area_keys")]

    operations = [
        Together(
            [
                migrations.RemoveConstraint(
                    model_name="area", name="area_has_one_name_under_its_parent"
                ),
                migrations.AddConstraint(
                    model_name="area",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("pcode", ""), _negated=True),
                        fields=("country", "pcode"),
                        name="area_has_a_pcode_of_its_own",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="area",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("pcode", "")),
                        fields=("country", "level", "name", "parent"),
                        name="area_without_pcode_has_one_name_under_its_parent",
                        nulls_distinct=False,
                    ),
                ),
                migrations.AddConstraint(
                    model_name="area",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("level__range", (1, 4))),
                        name="area_has_a_level_of_its_country",
                    ),
                ),
            ]
        ),
    ]
