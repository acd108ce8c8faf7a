"""The feature's row policies."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "policies.sql"
DROP = """
drop function openrosa_came();
drop function openrosa_use_device(text);
drop policy own on openrosa_deliveryfile;
alter table openrosa_deliveryfile disable row level security;
drop policy own on openrosa_delivery;
alter table openrosa_delivery disable row level security;
drop policy own on openrosa_sheetdraft;
alter table openrosa_sheetdraft disable row level security;
drop policy own on openrosa_koboform;
alter table openrosa_koboform disable row level security;
drop policy seen on openrosa_device;
drop policy written on openrosa_device;
drop policy changed on openrosa_device;
alter table openrosa_device disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("openrosa", "0001_initial"), ("access", "0002_gate")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
