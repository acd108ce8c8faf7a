"""The feature's row policies, and who sees its change history."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "policies.sql"
GUARD = "select audit_guard_history('assessments_assessmentchange', 'person_id');"
DROP = """
drop policy changed on assessments_formuse;
drop policy written on assessments_formuse;
drop policy seen on assessments_formuse;
alter table assessments_formuse disable row level security;
select audit_unguard_history('assessments_assessmentchange');
drop policy submitted_remains on assessments_answerset;
drop policy submitted_stays on assessments_answerset;
drop policy assessment_is_a_draft on assessments_answerset;
drop policy submitted_stays on assessments_assessment;
drop policy case_is_seen on assessments_assessment;
select gate_unguard('assessments_answerset');
select gate_unguard('assessments_assessment');
"""


class Migration(migrations.Migration):
    dependencies = [("assessments", "0001_initial"), ("cases", "0002_policies")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8") + GUARD, DROP)]
