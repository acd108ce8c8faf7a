"""The person's word on a payment, under the gate."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "receipts.sql"
DROP = """
drop policy stays on funds_receipt;
drop policy stands on funds_receipt;
drop policy own_word_alone on funds_receipt;
drop policy said_by_self on funds_receipt;
select gate_unguard('funds_receipt');
drop function funds_planner(uuid);
"""


class Migration(migrations.Migration):
    dependencies = [("funds", "0010_receipts")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
