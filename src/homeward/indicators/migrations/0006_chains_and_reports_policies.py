"""Who reads and writes results chains and reports, and a donor's money as sums."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "reporting.sql"
TABLES = {
    "logframe": ("seen", "written", "changed", "removed"),
    "result": ("seen", "written"),
    "measure": ("seen", "written"),
    "reading": ("seen", "written", "removed"),
    "donorreport": ("seen", "written", "changed", "removed"),
    "narrative": ("seen", "written", "removed"),
}
DROP = "".join(
    "".join(f"drop policy {name} on indicators_{table};" for name in names)
    + f"alter table indicators_{table} disable row level security;"
    for table, names in TABLES.items()
)
FUNCTIONS = """
drop function dashboards_money(bigint, bigint, date, date);
drop function dashboards_party_to();
drop function dashboards_parties(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("indicators", "0005_chains_and_reports"),
        ("funds", "0009_goods_are_told_of"),
    ]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP + FUNCTIONS)]
