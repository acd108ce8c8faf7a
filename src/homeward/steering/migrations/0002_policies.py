"""Who reads and writes what steers the work; a decision alone validates an area."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "policies.sql"
TABLES = [
    "workplanitem",
    "areaevidence",
    "priorityarea",
    "consultedgroup",
    "saying",
    "consultation",
    "dialogueentry",
    "staterequest",
    "sustainabilitythreshold",
    "sustainabilitydefinition",
    "delegation_areas",
    "delegation",
    "adoption",
    "keptdifference",
    "feedbackfinding",
]
DROP = "\n".join(
    [
        "drop trigger saying_stays on steering_saying;",
        *(
            f"drop policy if exists {policy} on steering_{table};"
            for table in TABLES
            for policy in (
                "seen", "written", "changed", "removed", "closed", "weighed", "settled", "discarded"
            )
        ),
        *(f"alter table steering_{table} disable row level security;" for table in TABLES),
        "drop function steering_settle_area(uuid, uuid, timestamptz), steering_saying_stays(),"
        " steering_drafts(uuid), steering_weighs(uuid), steering_held(uuid),"
        " steering_proposed(uuid), steering_is_of(text), steering_leads(integer);",
    ]
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("steering", "0001_initial"),
        ("committees", "0002_policies"),
        ("agreements", "0009_comparison_opens_nothing"),
        ("procedures", "0005_stages"),
        ("alignment", "0002_policies_and_thresholds"),
        ("quality", "0002_policies"),
        ("evaluations", "0002_policies"),
        ("referrals", "0015_history_in_order"),
        ("offers", "0004_changed_at"),
        ("complaints", "0003_categories"),
        ("indicators", "0009_kept_back"),
        ("mechanisms", "0002_policies"),
        ("services", "0007_waits"),
        ("stakeholders", "0002_kinds_of_partnerships"),
        ("programmes", "0014_shipped_ways"),
        ("actors", "0004_registered_as"),
        ("countries", "0003_deadlines"),
        ("access", "0010_selves"),
    ]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
