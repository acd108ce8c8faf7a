"""Scenarios under row policies, and a programme's own history for the job that reads it."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "policies.sql"
DROP = """
drop policy filled on scenarios_reading;
drop policy asked on scenarios_reading;
drop policy seen on scenarios_reading;
alter table scenarios_reading disable row level security;
drop policy played on scenarios_play;
drop policy made on scenarios_play;
drop policy seen on scenarios_play;
alter table scenarios_play disable row level security;
drop policy taken_away on scenarios_change;
drop policy made on scenarios_change;
drop policy seen on scenarios_change;
alter table scenarios_change disable row level security;
drop policy replaced on scenarios_assumption;
drop policy made on scenarios_assumption;
drop policy seen on scenarios_assumption;
alter table scenarios_assumption disable row level security;
drop policy changed on scenarios_scenario;
drop policy made on scenarios_scenario;
drop policy seen on scenarios_scenario;
alter table scenarios_scenario disable row level security;
drop function scenarios_seen(), scenarios_own();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("scenarios", "0001_initial"),
        ("actors", "0004_registered_as"),
        ("assessments", "0002_policies"),
        ("funds", "0011_receipts_policies"),
        ("plans", "0007_grid_and_deadlines"),
        ("referrals", "0015_history_in_order"),
        ("seals", "0002_policies"),
        ("services", "0007_waits"),
    ]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
