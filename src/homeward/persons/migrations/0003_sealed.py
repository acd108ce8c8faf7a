"""The column that the gate keeps from the owner's seal; gate_guard() adds it to the table."""

from django.db import migrations, models

from homeward.core.operations import Together

SEALED = models.BooleanField(db_default=False, default=False, editable=False)


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0004_seal_and_emergency"),
        ("persons", "0002_policies"),
    ]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                Together(
                    [
                        migrations.AddField("consent", "sealed", SEALED),
                        migrations.AddField("consentsheet", "sealed", SEALED),
                        migrations.AddField("contact", "sealed", SEALED),
                        migrations.AddField("household", "sealed", SEALED),
                        migrations.AddField("identitydocument", "sealed", SEALED),
                        migrations.AddField("person", "sealed", SEALED),
                        migrations.AddField("personname", "sealed", SEALED),
                        migrations.AddField("searchtokens", "sealed", SEALED),
                    ]
                )
            ]
        )
    ]
