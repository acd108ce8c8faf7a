"""The feature's row policies, and the question whether they departed."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "policies.sql"
TABLES = ["departureitem", "travelleg", "departureanswer"]
DROP = "drop function departures_ask(date, timestamptz);\n" + "".join(
    f"select audit_unguard_history('departures_{name}change');\n"
    f"select gate_unguard('departures_{name}');\n"
    for name in TABLES
)


class Migration(migrations.Migration):
    dependencies = [("departures", "0001_initial"), ("cases", "0018_way_required")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
