"""Until when a named ground holds, and the days after a referral, by class."""

from pathlib import Path

from django.db import migrations

HERE = Path(__file__).parent
BEFORE = (HERE / "0005_policies.sql").read_text(encoding="utf-8")
TODAY = (HERE.parent / "policies.sql").read_text(encoding="utf-8")
DROP = """
drop function agreements_days_after(bigint, bigint, smallint, bigint, integer);
drop function agreements_ground_ends(bigint, bigint, text);
"""


class Migration(migrations.Migration):
    dependencies = [("agreements", "0006_change_history")]
    operations = [migrations.RunSQL(TODAY, BEFORE + DROP)]
