"""Who reads and keeps incentive funds; their book; and that entries add."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "policies.sql"
DROP = """
drop trigger incentives_only_add on ledger_transaction;
drop trigger stands on incentives_incentivefund;
drop trigger stands on incentives_measure;
drop trigger posted on incentives_measure;
drop trigger book on incentives_incentivefund;
drop function incentives_faults();
drop function incentives_only_adds();
drop function incentives_stands();
drop function incentives_post();
drop function incentives_open_book();
drop policy written on incentives_measure;
drop policy seen on incentives_measure;
drop policy written on incentives_incentivefund;
drop policy seen on incentives_incentivefund;
alter table incentives_measure disable row level security;
alter table incentives_incentivefund disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("incentives", "0001_initial"),
        ("ledger", "0002_policies"),
        ("access", "0009_roles"),
    ]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
