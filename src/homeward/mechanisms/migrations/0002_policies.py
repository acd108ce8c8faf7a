"""Who reads and keeps referral systems, and what of them is told as figures."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "policies.sql"
TABLES = [
    "routing",
    "handover",
    "judgement",
    "mechanism_agreements",
    "mechanism_areas",
    "routerule",
    "membership",
    "mechanism",
]
DROP = "\n".join(
    [
        *(
            f"drop policy if exists {policy} on mechanisms_{table};"
            for table in TABLES
            for policy in ("seen", "written", "changed", "removed")
        ),
        *(f"alter table mechanisms_{table} disable row level security;" for table in TABLES),
        "drop function mechanisms_move_on(uuid, bigint, uuid, uuid[], timestamptz),"
        " mechanisms_take_over(uuid, timestamptz),"
        " mechanisms_queue_goes_along(uuid, bigint, bigint, timestamptz),"
        " mechanisms_rests_on(uuid), mechanisms_is_own(uuid);",
    ]
)


class Migration(migrations.Migration):
    dependencies = [
        ("mechanisms", "0001_initial"),
        ("procedures", "0005_stages"),
        ("tasks", "0012_kinds"),
        ("access", "0009_roles"),
    ]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
