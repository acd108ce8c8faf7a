"""Referrals handed on by a hub, and seats counted for a contract."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "routing.sql"
DROP = """
create or replace function mechanisms_move_on(
    referral uuid, to_org bigint, to_service uuid, kept uuid[], moment timestamptz) returns text
    language sql stable as $$ select 'not_covered'::text $$;
create or replace function mechanisms_queue_goes_along(
    mechanism uuid, from_org bigint, to_org bigint, moment timestamptz) returns integer
    language sql stable as $$ select 0 $$;
create or replace function offers_seats_taken(contract uuid)
    returns table (asked bigint, taken bigint)
    language sql stable as $$ select 0::bigint, 0::bigint $$;
drop function referrals_give_to(uuid, bigint, uuid, uuid[], timestamptz),
    referrals_may_go_to(uuid, bigint, uuid[]);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("referrals", "0010_states_policies"),
        ("mechanisms", "0002_policies"),
        ("offers", "0003_policies"),
    ]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
