"""Who watches the installation, what may be counted, and the rules that come with the software."""

from datetime import date
from pathlib import Path
from typing import Any

from django.db import migrations

from homeward.core.operations import Fill

SQL = Path(__file__).parent.parent / "policies.sql"
TABLES = ["operator", "alertrule", "alert", "check", "watch", "refusal"]
POLICIES = ["seen", "stated", "acknowledged", "raised_by_the_job", "kept_by_the_job"]
DROP = "\n".join(
    [
        *(
            f"drop policy if exists {policy} on monitoring_{table};"
            for table in TABLES
            for policy in POLICIES
        ),
        *(f"alter table monitoring_{table} disable row level security;" for table in TABLES),
        "drop function monitoring_statements(integer), monitoring_statements_state(),"
        " monitoring_statements_view(), monitoring_told(text[]), monitoring_open_alerts(),"
        " monitoring_replicas(), monitoring_heartbeat(), monitoring_messages(),"
        " monitoring_try_again(bigint), monitoring_failed_jobs(timestamptz),"
        " monitoring_job_figures(), monitoring_jobs(text), monitoring_open_jobs(),"
        " monitoring_emergencies(timestamptz), monitoring_forget(timestamptz),"
        " monitoring_refusals(timestamptz), monitoring_refused(text, bigint),"
        " monitoring_keeps(), monitoring_watches();",
    ]
)
# In a schema of its own, where the application may not look. A server that lacks it, or an owner
# who may not make it, does without: the page says how it is switched on.
STATEMENTS = """
do $make$ begin
    create schema if not exists homeward_statements;
    create extension if not exists pg_stat_statements schema homeward_statements;
exception when insufficient_privilege or undefined_file or feature_not_supported then
    raise notice 'pg_stat_statements is not there';
end $make$;
"""
WITHOUT = """
drop extension if exists pg_stat_statements;
drop schema if exists homeward_statements;
"""
SOURCE = "Came with the software; stated anew by whoever runs the installation"
BOTH = ["administrator", "data_protection_officer"]
RULES: list[tuple[str, int, int | None, list[str]]] = [
    ("break_glass", 1, 60, BOTH),
    ("refusals", 30, 15, BOTH),
    ("anchor_late", 45, None, BOTH),
    ("backup_late", 26 * 60, None, ["administrator"]),
    ("jobs_failed", 1, 24 * 60, ["administrator"]),
    ("worker_silent", 5, None, ["administrator"]),
    ("replica_lag", 60, None, ["administrator"]),
    ("disk_low", 10, None, ["administrator"]),
]


def fill(apps: Any, schema_editor: Any) -> None:
    apps.get_model("monitoring", "AlertRule").objects.bulk_create(
        apps.get_model("monitoring", "AlertRule")(
            kind=kind, threshold=threshold, window_minutes=window, told=told, source=SOURCE,
            valid_from=date(2026, 1, 1),
        )
        for kind, threshold, window, told in RULES
    )  # fmt: skip


def empty(apps: Any, schema_editor: Any) -> None:
    apps.get_model("monitoring", "AlertRule").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("monitoring", "0001_initial"),
        ("emergencies", "0002_policies"),
        ("outbox", "0003_policies"),
        ("procrastinate", "0041_post_retry_failed_job"),
        ("access", "0010_selves"),
    ]
    operations = [
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP),
        migrations.RunSQL(STATEMENTS, WITHOUT),
        Fill(fill, empty),
    ]
