-- Cases and what belongs to them.

select gate_guard('cases_case');
select gate_guard('cases_stagechange');
select gate_guard('cases_fact');
select gate_guard('cases_confirmation');
select gate_guard('cases_arrival');
select gate_guard('cases_note');

-- As the asking role, so that the case's own policy answers.
create or replace function gate_sees_case(case_id uuid) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
    select exists (select 1 from public.cases_case c where c.id = case_id offset 0)
$$;

-- A fact, a confirmation or a note is written on a case that the writer sees.
create policy case_is_seen on cases_fact as restrictive for insert with check (gate_sees_case(case_id));
create policy case_is_seen on cases_note as restrictive for insert with check (gate_sees_case(case_id));
create policy case_is_seen on cases_stagechange as restrictive for insert
    with check (gate_sees_case(case_id));

create sequence cases_reference_number;

-- A confirmed arrival hands the case to the case-management organisation. The desk may not see
-- the case, so the database does it, once, and only for the desk that confirmed.
create function cases_take_over(arrival uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    a record;
begin
    select r.*, o.stage into a from public.cases_arrival r
    join public.cases_case o on o.id = r.case_id
    where r.id = arrival and r.status = 'arrived' and r.reception_org_id = public.gate_org()
      and o.stage = 'arrival' for update of o;
    if not found then
        raise exception 'cases_take_over: not an arrival of the actor' using errcode = '42501';
    end if;
    update public.cases_case set stage = 'plan', accountable_org_id = a.case_org_id,
        worker_id = null, arrived_on = a.confirmed_at::date, changed_at = a.confirmed_at
    where id = a.case_id;
    insert into public.cases_stagechange (id, owner_org_id, data_class, programme_id, person_id,
        shared_with, shared_until, case_id, "to", at, by_id)
    values (gen_random_uuid(), (select owner_org_id from public.cases_case where id = a.case_id), 4,
        a.programme_id, a.person_id, '{}', '9999-12-31', a.case_id, 'plan', a.confirmed_at,
        a.confirmed_by_id);
end $$;

-- For reception the arrival's own row is all of a case: what was said in the intake stays closed.
create policy reception_reads_the_arrival_alone on cases_fact as restrictive for select
    using ((select gate_purpose()) is distinct from 2);
