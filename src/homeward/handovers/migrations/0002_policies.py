"""Who sees an act and its rows, and the functions that rehearse and move."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "policies.sql"
HISTORY = "select audit_guard_history('handovers_askingchange', 'person_id');"
FUNCTIONS = (
    "handovers_leave(uuid, uuid[])", "handovers_move(uuid, uuid[], jsonb, timestamptz)",
    "handovers_part_asylum(bigint, bigint, uuid[])",
    "handovers_let_go(uuid, bigint, bigint, uuid[], uuid[], timestamptz)",
    "handovers_forget(uuid)", "handovers_under_way()", "handovers_rehearse(uuid, timestamptz)",
    "handovers_fingerprint(uuid)", "handovers_print_of(uuid)", "handovers_assess(uuid, uuid[])",
    "handovers_clashing(bigint, bigint, uuid[])", "handovers_held(bigint, integer, uuid[])",
    "handovers_cases_of(bigint, bigint)", "handovers_staff_of(bigint)",
)  # fmt: skip
POLICIES = {
    "rehearsal": ("seen",), "signature": ("seen", "written"),
    "line": ("seen", "written", "changed", "removed"),
    "stage": ("seen", "written", "changed", "removed"),
    "handover": ("seen", "written", "changed"), "judgement": ("seen", "written"),
    "criterion": ("seen", "written"),
}  # fmt: skip
DROP = "\n".join(
    [
        "create or replace function indicators_handed_over()"
        " returns table (case_id uuid, organisation bigint, at timestamptz)"
        " language sql stable as $$ select null::uuid, null::bigint, null::timestamptz"
        " where false $$;",
        *(f"drop function {function};" for function in FUNCTIONS),
        "drop table handovers_movable;",
        "drop trigger stage_stays on handovers_stage;",
        "drop function handovers_stage_stays();",
        *(
            f"drop policy {policy} on handovers_{table};"
            for table, policies in POLICIES.items()
            for policy in policies
        ),
        *(f"alter table handovers_{table} disable row level security;" for table in POLICIES),
        "drop function handovers_of_stage(uuid), handovers_status_of(uuid),"
        " handovers_party(uuid, bigint);",
        "select gate_unguard('handovers_asking');",
        "select gate_unguard('handovers_handoverrow');",
    ]
)


class Migration(migrations.Migration):
    dependencies = [
        ("handovers", "0001_initial"),
        ("indicators", "0010_handed_over"),
        ("rights", "0002_policies"),
        ("collectives", "0002_policies"),
        ("referrals", "0015_history_in_order"),
        ("interviews", "0002_policies"),
        ("signins", "0002_policies"),
        ("emergencies", "0002_policies"),
        ("funds", "0011_receipts_policies"),
        ("seals", "0002_policies"),
        ("programmes", "0014_shipped_ways"),
    ]
    operations = [
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP),
        migrations.RunSQL(HISTORY, "select audit_unguard_history('handovers_askingchange');"),
    ]
