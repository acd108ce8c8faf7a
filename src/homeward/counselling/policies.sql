-- Sessions and help: rows of whoever holds them, on a case that the writer sees.

select gate_guard('counselling_session');
select gate_guard('counselling_participant');
select gate_guard('counselling_guest');
select gate_guard('counselling_help');

create policy case_is_seen on counselling_session as restrictive for insert
    with check (gate_sees_case(case_id));
create policy case_is_seen on counselling_help as restrictive for insert
    with check (gate_sees_case(case_id));

-- Reception sees an arrival, and nothing of what was talked about.
create policy reception_reads_the_arrival_alone on counselling_session as restrictive for select
    using ((select gate_purpose()) is distinct from 2);

-- A group names nobody; it is its organisation's own.
alter table counselling_groupsession enable row level security;
create policy own on counselling_groupsession for all
    using (owner_org_id = (select gate_org())) with check (owner_org_id = (select gate_org()));
