"""Row policies of what 0005 brought: the person's own say, votes, a commission's composition."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "policies_commission.sql"
GUARDED = [
    "agendamove", "appeal", "comment", "feasibilityrating", "goal", "needanswer", "personanswer",
    "recusal", "takeover", "vote",
]  # fmt: skip
OPEN = ["attendance", "commissionrules", "member", "seat"]
HISTORY = "".join(
    f"select audit_guard_history('plans_{name}change', 'person_id');\n" for name in GUARDED
)
DROP = "\n".join(
    [
        "drop trigger stands on plans_vote;",
        "drop trigger stands on plans_recusal;",
        *[f"select audit_unguard_history('plans_{name}change');" for name in GUARDED],
        *[f"select gate_unguard('plans_{name}');" for name in GUARDED],
        *[f"drop policy if exists {p} on plans_{name};"
          for name in OPEN for p in ("seen", "written", "changed", "removed")],
        *[f"alter table plans_{name} disable row level security;" for name in OPEN],
        "drop function plans_vote_stands();",
        "drop function plans_recusal_stands();",
        "drop function plans_keeper(uuid);",
        "drop function plans_sees(uuid, uuid);",
    ]
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0005_commissions_and_change_history"),
        ("persons", "0012_named_grounds"),
    ]
    operations = [
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP),
        migrations.RunSQL(HISTORY, migrations.RunSQL.noop),
    ]
