"""The person who acts may have several files: each of their rows is read on their own pages."""

from pathlib import Path

from django.db import migrations

SQL = (Path(__file__).parent.parent / "sql" / "gate.sql").read_text(encoding="utf-8")
NOW, BEFORE = "%I = any ((select gate_selves())::uuid[])", "%I = (select gate_self())"
# The ground of helpers came with this migration to an installation that was there already.
DROP = """
drop function gate_selves();
do $$ declare guarded record; begin
    for guarded in select name from access_guarded loop
        execute format('drop policy if exists helped on %I', guarded.name);
    end loop;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0009_roles")]
    operations = [migrations.RunSQL(SQL, SQL.replace(NOW, BEFORE) + DROP)]
