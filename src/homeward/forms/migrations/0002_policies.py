"""Who reads and writes forms; what is published never changes."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "policies.sql"
DROP = """
drop policy seen on forms_form;
drop policy written on forms_form;
drop policy changed on forms_form;
alter table forms_form disable row level security;
drop policy seen on forms_formversion;
drop policy written on forms_formversion;
drop policy changed on forms_formversion;
alter table forms_formversion disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("forms", "0001_initial"), ("access", "0002_gate")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
