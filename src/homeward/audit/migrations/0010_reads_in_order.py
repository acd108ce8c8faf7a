"""The officer's page of the read log reads no more of it than the page holds."""

from pathlib import Path

from django.db import migrations

HERE = Path(__file__).parent
SQL = (HERE / "0010_reads_in_order.sql").read_text(encoding="utf-8")


def before() -> str:
    """The two functions as 0002 made them."""
    made = (HERE.parent / "policies.sql").read_text(encoding="utf-8")
    start = made.index("create or replace function audit_for_officer")
    return made[start : made.index("-- Who read, of the users")]


class Migration(migrations.Migration):
    dependencies = [("audit", "0009_reads_of_others")]
    operations = [migrations.RunSQL(SQL, before())]
