"""A case that went along with a whole caseload is counted with who answered for it until then."""

from django.db import migrations

from homeward.indicators.sources import texts

NAMES = (*texts.NAMES, "way", "complaints")
# Answered by whoever hands caseloads over (handovers); nothing was, until then.
DECLARED = """
select gate_declare('indicators_handed_over', '',
    'table (case_id uuid, organisation bigint, at timestamptz)',
    'null::uuid, null::bigint, null::timestamptz where false');
"""


class Migration(migrations.Migration):
    dependencies = [("indicators", "0009_kept_back"), ("complaints", "0002_policies")]
    operations = [
        migrations.RunSQL(
            DECLARED + "".join(texts.function(name) for name in NAMES),
            "drop function indicators_handed_over();",
        )
    ]
