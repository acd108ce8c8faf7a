"""Who sees and writes that somebody left again."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "leavings.sql"
DROP = """
select audit_unguard_history('cases_leavingagainchange');
select gate_unguard('cases_leavingagain');
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0020_leavings_change_history")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
