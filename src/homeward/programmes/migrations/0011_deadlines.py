"""Who states the rules on a programme's waits."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "deadlines.sql"
BACK = """
create or replace function tasks_may_state(programme integer) returns boolean
language sql stable as $$ select false $$;
"""


class Migration(migrations.Migration):
    dependencies = [("programmes", "0010_waits_of_exceptions"), ("tasks", "0014_calendars")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), BACK)]
