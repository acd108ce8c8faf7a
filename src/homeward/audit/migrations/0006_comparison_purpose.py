"""The read log knows the purpose of an encoded comparison."""

from django.db import migrations, models

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
    dependencies = [("audit", "0005_roles")]
    operations = [
        migrations.AlterField(
            "readlog", "purpose", models.PositiveSmallIntegerField(choices=CHOICES)
        ),
    ]
