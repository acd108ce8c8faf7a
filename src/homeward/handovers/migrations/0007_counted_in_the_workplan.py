"""The workplan counts criteria of exit and handovers that were carried out."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "workplan.sql"
EMPTY = """
create or replace function steering_of_handovers(asked integer[])
returns table (fact text, n bigint, total bigint, latest date)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select null::text, null::bigint, null::bigint, null::date where false
$$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("handovers", "0006_codes_and_notices_go_along"),
        ("steering", "0004_further_facts"),
    ]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), EMPTY)]
