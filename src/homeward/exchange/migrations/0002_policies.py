"""The feature's row policies."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "policies.sql"
DROP = """
drop function exchange_use_token(text);
drop policy seen on exchange_apirequest;
drop policy written on exchange_apirequest;
alter table exchange_apirequest disable row level security;
drop policy seen on exchange_apitoken;
drop policy written on exchange_apitoken;
drop policy changed on exchange_apitoken;
alter table exchange_apitoken disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("exchange", "0001_initial"), ("access", "0002_gate")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
