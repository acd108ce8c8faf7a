"""The row policy of sheets on their way through the wizard."""

from pathlib import Path

from django.db import migrations

SQL = (Path(__file__).parent.parent / "sheets" / "policies.sql").read_text(encoding="utf-8")
UNDO = """
drop policy seen on exchange_sheet;
drop policy written on exchange_sheet;
drop policy changed on exchange_sheet;
drop policy removed on exchange_sheet;
alter table exchange_sheet disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("exchange", "0006_sheet_wizard")]

    operations = [migrations.RunSQL(SQL, UNDO)]
