"""The feature's row policies, and what it fills in of the gate."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "policies.sql"
DROP = """
create or replace function gate_is_sealed(person uuid, owner_org bigint) returns boolean
language sql stable as $$ select false $$;
create or replace function gate_teams() returns uuid[]
language sql stable as $$ select '{}'::uuid[] $$;
create or replace function gate_sealed_out() returns uuid[]
language sql stable as $$ select '{}'::uuid[] $$;
drop trigger refold on seals_sealedfile;
drop trigger refold on seals_seal;
drop trigger team_stays on seals_seal;
drop trigger team_stays on seals_teammember;
drop function seals_refold(), seals_team_stays();
drop index seals_teammember_of, seals_seal_in_force;
select gate_unguard('seals_seal');
select gate_unguard('seals_sealedfile');
select gate_unguard('seals_teammember');
drop function seals_of_actor();
select gate_refold(id) from persons_person where sealed;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("seals", "0001_initial"),
        ("cases", "0003_sealed"),
        ("tasks", "0003_sealed_files"),
    ]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
