"""The feature's row policies, those of its history, and whom its waits show themselves to."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "policies.sql"
TABLES = (
    "flag", "screening", "departurehold", "factor", "riskassessment", "incident", "measure",
    "pathway",
    "pathwaystep", "guardian", "tracing", "bestinterest", "healthneed", "carehandover",
    "careconfirmation", "legalnote", "legalnotereader",
)  # fmt: skip
HISTORY = "".join(
    f"select audit_guard_history('protection_{name}change', 'person_id');\n" for name in TABLES
)
UNGUARD = """
drop policy readers_alone on protection_legalnotechange;
drop policy readers_alone on protection_legalnotereaderchange;
""" + "".join(f"select audit_unguard_history('protection_{name}change');\n" for name in TABLES)
DROP = (
    """
drop policy protection_stays_with_the_cleared on tasks_task;
"""
    + "".join(f"select gate_unguard('protection_{name}');\n" for name in TABLES)
    + """
drop function protection_incident_counts(date, date);
drop function protection_take_back(uuid, timestamptz);
drop function protection_notes_of_actor();
drop function protection_takes_over(uuid, bigint);
"""
)


class Migration(migrations.Migration):
    dependencies = [
        ("protection", "0001_initial"),
        ("audit", "0003_change_history"),
        ("seals", "0002_policies"),
        ("tasks", "0012_kinds"),
    ]
    operations = [
        migrations.RunSQL(HISTORY, UNGUARD),
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP),
    ]
