"""Which day says what version of a package a case is promised."""

from django.db import migrations, models

from homeward.core.operations import Together


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0011_deadlines"),
    ]

    operations = [
        Together(
            [
                migrations.AddField(
                    model_name="package",
                    name="counts_from",
                    field=models.CharField(
                        choices=[
                            ("arrival", "The one in force on the day of arrival"),
                            ("approval", "The one in force on the day of the approval"),
                        ],
                        db_default="arrival",
                        default="arrival",
                        max_length=10,
                        verbose_name="which version a case is promised",
                    ),
                )
            ]
        ),
    ]
