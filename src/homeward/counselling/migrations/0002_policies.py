"""The feature's row policies, and those of its change history."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "policies.sql"
HISTORY = """
select audit_guard_history('counselling_sessionchange', 'person_id');
select audit_guard_history('counselling_helpchange', 'person_id');
"""
DROP = """
select audit_unguard_history('counselling_helpchange');
select audit_unguard_history('counselling_sessionchange');
drop policy own on counselling_groupsession;
alter table counselling_groupsession disable row level security;
drop policy reception_reads_the_arrival_alone on counselling_session;
drop policy case_is_seen on counselling_help;
drop policy case_is_seen on counselling_session;
select gate_unguard('counselling_help');
select gate_unguard('counselling_guest');
select gate_unguard('counselling_participant');
select gate_unguard('counselling_session');
"""


class Migration(migrations.Migration):
    dependencies = [("counselling", "0001_initial"), ("cases", "0014_who_works")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8") + HISTORY, DROP)]
