"""Who reads and writes pools, what of them stands, and what `homeward check` asks."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "policies.sql"
TABLES = [
    "pool",
    "pool_countries",
    "pool_programmes",
    "commitment",
    "commitmentyear",
    "contribution",
    "earmark",
    "donorprocedure",
    "poolreport",
    "yearmove",
    "disbursementcriterion",
    "priorapproval",
    "round",
    "roundsource",
    "roundline",
    "roundfigure",
    "roundpart",
]
STAND = ["contribution", "yearmove", "poolreport", "roundpart", "roundfigure"]
DROP = "\n".join(
    [
        *(
            f"drop policy if exists {policy} on pools_{table};"
            for table in TABLES
            for policy in ("seen", "written", "changed", "removed")
        ),
        *(f"alter table pools_{table} disable row level security;" for table in TABLES),
        *(f"drop trigger stands on pools_{table};" for table in STAND),
        "drop function pools_faults(), pools_paid(uuid, date), pools_stands(),"
        " pools_gives_to(uuid), pools_is_given(uuid), pools_is_donor(bigint), pools_is_own(uuid);",
    ]
)


class Migration(migrations.Migration):
    dependencies = [
        ("pools", "0001_initial"),
        ("funds", "0012_reserve_reaches"),
        ("ledger", "0002_policies"),
        ("access", "0009_roles"),
    ]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
