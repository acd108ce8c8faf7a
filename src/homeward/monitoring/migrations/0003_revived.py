"""Jobs whose worker was killed are done again by themselves."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix(".sql")
DROP = "drop function monitoring_revive(bigint, integer, integer)"


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0002_policies")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
