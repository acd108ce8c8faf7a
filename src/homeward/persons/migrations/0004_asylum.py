"""Asylum history never moves to an authority of a country of origin."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "asylum.sql"
DROP = """
create or replace function gate_asylum_barred_to(person uuid, org bigint) returns boolean
language sql stable as $$ select true $$;
"""


class Migration(migrations.Migration):
    dependencies = [("persons", "0003_sealed")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
