"""The functions that open and close the directory's waits, and how long each may take."""

from datetime import date
from pathlib import Path
from typing import Any

from django.db import migrations

from homeward.core.operations import Fill

SQL = Path(__file__).parent.parent / "policies.sql"
DROP = """
drop function services_end_wait(text, uuid, timestamptz),
    services_begin_wait(text, uuid, uuid, bigint, timestamptz), services_keeper(uuid);
"""
FROM = date(2020, 1, 1)
RULES = [
    ("confirm_service", 14, "calendar", "from asking an office to asking it again"),
    ("mend_service", 5, "working", "others may be sent there meanwhile"),
    ("decide_service", 10, "working", "so that who proposed it hears within two weeks"),
]


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
        ("services", "0006_changed_at"),
        ("tasks", "0012_kinds"),
        ("access", "0006_users_sql"),
    ]
    operations = [
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP),
        Fill(state, forget),
    ]
