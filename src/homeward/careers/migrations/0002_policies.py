"""Skills, work and wishes under the gate, with their history."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "policies.sql"
GUARDED = ["pastwork", "certificate", "heldskill", "wish"]
HISTORY = "".join(
    f"select audit_guard_history('careers_{name}change', 'person_id');\n" for name in GUARDED
)
DROP = "\n".join(
    [
        *[f"select audit_unguard_history('careers_{name}change');" for name in GUARDED],
        *[f"select gate_unguard('careers_{name}');" for name in GUARDED],
        "drop function careers_keeper();",
    ]
)


class Migration(migrations.Migration):
    dependencies = [("careers", "0001_initial"), ("cases", "0002_policies")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8") + HISTORY, DROP)]
