"""Talks on training and reviews of a search under the gate, with their history."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "policies_training.sql"
GUARDED = ["trainingtalk", "searchreview"]
HISTORY = "".join(
    f"select audit_guard_history('careers_{name}change', 'person_id');\n" for name in GUARDED
)
DROP = "\n".join(
    [
        *[f"select audit_unguard_history('careers_{name}change');" for name in GUARDED],
        *[f"select gate_unguard('careers_{name}');" for name in GUARDED],
    ]
)


class Migration(migrations.Migration):
    dependencies = [("careers", "0003_training_and_change_history"), ("cases", "0002_policies")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8") + HISTORY, DROP)]
