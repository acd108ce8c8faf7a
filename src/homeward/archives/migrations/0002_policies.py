"""The feature's row policies, and the functions that read for an approved archive."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "policies.sql"
DROP = """
drop function archives_sweep();
drop function archives_log(uuid);
drop function archives_read(uuid, text, text, text[]);
drop table archives_declared;
drop policy seen on archives_arrival;
drop policy written on archives_taking;
drop policy seen on archives_taking;
drop policy removed on archives_part;
drop policy made on archives_part;
drop policy seen on archives_part;
drop function archives_is_ours(uuid);
drop trigger stands on archives_request;
drop function archives_request_stands();
drop policy changed on archives_request;
drop policy asked on archives_request;
drop policy seen on archives_request;
alter table archives_arrival disable row level security;
alter table archives_taking disable row level security;
alter table archives_part disable row level security;
alter table archives_request disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("archives", "0001_initial"),
        ("access", "0002_gate"),
        ("audit", "0001_initial"),
    ]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
