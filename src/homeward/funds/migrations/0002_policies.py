"""The feature's row policies, and what it fills in of the gate."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "policies.sql"
DROP = """
drop function funds_reserve(uuid, bigint, timestamptz);
select gate_unguard('funds_reservation');
select gate_unguard('funds_instalment');
select gate_unguard('funds_proof');
select gate_unguard('funds_proofcheck');
select gate_unguard('funds_payment');
"""


class Migration(migrations.Migration):
    dependencies = [("funds", "0001_initial"), ("plans", "0002_policies")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
