"""The feature's row policies, and the functions that erase and hand over."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "policies.sql"
DROP = """
create or replace function access_subject_fields(id text, purpose smallint) returns text
language sql stable as $$ select null::text $$;
drop function rights_knows_copy(text), rights_open_copy(text), rights_erase(uuid),
    rights_erase_rows(uuid), rights_money_open(uuid), rights_held(uuid);
drop table rights_erasable;
drop trigger signed on rights_erasuredecision;
drop function rights_decision_is_signed();
drop policy seen on rights_retentionrule;
drop policy written on rights_retentionrule;
alter table rights_retentionrule disable row level security;
select gate_unguard('rights_rightsrequest');
select gate_unguard('rights_rectification');
select gate_unguard('rights_hold');
select gate_unguard('rights_erasuredecision');
select gate_unguard('rights_personcopy');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("rights", "0001_initial"),
        ("funds", "0003_sealed"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
