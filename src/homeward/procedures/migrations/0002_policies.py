"""The feature's row policies, and which versions a case begins with."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "policies.sql"
DROP = """
drop function procedures_in_force(bigint);
drop policy seen on procedures_sopstep;
drop policy written on procedures_sopstep;
drop policy seen on procedures_sopversion;
drop policy written on procedures_sopversion;
drop policy changed on procedures_sopversion;
alter table procedures_sopstep disable row level security;
alter table procedures_sopversion disable row level security;
drop function procedures_seen();
drop function procedures_drafts();
drop function procedures_followed();
"""


class Migration(migrations.Migration):
    dependencies = [("procedures", "0001_initial"), ("agreements", "0005_policies")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
