"""Who works on a case: noted by the database, asked for where nobody is named."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "handing.sql"
DROP = """
drop function cases_take_back(uuid, timestamptz);
drop function cases_hand_out(uuid, bigint, bigint[], timestamptz);
drop function cases_held_by_colleagues();
drop trigger note_worker on cases_case;
drop function cases_note_worker();
drop trigger ask_for_another_worker on cases_case;
drop trigger ask_for_a_worker on cases_case;
drop function cases_ask_for_a_worker();
drop trigger programme_of_the_case on tasks_task;
drop function cases_programme_of_wait();
create or replace function tasks_accountable_org(case_id uuid) returns bigint
language sql stable as $$ select null::bigint $$;
drop policy made on cases_reassignment;
drop policy own on cases_reassignment;
alter table cases_reassignment disable row level security;
select gate_unguard('cases_workerchange');
"""
# What is open already: its programme, and a wait where nobody is named.
FILL = """
update tasks_task t set programme_id = c.programme_id
from cases_case c where c.id = t.case_id and t.programme_id = 0;
insert into tasks_task (id, kind, subject_id, case_id, person_id, reference, programme_id, note,
    holder_org_id, waiter_org_id, opened_at)
select gen_random_uuid(), 'assign_worker', c.id, c.id, c.person_id, c.reference, c.programme_id, '',
    c.accountable_org_id, c.accountable_org_id, now()
from cases_case c where c.closed_at is null and c.worker_id is null
on conflict do nothing;
"""
EMPTY = "delete from tasks_task where kind = 'assign_worker';"


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0013_workers"),
        ("tasks", "0015_reminders"),
        ("users", "0002_policies"),
    ]
    operations = [
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP),
        migrations.RunSQL(FILL, EMPTY),
    ]
