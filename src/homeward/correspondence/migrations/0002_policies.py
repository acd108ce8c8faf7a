"""Messages with persons under the gate, their history, and how soon one that came in is read."""

from datetime import date
from pathlib import Path

from django.db import migrations

from homeward.core.operations import Fill

SQL = Path(__file__).parent.parent / "policies.sql"
TABLES = ("messageentry", "optin", "silence")
GUARD = "\n".join(
    f"select audit_guard_history('correspondence_{name}change', 'person_id');" for name in TABLES
)
DROP = """
drop trigger wait on correspondence_messageentry;
drop function correspondence_wait(), correspondence_settle(uuid, text, timestamptz),
    correspondence_give(uuid, uuid, uuid, bigint, bigint, text, bytea, text, timestamptz),
    correspondence_stop(bigint, text, timestamptz), correspondence_whose(bigint, text),
    correspondence_reminding();
drop policy ended on correspondence_reminderrule;
drop policy stated on correspondence_reminderrule;
drop policy own on correspondence_reminderrule;
alter table correspondence_reminderrule disable row level security;
select gate_unguard('correspondence_messageentry');
select gate_unguard('correspondence_silence');
select gate_unguard('correspondence_optin');
drop function correspondence_answers(uuid, bigint);
""" + "\n".join(f"select audit_unguard_history('correspondence_{name}change');" for name in TABLES)


def state(apps, schema_editor):
    apps.get_model("tasks", "DeadlineRule").objects.create(
        kind="read_message",
        valid_from=date(2020, 1, 1),
        days=2,
        day_kind="working",
        source="our own term: whoever writes waits for a word",
    )


def unstate(apps, schema_editor):
    apps.get_model("tasks", "DeadlineRule").objects.filter(kind="read_message").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("correspondence", "0001_initial"),
        ("tasks", "0016_terms_of_casework"),
        ("circles", "0002_policies"),
        ("outbox", "0003_policies"),
    ]
    operations = [
        migrations.RunSQL(SQL.read_text(encoding="utf-8") + GUARD, DROP),
        Fill(state, unstate),
    ]
