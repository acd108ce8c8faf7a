"""The feature's row policies."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "policies.sql"
DROP = """
drop function exports_sweep();
drop trigger person_left on exports_exportedperson;
drop function exports_person_left();
drop function exports_close_withdrawn(uuid, bigint);
drop function exports_close(uuid, text, text);
drop policy own on exports_exportjob;
drop policy own on exports_exportedperson;
drop policy own on exports_exportpart;
drop policy seen on exports_exportdownload;
drop policy written on exports_exportdownload;
alter table exports_exportjob disable row level security;
alter table exports_exportedperson disable row level security;
alter table exports_exportpart disable row level security;
alter table exports_exportdownload disable row level security;
drop function exports_is_mine(uuid);
"""


class Migration(migrations.Migration):
    dependencies = [("exports", "0001_initial"), ("access", "0002_gate")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
