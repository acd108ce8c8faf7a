"""Who reads follow-ups and what hangs on them, and what their rows were before a change."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "policies.sql"
TRACKED = ["contactloss", "draw", "errand", "followup", "monitoring"]
OF_PERSONS = [*TRACKED, "contactwish", "try"]
OF_NOBODY = {
    "namedbody": ["known", "named", "changed"],
    "planstep": ["known", "stated", "changed"],
    "relay": ["own"],
    "sample": ["own", "sample_stays"],
}
HISTORY = "\n".join(
    f"select audit_guard_history('followups_{name}change', 'person_id');" for name in TRACKED
)
DROP = "\n".join(
    [
        "drop trigger hand_on on followups_namedbody;",
        "drop function followups_ask_to_hand_on();",
        "drop function followups_signed_in(uuid[]);",
        "drop policy person_agreed on followups_errand;",
        "drop function followups_allowed(uuid);",
        *(
            f"drop policy {policy} on followups_{name};"
            for name, policies in OF_NOBODY.items()
            for policy in policies
        ),
        *(f"alter table followups_{name} disable row level security;" for name in OF_NOBODY),
        *(f"select audit_unguard_history('followups_{name}change');" for name in TRACKED),
        *(f"select gate_unguard('followups_{name}');" for name in sorted(OF_PERSONS)),
    ]
)


class Migration(migrations.Migration):
    dependencies = [
        ("followups", "0001_initial"),
        ("audit", "0003_change_history"),
        ("seals", "0001_initial"),
        ("tasks", "0001_initial"),
    ]
    operations = [
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop),
        migrations.RunSQL(HISTORY, DROP),
    ]
