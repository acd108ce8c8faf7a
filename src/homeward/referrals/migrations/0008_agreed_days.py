"""The facts of a referral close by the clause of their own class, and the message with them."""

from pathlib import Path

from django.db import migrations

HERE = Path(__file__).parent
BEFORE = (HERE / "0006_withdrawal_policies.sql").read_text(encoding="utf-8")
SQL = (HERE / "0008_agreed_days.sql").read_text(encoding="utf-8")
DROP = "drop function referrals_facts_open(uuid, smallint);"


class Migration(migrations.Migration):
    dependencies = [
        ("referrals", "0007_change_history"),
        ("agreements", "0007_days_and_grounds"),
    ]
    operations = [migrations.RunSQL(SQL, BEFORE + DROP)]
