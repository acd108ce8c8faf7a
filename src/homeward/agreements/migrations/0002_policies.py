"""The feature's row policies, and what it fills in of the gate."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix(".sql")
DROP = """
create or replace function gate_scopes(for_writing boolean) returns bigint[]
language sql stable as $$ select '{}'::bigint[] $$;
drop trigger fold_open on agreements_agreement;
drop trigger fold_open on agreements_party;
drop trigger fold_open on agreements_clause;
drop trigger fold_open on programmes_programme;
drop function agreements_fold();
drop table agreements_open;
drop function gate_clause_covers(bigint, bigint, smallint, bigint, integer);
drop trigger no_asylum on agreements_clause;
drop function agreements_no_asylum();
drop policy seen on agreements_agreement;
drop policy written on agreements_agreement;
drop policy changed on agreements_agreement;
drop policy seen on agreements_party;
drop policy written on agreements_party;
drop policy removed on agreements_party;
drop policy signed on agreements_party;
drop policy seen on agreements_clause;
drop policy written on agreements_clause;
alter table agreements_agreement disable row level security;
alter table agreements_party disable row level security;
alter table agreements_clause disable row level security;
drop function agreements_seen_by_actor();
drop function agreements_of_actor();
drop function agreements_drafts_of_actor();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0001_initial"),
        ("access", "0002_gate"),
        ("programmes", "0001_initial"),
    ]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
