"""Who reads what of institutions and training, and who counts ownership."""

from pathlib import Path

from django.db import migrations

HERE = Path(__file__).parent.parent
TABLES = [
    "ownershipfigure", "ownershipformula", "staffcertificate", "trainee", "attendance",
    "coursesession", "course_modules", "course", "traininggoal", "trainingplan", "capacityanswer",
    "capacityassessment", "module", "capacitydomain", "capacitysheet",
]  # fmt: skip
POLICIES = [
    "seen", "stated", "written", "changed", "removed", "met", "given", "renewed", "counted",
    "counted_anew",
]  # fmt: skip
DROP = "\n".join(
    [
        "drop trigger partner_approves on capacity_trainingplan;",
        *(
            f"drop policy if exists {policy} on capacity_{table};"
            for table in TABLES
            for policy in POLICIES
        ),
        *(f"alter table capacity_{table} disable row level security;" for table in TABLES),
        "drop function capacity_ownership(date, date), capacity_coverage(date),"
        " capacity_renew(uuid, text, uuid), capacity_seats_left(uuid),"
        " capacity_is_own_course(uuid), capacity_partner_approves(), capacity_answers_open(uuid);",
    ]
)


class Migration(migrations.Migration):
    dependencies = [
        ("capacity", "0001_initial"),
        ("actors", "0004_registered_as"),
        ("cases", "0021_leavings"),
        ("counselling", "0002_policies"),
        ("funds", "0011_receipts_policies"),
        ("ledger", "0002_policies"),
        ("plans", "0007_grid_and_deadlines"),
        ("referrals", "0015_history_in_order"),
        ("tasks", "0016_terms_of_casework"),
    ]
    operations = [
        migrations.RunSQL(
            "\n".join(
                (HERE / name).read_text(encoding="utf-8")
                for name in ("policies.sql", "ownership.sql")
            ),
            DROP,
        )
    ]
