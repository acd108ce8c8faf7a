"""What asks about thousands of files plans once what it asks of each.

The grounds on which a row is open are looked up anew for every row that changes hands. Planning
that look-up took four fifths of its time, and half of the whole handover's.
"""

from django.db import migrations

FUNCTIONS = (
    "handovers_fingerprint(uuid)", "handovers_move(uuid, uuid[], jsonb, timestamptz)",
    "handovers_rehearse(uuid, timestamptz)",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("handovers", "0004_waits_end")]
    operations = [
        migrations.RunSQL(
            f"alter function {function} set plan_cache_mode = force_generic_plan",
            f"alter function {function} reset plan_cache_mode",
        )
        for function in FUNCTIONS
    ]
