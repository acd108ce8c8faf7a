"""A consent, or another ground, may be for an encoded comparison."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

from homeward.core.operations import Together

CHOICES = [
    (1, "Counselling and case management"),
    (2, "Reception on arrival"),
    (3, "Referral to a service"),
    (4, "Decision on a plan"),
    (5, "Payment and its proof"),
    (6, "Survey of reintegration"),
    (7, "Data protection oversight"),
    (8, "Encoded comparison with another organisation"),
]


class Migration(migrations.Migration):
    dependencies = [("persons", "0015_marks")]
    operations = [
        Together(
            [
                migrations.AlterField(
                    "consent", "purpose", models.PositiveSmallIntegerField(choices=CHOICES)
                ),
                migrations.AlterField(
                    "consentchange", "purpose", models.PositiveSmallIntegerField(choices=CHOICES)
                ),
                migrations.AlterField(
                    "deletionnotice",
                    "purposes",
                    ArrayField(models.PositiveSmallIntegerField(choices=CHOICES), size=None),
                ),
                migrations.AlterField(
                    "legalbasis", "purpose", models.PositiveSmallIntegerField(choices=CHOICES)
                ),
                migrations.AlterField(
                    "legalbasischange", "purpose", models.PositiveSmallIntegerField(choices=CHOICES)
                ),
            ]
        )
    ]
