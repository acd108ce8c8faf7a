"""Who reads and writes standards, checks and figures; what stays; what rows were before."""

from pathlib import Path

from django.db import migrations

SQL = (Path(__file__).parent.parent / "policies.sql").read_text(encoding="utf-8")
HISTORY = "select audit_guard_history('quality_checkedreferralchange', 'person_id');"
POLICIES = {
    "standard": ("seen", "written", "changed"),
    "standardversion": ("seen", "written", "changed"),
    "standarditem": ("seen", "written", "removed"),
    "adoption": ("seen", "written", "changed"),
    "checkdraw": ("seen", "written"),
    "check": ("seen", "written", "changed"),
    "checkeditem": ("seen", "written"),
    "improvement": ("seen", "written", "changed"),
    "limit": ("seen", "written"),
    "datafigure": ("seen", "written"),
    "intervieweffect": ("seen", "written"),
    "interviewerfigure": ("seen", "written"),
}
FUNCTIONS = (
    "quality_can_reply(bigint)",
    "quality_is_spot_check(uuid)",
    "quality_owns_check(uuid)",
    "quality_check_stands()",
    "quality_partners()",
    "quality_item_stays()",
    "quality_version_stays()",
    "quality_has_published(uuid)",
    "quality_owns_version(uuid)",
    "quality_is_published(uuid)",
    "quality_owns_standard(uuid)",
)
DROP = "\n".join(
    [
        "select audit_unguard_history('quality_checkedreferralchange');",
        "select gate_unguard('quality_checkedreferral');",
        "drop trigger check_stands on quality_check;",
        "drop trigger item_stays on quality_standarditem;",
        "drop trigger version_stays on quality_standardversion;",
        *(
            f"drop policy {policy} on quality_{table};"
            for table, policies in POLICIES.items()
            for policy in policies
        ),
        *(f"alter table quality_{table} disable row level security;" for table in POLICIES),
        *(f"drop function {function};" for function in FUNCTIONS),
    ]
)


class Migration(migrations.Migration):
    dependencies = [
        ("quality", "0001_initial"),
        ("audit", "0003_change_history"),
        ("agreements", "0007_days_and_grounds"),
        ("tasks", "0016_terms_of_casework"),
    ]
    operations = [migrations.RunSQL(SQL + HISTORY, DROP)]
