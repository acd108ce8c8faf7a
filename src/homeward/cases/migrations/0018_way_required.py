"""Every case goes a way, now that each has one."""

import django.db.models.deletion
from django.db import migrations, models

from homeward.core.operations import Together


class Migration(migrations.Migration):
    dependencies = [("cases", "0017_ways_of_cases")]
    operations = [
        Together(
            [
                migrations.AlterField(
                    "case",
                    "way",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programmes.way",
                    ),
                ),
                migrations.AlterField(
                    "casechange",
                    "way",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programmes.way",
                    ),
                ),
            ]
        ),
    ]
