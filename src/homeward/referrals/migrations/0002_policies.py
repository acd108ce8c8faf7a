"""The feature's row policies, and what it fills in of the gate."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_name("0002_policies.sql")
DROP = """
select gate_unguard('referrals_referral');
select gate_unguard('referrals_sharedfact');
select gate_unguard('referrals_statuschange');
select gate_unguard('referrals_answerlink');
create or replace function access_link_fields(id text, purpose smallint) returns text
language sql stable as $$ select null::text $$;
drop function referrals_of_token(text), referrals_is_accepted(uuid), referrals_facts_open(uuid),
    referrals_is_receiver(bigint, uuid);
create or replace function gate_sees_referral(referral uuid) returns boolean
language sql stable as $$ select false $$;
drop sequence referrals_number;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("referrals", "0001_initial"),
        ("plans", "0002_policies"),
        ("agreements", "0002_policies"),
    ]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
