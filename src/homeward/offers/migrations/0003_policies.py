"""Who reads and writes offers and contracts for seats; and how long a stale offer may wait."""

from datetime import date
from pathlib import Path
from typing import Any

from django.db import migrations

from homeward.core.operations import Fill

SQL = Path(__file__).parent.parent / "policies.sql"
TABLES = ["seatfinding", "jointvisit", "seatreport", "seatcontract", "offerskill", "offer"]
DROP = "\n".join(
    [
        "drop trigger contract_stands on offers_seatcontract;",
        "drop function offers_contract_stands();",
        *(
            f"drop policy if exists {policy} on offers_{table};"
            for table in TABLES
            for policy in ("seen", "written", "changed", "removed")
        ),
        *(f"alter table offers_{table} disable row level security;" for table in TABLES),
        "drop function offers_of_contract(uuid), offers_seats_taken(uuid),"
        " offers_end_wait(uuid, timestamptz), offers_ask(date, timestamptz), offers_keeper(uuid),"
        " offers_is_own(bigint), offers_is_kept(bigint);",
    ]
)
FROM = date(2020, 1, 1)
RULES = [("confirm_offer", 14, "calendar", "as an entry of the directory that was not confirmed")]


def state(apps: Any, schema_editor: Any) -> None:
    rules = apps.get_model("tasks", "DeadlineRule")
    for kind, days, day_kind, source in RULES:
        rules.objects.get_or_create(
            kind=kind,
            programme_id=0,
            valid_from=FROM,
            defaults={"days": days, "day_kind": day_kind, "source": source},
        )


def forget(apps: Any, schema_editor: Any) -> None:
    rules = apps.get_model("tasks", "DeadlineRule")
    rules.objects.filter(kind__in=[kind for kind, *_ in RULES], valid_from=FROM).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("offers", "0002_in_depth"),
        ("tasks", "0012_kinds"),
        ("access", "0009_roles"),
    ]
    operations = [
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP),
        Fill(state, forget),
    ]
