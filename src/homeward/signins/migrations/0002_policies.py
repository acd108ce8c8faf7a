"""Codes and sign-ins under the gate, how one comes in, and the gate's own ground for helpers."""

from pathlib import Path

from django.db import migrations

HERE = Path(__file__).parent.parent
# An installation that is there already gets the ground `helped` on every table by it.
GATE = (HERE.parent / "access" / "sql" / "gate.sql").read_text(encoding="utf-8")
SQL = "".join(
    (HERE / name).read_text(encoding="utf-8") for name in ("policies.sql", "entering.sql")
)
DROP = """
create or replace function access_helper_fields(id text, purpose smallint) returns text
language sql stable as $$ select null::text $$;
drop function signins_leave(text, timestamptz), signins_entered(text, timestamptz),
    signins_enter(text, text, timestamptz), signins_account(uuid, text),
    signins_goes_on(signins_signin, timestamptz), signins_opens(signins_code, timestamptz);
drop policy helped on tasks_task;
do $$ declare guarded record; begin
    for guarded in select name from access_guarded loop
        execute format('drop policy if exists helped on %I', guarded.name);
    end loop;
end $$;
drop trigger stands on signins_code;
drop trigger note_seal on signins_code;
select gate_unguard('signins_signin');
select gate_unguard('signins_code');
drop function signins_code_stands(), signins_note_seal(), signins_may_give(uuid);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0010_selves"),
        ("signins", "0001_initial"),
        ("cases", "0021_leavings"),
        ("tasks", "0016_terms_of_casework"),
    ]
    operations = [
        migrations.RunSQL(GATE, migrations.RunSQL.noop),
        migrations.RunSQL(SQL, DROP),
    ]
