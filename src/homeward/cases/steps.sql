-- The steps of procedures in cases. Whoever moves a case (a desk that confirms an arrival, a
-- commission that approves a plan) may see neither the case, the procedure nor the holder's rows, so
-- the database begins the steps; what it writes follows from tables alone.

select gate_guard('cases_caseprocedure');
select gate_guard('cases_casestep');

-- Monday to Friday, as tasks.queries.add_working_days counts (a test compares the two).
create function cases_due(start date, days integer, day_kind text) returns date
language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
declare
    due date := start;
begin
    if day_kind <> 'working' then return start + days; end if;
    while days > 0 loop
        due := due + 1;
        if extract(isodow from due) < 6 then days := days - 1; end if;
    end loop;
    return due;
end $$;

-- Opens what waited for nothing, or for a step that is done by now; each with its wait.
create function cases_open_steps(about uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    s record;
    due date;
begin
    for s in
        select x.id, x.owner_org_id, st.days, st.day_kind, st.code, st.titles, c.id as case_id, c.person_id,
               c.reference, c.accountable_org_id, c.worker_id, w.organisation_id as worker_org,
               coalesce(before.at::date, current_date) as start
        from public.cases_casestep x
        join public.cases_case c on c.id = x.case_id
        join public.procedures_sopstep st on st.id = x.step_id
        left join public.access_user w on w.id = c.worker_id
        left join lateral (
            select y.at from public.cases_casestep y
            join public.procedures_sopstep yt on yt.id = y.step_id
            where y.case_id = x.case_id and yt.version_id = st.version_id and yt.code = st.after
              and y.state in ('done', 'not_applicable')) before on true
        where x.case_id = about and x.state = 'waiting' and c.closed_at is null
          and (st.after = '' or before.at is not null)
        order by st.version_id, st.position
    loop
        -- A step done long before the case came here begins today.
        due := public.cases_due(greatest(s.start, current_date), s.days, s.day_kind);
        update public.cases_casestep set state = 'open', due_on = due where id = s.id;
        insert into public.tasks_task (id, kind, subject_id, case_id, person_id, reference, note,
            holder_org_id, holder_id, waiter_org_id, waiter_id, due_on, opened_at)
        values (gen_random_uuid(), 'sop_step', s.id, s.case_id, s.person_id, s.reference,
            left(concat_ws(' ', s.code, coalesce(s.titles ->> 'en',
                (select t.value from jsonb_each_text(s.titles) t order by t.key limit 1))), 200),
            s.owner_org_id, case when s.worker_org = s.owner_org_id then s.worker_id end,
            s.accountable_org_id, s.worker_id, due, now())
        on conflict do nothing;
    end loop;
end $$;

-- A case takes up each procedure in force once, with the version of that day, and keeps it; then
-- the steps of the stage where it stands begin. Asked twice it changes nothing.
create function cases_begin_steps(about uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    c record;
begin
    select * into c from public.cases_case k where k.id = about and k.closed_at is null for update;
    if not found then return; end if;
    insert into public.cases_caseprocedure (id, owner_org_id, data_class, programme_id, person_id,
        shared_with, shared_until, case_id, version_id, since)
    select gen_random_uuid(), c.owner_org_id, 4, c.programme_id, c.person_id, '{}', '9999-12-31',
           c.id, f.version, now()
    from public.procedures_in_force(c.programme_id) f
    where not exists (
        select 1 from public.cases_caseprocedure p
        join public.procedures_sopversion v on v.id = p.version_id
        where p.case_id = c.id and v.agreement_id = f.agreement);
    insert into public.cases_casestep (id, owner_org_id, data_class, programme_id, person_id,
        shared_with, shared_until, case_id, step_id, reference, state, evidence)
    select gen_random_uuid(),
           coalesce(case st.part when 'counselling' then c.owner_org_id
                                 when 'reception' then c.reception_org_id
                                 when 'case_management' then c.case_org_id end,
                    c.accountable_org_id),
           case st.part when 'reception' then 3 else 4 end,
           c.programme_id, c.person_id, '{}', '9999-12-31', c.id, st.id, c.reference, 'waiting', ''
    from public.cases_caseprocedure p
    join public.procedures_sopstep st on st.version_id = p.version_id
    where p.case_id = c.id and st.stage = c.stage
    order by st.version_id, st.position
    on conflict do nothing;
    perform public.cases_open_steps(about);
end $$;

-- Whoever holds a step of a procedure reads its checklist, party of the agreement or not.
create or replace function procedures_followed() returns bigint[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select coalesce(array_agg(distinct st.version_id), '{}') from public.cases_casestep x
    join public.procedures_sopstep st on st.id = x.step_id
    where x.owner_org_id = public.gate_org()
$$;
create index cases_casestep_held on cases_casestep (owner_org_id, step_id);
