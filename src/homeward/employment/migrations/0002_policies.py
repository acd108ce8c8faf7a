"""Who reads a candidacy and what its rows were before a change; what an employer's link shows."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "policies.sql"
OF_PERSONS = ["candidacy", "candidatefact", "interview", "jobsearch", "placement", "retentioncheck"]
HISTORY = "\n".join(
    f"select audit_guard_history('employment_{name}change', 'person_id');" for name in OF_PERSONS
)
NUMBERS = "create sequence if not exists employment_number;"
NO_NUMBERS = "drop sequence employment_number;"
DROP = "\n".join(
    [
        "drop policy of_an_employer_s_link on tasks_task;",
        "drop policy begun_by_an_employer_s_link on tasks_task;",
        "drop policy ended_by_an_employer_s_link on tasks_task;",
        "drop policy own on employment_outreach;",
        "drop policy own on employment_employerlink;",
        "drop policy own_link on employment_employerlink;",
        "alter table employment_outreach disable row level security;",
        "alter table employment_employerlink disable row level security;",
        *(f"select audit_unguard_history('employment_{name}change');" for name in OF_PERSONS),
        *(f"select gate_unguard('employment_{name}');" for name in OF_PERSONS),
        "do $$ begin execute replace(pg_get_functiondef('access_link_fields_below'::regproc),"
        " 'access_link_fields_below', 'access_link_fields'); end $$;",
        "drop function access_link_fields_below(text, smallint);",
        "drop function employment_take_place(uuid);",
        "drop function employment_close_uncovered(uuid, timestamptz);",
        "drop function employment_link_sees_wait(uuid);",
        "drop function employment_link_sees_placement(uuid);",
        "drop function employment_link_sees(uuid);",
        "drop function employment_may_be_named(uuid);",
        "drop function employment_of_token(text);",
        "drop function employment_link_owner();",
    ]
)


class Migration(migrations.Migration):
    dependencies = [
        ("employment", "0001_initial"),
        ("audit", "0003_change_history"),
        # What a link is, as referrals answer it, is asked first.
        ("referrals", "0014_routing"),
        ("tasks", "0015_reminders"),
    ]
    operations = [
        migrations.RunSQL(NUMBERS, NO_NUMBERS),
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop),
        migrations.RunSQL(HISTORY, DROP),
    ]
