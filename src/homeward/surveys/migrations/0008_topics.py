"""What each instrument measures."""

from django.db import migrations, models

from homeward.core.operations import Together

TOPICS = [
    ("reintegration", "Reintegration"),
    ("child", "Reintegration of children"),
    ("trafficking", "Survivors of trafficking"),
    ("satisfaction", "Satisfaction with help"),
    ("cohesion", "Social cohesion"),
    ("other", "Something else"),
]


class Migration(migrations.Migration):
    dependencies = [("surveys", "0007_versions_and_change_history")]

    operations = [
        Together(
            [
                migrations.AddField(
                    "instrument",
                    "topic",
                    models.CharField(
                        choices=TOPICS, default="other", max_length=15, verbose_name="measures"
                    ),
                )
            ]
        ),
        migrations.RunSQL(
            "update surveys_instrument set topic = 'reintegration' where code = 'rss'",
            migrations.RunSQL.noop,
        ),
    ]
