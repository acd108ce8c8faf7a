"""Lists under row policies, and the functions by which people join and leave."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "policies.sql"
DROP = """
drop function circles_of_sender(bigint, text), circles_stop(bigint, text),
    circles_forget(timestamptz), circles_leave(text), circles_confirm(text, timestamptz),
    circles_of_token(text), circles_ask(uuid, uuid, text, bytea, text, text, text, text,
    timestamptz, timestamptz), circles_counts(uuid[]);
drop policy came_in on circles_reply;
drop policy moderated on circles_reply;
alter table circles_reply disable row level security;
drop policy sent_to on circles_member;
alter table circles_member disable row level security;
drop policy sent on circles_post;
drop policy decided on circles_post;
drop policy written on circles_post;
drop policy seen on circles_post;
alter table circles_post disable row level security;
drop policy own on circles_moderator;
alter table circles_moderator disable row level security;
drop function circles_moderates(uuid), circles_is_own(uuid);
drop policy changed on circles_circle;
drop policy made on circles_circle;
drop policy seen on circles_circle;
alter table circles_circle disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("circles", "0001_initial")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
