"""What is the person's on their own pages is theirs in each of their files."""

from django.db import migrations

from homeward.access.operations import all_files_of_the_person


class Migration(migrations.Migration):
    dependencies = [("funds", "0012_reserve_reaches"), ("access", "0010_selves")]
    operations = [all_files_of_the_person("funds")]
