"""What is the person's on their own pages is theirs in each of their files."""

from django.db import migrations

from homeward.access.operations import all_files_of_the_person


class Migration(migrations.Migration):
    dependencies = [("referrals", "0015_history_in_order"), ("access", "0010_selves")]
    operations = [all_files_of_the_person("referrals")]
