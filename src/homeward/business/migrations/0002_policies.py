"""Who reads a business and what its rows were before a change; who reads a group of a trade."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "policies.sql"
OF_PERSONS = [
    "business", "businessplan", "coachingvisit", "costline", "credit", "groupmember", "review",
    "stepofbusiness", "survivalcheck",
]  # fmt: skip
HISTORY = "\n".join(
    f"select audit_guard_history('business_{name}change', 'person_id');" for name in OF_PERSONS
)
DROP = "\n".join(
    [
        "drop policy seen on business_sectorgroup;",
        "drop policy written on business_sectorgroup;",
        "drop policy changed on business_sectorgroup;",
        "drop policy own on business_groupmeeting;",
        "alter table business_sectorgroup disable row level security;",
        "alter table business_groupmeeting disable row level security;",
        *(f"select audit_unguard_history('business_{name}change');" for name in OF_PERSONS),
        *(f"select gate_unguard('business_{name}');" for name in OF_PERSONS),
    ]
)


class Migration(migrations.Migration):
    dependencies = [("business", "0001_initial"), ("audit", "0003_change_history")]
    operations = [
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop),
        migrations.RunSQL(HISTORY, DROP),
    ]
