"""An erasure takes the parts of a row with it, whomever they name."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "erasing.sql"


class Migration(migrations.Migration):
    dependencies = [("rights", "0004_all_files_of_the_person")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop)]
