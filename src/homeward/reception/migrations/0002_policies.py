"""The feature's row policies, those of its change history, and the border's."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "policies.sql"
TABLES = [
    "manifestentry", "preparation", "checkin", "orientation", "healthscreening", "handover", "stay",
]  # fmt: skip
TRACKED = ["manifestentry", "preparation", "orientation", "healthscreening", "stay"]
HISTORY = "".join(
    f"select audit_guard_history('reception_{name}change', 'person_id');" for name in TRACKED
)
DROP = """
drop trigger takes_along on cases_arrival;
drop function reception_arrival_gone();
drop policy border_sees_its_own_points on cases_arrival;
drop policy border_changes_nothing on cases_arrival;
drop function reception_border_entries();
drop function reception_keys_taken(bigint, text[]);
drop policy own on reception_bednight;
drop policy own on reception_room;
drop policy own on reception_centre;
drop policy seen on reception_charter;
drop policy written on reception_charter;
drop policy changed on reception_charter;
drop policy removed on reception_charter;
alter table reception_bednight disable row level security;
alter table reception_room disable row level security;
alter table reception_centre disable row level security;
alter table reception_charter disable row level security;
"""
DROP += "".join(f"select gate_unguard('reception_{name}');" for name in TABLES)
DROP += "".join(f"select audit_unguard_history('reception_{name}change');" for name in TRACKED)


class Migration(migrations.Migration):
    dependencies = [
        ("reception", "0001_initial"),
        ("cases", "0015_entry_change_history"),
        ("persons", "0012_named_grounds"),
        ("tasks", "0012_kinds"),
    ]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8") + HISTORY, DROP)]
