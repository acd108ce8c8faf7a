"""Who reads rounds and who is in them; and who sees what the rows were before."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "policies.sql"
OF_PERSONS = ["considered", "proposedplace", "placedecision", "displacement", "pairrule"]
TRACKED = ["considered", "proposedplace", "pairrule"]
OF_ROUNDS = ["floor", "proposal", "round", "roundoffer"]
HISTORY = "\n".join(
    f"select audit_guard_history('allocations_{name}change', 'person_id');" for name in TRACKED
)
DROP = "\n".join(
    [
        *(f"select audit_unguard_history('allocations_{name}change');" for name in TRACKED),
        *(
            f"drop policy case_is_seen on allocations_{name};"
            for name in ("considered", "proposedplace", "pairrule")
        ),
        *(f"select gate_unguard('allocations_{name}');" for name in OF_PERSONS),
        *(f"drop policy own on allocations_{name};" for name in OF_ROUNDS),
        *(f"alter table allocations_{name} disable row level security;" for name in OF_ROUNDS),
        "drop function allocations_given(uuid, uuid);",
        "drop function allocations_own();",
    ]
)


class Migration(migrations.Migration):
    dependencies = [("allocations", "0001_initial"), ("audit", "0003_change_history")]
    operations = [
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop),
        migrations.RunSQL(HISTORY, DROP),
    ]
