"""Who reads complaints, what a complainant's code opens, and what their rows were before."""

from pathlib import Path

from django.db import migrations

SQL = (Path(__file__).parent.parent / "policies.sql").read_text(encoding="utf-8")
TABLES = ("complaint", "entry")
HISTORY = "\n".join(
    f"select audit_guard_history('complaints_{name}change', 'person_id');" for name in TABLES
)
DROP = "\n".join(
    [
        "do $$ begin execute replace("
        "pg_get_functiondef('access_link_fields_below_complaints'::regproc),"
        " 'access_link_fields_below_complaints', 'access_link_fields'); end $$;",
        "drop function access_link_fields_below_complaints(text, smallint);",
        "drop policy complaints_stay_with_the_named on tasks_task;",
        "drop trigger first_wait on complaints_complaint;",
        "drop function complaints_first_wait();",
        "drop trigger free on complaints_handler;",
        "drop function complaints_free();",
        *(f"drop policy named_alone on complaints_{name}change;" for name in TABLES),
        *(f"select audit_unguard_history('complaints_{name}change');" for name in TABLES),
        *(f"select gate_unguard('complaints_{name}');" for name in reversed(TABLES)),
        *(
            f"drop policy {policy} on complaints_{table};"
            for table, policy in (
                ("handler", "ended"),
                ("handler", "named"),
                ("handler", "seen"),
                ("category", "stated"),
                ("category", "seen"),
            )
        ),
        "alter table complaints_handler disable row level security;",
        "alter table complaints_category disable row level security;",
        "alter table complaints_complaint drop constraint anonymous_complaint_tells_nobody;",
        "drop function complaints_counted(date, date);",
        "drop function complaints_put(uuid, bigint, bigint, date, date);",
        "drop function complaints_may_pass_on(uuid, bigint);",
        "drop function complaints_seen(boolean);",
        "drop function complaints_link_of_token(text);",
        "drop function complaints_of_link();",
        "drop function complaints_handles();",
        "drop function complaints_is_open(bigint);",
    ]
)


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0001_initial"),
        ("audit", "0003_change_history"),
        # What a link is, as referrals and employers answer it.
        ("employment", "0002_policies"),
    ]
    operations = [
        migrations.RunSQL(HISTORY, migrations.RunSQL.noop),
        migrations.RunSQL(SQL, DROP),
    ]
