"""A step of a referral is never dated before the one it follows."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "history.sql"
DROP = """
drop trigger dated_after_the_last on referrals_statuschange;
drop function referrals_dated_after_the_last();
"""


class Migration(migrations.Migration):
    dependencies = [("referrals", "0014_routing")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
