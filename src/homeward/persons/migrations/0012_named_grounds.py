"""A ground that an agreement names ends with the agreement."""

from pathlib import Path

from django.db import migrations

HERE = Path(__file__).parent
BEFORE = (HERE / "0009_ledger_policies.sql").read_text(encoding="utf-8")
TODAY = (HERE / "0012_named_grounds.sql").read_text(encoding="utf-8")
# What is folded already has the later end.
REFOLD = """
select gate_refold(b.person_id) from (
    select distinct person_id from persons_legalbasis
    where status = 'approved' and ground not in ('vital_interest', 'legal_obligation')) b;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("persons", "0011_change_history"),
        ("agreements", "0007_days_and_grounds"),
    ]
    operations = [migrations.RunSQL(TODAY + REFOLD, BEFORE)]
