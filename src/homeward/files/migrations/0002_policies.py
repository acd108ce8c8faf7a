"""The feature's row policies."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "policies.sql"
DROP = "select gate_unguard('files_storedfile');"


class Migration(migrations.Migration):
    dependencies = [("files", "0001_initial"), ("access", "0002_gate")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
