"""The day of a wait by its holder's calendar, and who states rules, days and absences."""

from pathlib import Path

from django.db import migrations

HERE = Path(__file__)
SQL = HERE.parent.parent / "due.sql"
BEFORE = HERE.parent / "0007_due_on.sql"
DROP = """
alter table tasks_absence drop constraint absences_of_a_user_share_no_day;
drop policy changed on tasks_absence;
drop policy stated on tasks_absence;
drop policy seen on tasks_absence;
alter table tasks_absence disable row level security;
drop policy taken_back on tasks_holiday;
drop policy kept on tasks_holiday;
drop policy seen on tasks_holiday;
alter table tasks_holiday disable row level security;
drop policy kept on tasks_calendaryear;
drop policy seen on tasks_calendaryear;
alter table tasks_calendaryear disable row level security;
drop policy kept on tasks_weekend;
drop policy seen on tasks_weekend;
alter table tasks_weekend disable row level security;
drop policy stated on tasks_reminderrule;
drop policy seen on tasks_reminderrule;
alter table tasks_reminderrule disable row level security;
drop policy stated on tasks_deadlinerule;
drop policy seen on tasks_deadlinerule;
alter table tasks_deadlinerule disable row level security;
drop function tasks_may_state(integer);
drop function tasks_due_on(text, integer, date, bigint);
drop function tasks_add_working_days(date, integer, bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("tasks", "0013_my_work")]
    operations = [
        migrations.RunSQL(
            SQL.read_text(encoding="utf-8"), DROP + BEFORE.read_text(encoding="utf-8")
        )
    ]
