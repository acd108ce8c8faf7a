"""Generated data never enters a database that holds a real person."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "generated.sql"
DROP = """
drop trigger refuse_generated on access_organisation;
drop trigger refuse_generated on access_user;
drop function persons_refuse_generated();
"""


class Migration(migrations.Migration):
    dependencies = [("persons", "0016_comparison_purpose"), ("access", "0010_selves")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
