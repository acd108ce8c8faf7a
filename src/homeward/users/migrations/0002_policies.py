"""The functions that change users, and who reads their history."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "policies.sql"
DROP = """
drop trigger kept on users_change;
drop trigger kept_whole on users_change;
drop policy seen on users_change;
drop policy seen on users_approval;
drop policy seen on users_invitation;
alter table users_change disable row level security;
alter table users_approval disable row level security;
alter table users_invitation disable row level security;
drop function users_keep_history(), users_decide(uuid, boolean), users_may_decide(uuid),
    users_settle(uuid, boolean, bigint), users_ask(uuid, bigint, text, varchar[], text),
    users_reset(bigint, text), users_reactivate(bigint, text),
    users_apply(bigint, text, varchar[], text, bigint, bigint), users_suspend(bigint, text),
    users_change_roles(bigint, varchar[], text), users_accept(text, text), users_invited(text),
    users_revoke(bigint, text), users_invite_again(bigint, text, timestamptz),
    users_invite(text, text, varchar[], text, text, timestamptz, text),
    users_send(bigint, text, timestamptz), users_check_roles(varchar[]),
    users_administered(bigint), users_note(bigint, text, bigint, bigint, varchar[], text),
    users_forbid(text), users_oversees(bigint), users_deciders(bigint, bigint),
    users_leads(bigint, bigint), users_is(text, bigint), users_roles(), users_powerful();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("users", "0001_initial"),
        ("access", "0006_users_sql"),
        ("agreements", "0002_policies"),
    ]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
