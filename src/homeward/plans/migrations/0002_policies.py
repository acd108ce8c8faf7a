"""The feature's row policies, and what it fills in of the gate."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "policies.sql"
DROP = """
drop function plans_begin_support(uuid);
select gate_unguard('plans_plan');
select gate_unguard('plans_planline');
select gate_unguard('plans_decision');
select gate_unguard('plans_condition');
select gate_unguard('plans_conditionmet');
"""


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_initial"), ("cases", "0002_policies")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
