"""Who reads projects, their members and their money; and who sees what the rows were before."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "policies.sql"
OF_PERSONS = ["contribution", "exit", "membership", "payout"]
OF_PROJECTS = [
    "asset", "logentry", "meeting", "output", "payoutrun", "photo", "projectpartner", "reach",
    "season", "training",
]  # fmt: skip
HISTORY = "\n".join(
    f"select audit_guard_history('collectives_{name}change', 'person_id');" for name in OF_PERSONS
)
DROP = "\n".join(
    [
        *(f"select audit_unguard_history('collectives_{n}change');" for n in OF_PERSONS),
        *(f"select gate_unguard('collectives_{n}');" for n in OF_PERSONS),
        *(f"select collectives_unguard('collectives_{n}');" for n in [*OF_PROJECTS, "project"]),
        "drop function collectives_unguard(text), collectives_guard(text, text);",
        "drop function collectives_pay_out(uuid, jsonb), collectives_weights(uuid);",
        "drop function collectives_left_with(uuid), collectives_owed(uuid);",
        "drop function collectives_figures(uuid[]);",
        "drop function collectives_open(), collectives_own();",
        "drop function collectives_agreed(bigint, bigint);",
    ]
)


class Migration(migrations.Migration):
    dependencies = [
        ("collectives", "0001_initial"),
        ("agreements", "0006_change_history"),
        ("audit", "0003_change_history"),
    ]
    operations = [
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop),
        migrations.RunSQL(HISTORY, DROP),
    ]
