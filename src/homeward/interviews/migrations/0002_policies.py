"""Who reads drafts and links, what a person's link opens, and what their rows were before."""

from pathlib import Path

from django.db import migrations

HERE = Path(__file__).parent.parent
SQL = "".join((HERE / name).read_text(encoding="utf-8") for name in ("links.sql", "policies.sql"))
TABLES = ("interviewdraft", "interviewfile", "interviewlink")
HISTORY = "\n".join(
    f"select audit_guard_history('interviews_{name}change', 'person_id');" for name in TABLES
)
DROP = "\n".join(
    [
        "drop policy written_by_partner on surveys_submission;",
        "drop policy written_by_partner on surveys_score;",
        *(f"select audit_unguard_history('interviews_{name}change');" for name in TABLES),
        *(f"drop policy wave_is_seen on interviews_{name};" for name in TABLES),
        *(
            f"drop policy {name} on interviews_interviewdraft;"
            for name in (
                "written_of_nobody",
                "written_by_partner",
                "ended_by_partner",
                "of_link",
                "typed_by_link",
            )
        ),
        "drop policy written_by_partner on interviews_interviewfile;",
        *(f"select gate_unguard('interviews_{name}');" for name in TABLES),
        "do $$ begin execute replace(pg_get_functiondef('access_link_fields_of_work'::regproc),"
        " 'access_link_fields_of_work', 'access_link_fields'); end $$;",
        "drop function access_link_fields_of_work(text, smallint);",
        "drop function interviews_link_wave();",
        "drop function interviews_link_sent(timestamptz);",
        "drop function interviews_link_opened(text, timestamptz);",
        "drop function interviews_link_of_token(text);",
    ]
)


class Migration(migrations.Migration):
    dependencies = [
        ("interviews", "0001_initial"),
        ("audit", "0003_change_history"),
        # What a link is, as referrals and employers answer it.
        ("employment", "0002_policies"),
        ("surveys", "0007_versions_and_change_history"),
    ]
    operations = [
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
        migrations.RunSQL(HISTORY, DROP),
    ]
