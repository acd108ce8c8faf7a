"""Whose webhooks are whose, and the triggers that note what happened."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "policies.sql"
DROP = """
drop trigger tell_other_systems on cases_case;
drop trigger tell_other_systems on offers_offer;
drop trigger tell_other_systems on referrals_statuschange;
drop function webhooks_forget(timestamptz), webhooks_drop(bigint),
    webhooks_settle(bigint, smallint, text, integer, timestamptz, timestamptz, boolean),
    webhooks_claim(integer, uuid[], timestamptz, timestamptz), webhooks_of_case(),
    webhooks_of_offer(), webhooks_of_referral(), webhooks_note(text, text, uuid, bigint[]);
drop policy removed on webhooks_attempt;
drop policy seen on webhooks_attempt;
alter table webhooks_attempt disable row level security;
drop policy written on webhooks_event;
drop policy seen on webhooks_event;
alter table webhooks_event disable row level security;
drop policy removed on webhooks_delivery;
drop policy changed on webhooks_delivery;
drop policy written on webhooks_delivery;
drop policy seen on webhooks_delivery;
alter table webhooks_delivery disable row level security;
drop function webhooks_is_own(uuid);
drop policy removed on webhooks_endpoint;
drop policy changed on webhooks_endpoint;
drop policy written on webhooks_endpoint;
drop policy seen on webhooks_endpoint;
alter table webhooks_endpoint disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("webhooks", "0001_initial"),
        ("referrals", "0011_changed_at"),
        ("offers", "0004_changed_at"),
        ("cases", "0019_recent_stages"),
        ("tasks", "0015_reminders"),
    ]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
