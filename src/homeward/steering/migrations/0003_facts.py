"""The facts that the workplan's conditions are read from."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "facts.sql"
DROP = "drop function steering_facts(integer[], text[], text[], integer);"


class Migration(migrations.Migration):
    dependencies = [("steering", "0002_policies")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
