"""The feature's row policies, and what it fills in of the gate."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_name("0002_policies.sql")
DROP = """
select gate_unguard('persons_person');
select gate_unguard('persons_household');
select gate_unguard('persons_personname');
select gate_unguard('persons_identitydocument');
select gate_unguard('persons_contact');
select gate_unguard('persons_searchtokens');
select gate_unguard('persons_consentsheet');
select gate_unguard('persons_consent');
drop trigger refold_given on persons_consent;
drop trigger refold_changed on persons_consent;
drop trigger refold_removed on persons_consent;
drop trigger refold on persons_person;
drop function persons_refold(), persons_refold_origin(), persons_find(integer[], integer),
    persons_index(uuid, integer[]);
drop index persons_searchtokens_tokens;
create or replace function gate_recipients(person uuid, class smallint)
returns table (recipient integer, until date)
language sql stable as $$ select null::integer, null::date where false $$;
create or replace function gate_barred_from_asylum(person uuid) returns boolean
language sql stable as $$ select true $$;
create or replace function gate_sees_person(person uuid) returns boolean
language sql stable as $$ select false $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("persons", "0001_initial"),
        ("access", "0002_gate"),
        ("files", "0002_policies"),
        ("agreements", "0002_policies"),
    ]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
