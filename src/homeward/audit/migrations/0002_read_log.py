"""The functions of the read log, and the role that owns it."""

from pathlib import Path

from django.db import migrations

from homeward.audit import roles
from homeward.core.operations import Fill

SQL = Path(__file__).parent.parent / "policies.sql"
DROP = """
alter table audit_readlog owner to current_user;
drop policy seen on audit_accessreview;
drop policy written on audit_accessreview;
alter table audit_accessreview disable row level security;
drop function audit_of_person(uuid), audit_review(timestamptz, text),
    audit_reads(timestamptz, timestamptz, uuid[], text, text, integer, integer, integer),
    audit_for_officer(timestamptz, timestamptz), audit_officer(),
    audit_entries(integer[], bigint[]), audit_heads(), audit_faults(),
    audit_append(text, text, jsonb), audit_concerned(uuid, bigint), audit_ground(uuid[]),
    audit_hash(integer, bigint, timestamptz, text, text, integer, text, text, text, jsonb, uuid[],
               integer[], bytea);
drop trigger only_added_to on audit_readlog;
drop trigger never_emptied on audit_readlog;
drop function audit_refuse();
"""


def hand_over(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        roles.hand_over(cursor)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial"), ("access", "0002_gate")]
    operations = [
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP),
        Fill(hand_over, migrations.RunPython.noop),
    ]
