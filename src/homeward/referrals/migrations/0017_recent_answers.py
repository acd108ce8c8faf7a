"""My work asks what changed since yesterday, whatever was ever changed."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    # Built beside the writing program.
    atomic = False
    dependencies = [("referrals", "0016_all_files_of_the_person")]
    operations = [
        AddIndexConcurrently(
            "statuschange", models.Index(fields=["-at"], name="statuschange_recent")
        )
    ]
