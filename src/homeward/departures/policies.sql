-- Departures: what must be there, how they travel, whether they did.

select gate_guard('departures_departureitem');
select gate_guard('departures_travelleg');
select gate_guard('departures_departureanswer');
select audit_guard_history('departures_departureitemchange', 'person_id');
select audit_guard_history('departures_travellegchange', 'person_id');
select audit_guard_history('departures_departureanswerchange', 'person_id');

create policy case_is_seen on departures_departureitem as restrictive for insert
    with check (gate_sees_case(case_id));
create policy case_is_seen on departures_travelleg as restrictive for insert
    with check (gate_sees_case(case_id));
create policy case_is_seen on departures_departureanswer as restrictive for insert
    with check (gate_sees_case(case_id));

-- For reception the arrival's own row is all of a case: neither papers nor tickets are its to read.
create policy reception_reads_the_arrival_alone on departures_departureitem as restrictive
    for select using ((select gate_purpose()) is distinct from 2);
create policy reception_reads_the_arrival_alone on departures_travelleg as restrictive
    for select using ((select gate_purpose()) is distinct from 2);

-- Asks the host side whether they departed, as many days after the announced day as the rule says,
-- where neither a departure nor an arrival was confirmed. A job's. Asked again it changes nothing.
create function departures_ask(today date, moment timestamptz) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    asked integer;
begin
    if public.gate_kind() <> 'job' then
        raise exception 'departures_ask: not a job' using errcode = '42501';
    end if;
    insert into public.tasks_task (id, kind, subject_id, case_id, person_id, reference, note,
        holder_org_id, holder_id, waiter_org_id, waiter_id, due_on, opened_at)
    select gen_random_uuid(), 'confirm_departure', c.id, c.id, c.person_id, c.reference, '',
           c.accountable_org_id, c.worker_id, c.accountable_org_id, c.worker_id, null, moment
    from public.cases_case c
    where c.closed_at is null and c.stage in ('departure', 'travel', 'arrival')
      and c.travels_on is not null and c.travels_on < today
      and public.tasks_due_on('confirm_departure', c.programme_id, c.travels_on) <= today
      and not exists (select 1 from public.departures_departureanswer a
                      where a.case_id = c.id and a.answer in ('departed', 'not_departed'))
    on conflict do nothing;
    get diagnostics asked = row_count;
    return asked;
end $$;
