"""The stages of application, decision and travel."""

from django.db import migrations, models

from homeward.core.operations import Together


class Migration(migrations.Migration):
    dependencies = [
        ("procedures", "0004_roles"),
    ]

    operations = [
        Together(
            [
                migrations.AlterField(
                    model_name="sopstep",
                    name="stage",
                    field=models.CharField(
                        choices=[
                            ("counselling", "Counselling"),
                            ("application", "Application"),
                            ("decision", "Decision"),
                            ("departure", "Departure"),
                            ("travel", "Travel"),
                            ("arrival", "Arrival"),
                            ("plan", "Plan"),
                            ("support", "Support"),
                            ("follow_up", "Follow-up"),
                            ("closure", "Closure"),
                        ],
                        max_length=20,
                        verbose_name="stage",
                    ),
                )
            ]
        ),
    ]
