"""Who reads and keeps markets, pathways, employers and events."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "policies.sql"
TABLES = [
    "networkevent_circles", "networkevent", "leadmove", "investmentlead", "outreach",
    "pathwaytraining", "requirement", "pathway", "sectorinterest", "crossing", "saturationrule",
]  # fmt: skip
DROP = "\n".join(
    [
        *(
            f"drop policy if exists {policy} on pathways_{table};"
            for table in TABLES
            for policy in ("seen", "written", "changed", "removed")
        ),
        *(f"alter table pathways_{table} disable row level security;" for table in TABLES),
        "drop function pathways_is_own(uuid);",
    ]
)


class Migration(migrations.Migration):
    dependencies = [
        ("pathways", "0001_initial"),
        ("tasks", "0016_terms_of_casework"),
        ("committees", "0002_policies"),
        ("countries", "0004_counts_of_the_market"),
    ]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
