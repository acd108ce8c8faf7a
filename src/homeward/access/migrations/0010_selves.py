"""The person who acts may have several files: each of their rows is read on their own pages."""

from pathlib import Path

from django.db import migrations

SQL = (Path(__file__).parent.parent / "sql" / "gate.sql").read_text(encoding="utf-8")
NOW, BEFORE = "%I = any ((select gate_selves())::uuid[])", "%I = (select gate_self())"
DROP = "drop function gate_selves();"


class Migration(migrations.Migration):
    dependencies = [("access", "0009_roles")]
    operations = [migrations.RunSQL(SQL, SQL.replace(NOW, BEFORE) + DROP)]
