"""The outbox under row policies, and what became of the messages that were there."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "policies.sql"
STATES = """
update outbox_message set state = 'sent', settled_at = sent_at where sent_at is not null;
update outbox_message set state = 'dead', settled_at = queued_at
    where sent_at is null and attempts >= 8;
"""
DROP = """
drop function outbox_take_state(uuid, text, text, timestamptz),
    outbox_take_in(uuid, uuid, text, bytea, bytea, timestamptz), outbox_door(text);
drop policy sorted_by_the_job on outbox_incoming;
drop policy brought on outbox_incoming;
drop policy settled on outbox_incoming;
drop policy own on outbox_incoming;
alter table outbox_incoming disable row level security;
drop policy stated on outbox_quiethours;
drop policy own on outbox_quiethours;
alter table outbox_quiethours disable row level security;
drop policy written on outbox_text;
drop policy own on outbox_text;
alter table outbox_text disable row level security;
drop policy read_by_the_job on outbox_gateway;
drop policy own on outbox_gateway;
alter table outbox_gateway disable row level security;
drop policy sent_by_the_job on outbox_message;
drop policy changed on outbox_message;
drop policy queued on outbox_message;
drop policy seen on outbox_message;
alter table outbox_message disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("outbox", "0002_gateways")]
    operations = [
        migrations.RunSQL(STATES, migrations.RunSQL.noop),
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP),
    ]
