-- What becomes of a case when a ground ends. By the database: whoever withdraws need not see it.

-- An arrival announced to a desk that may not see it any more is taken back: the case is before its
-- announcement again, and whoever announced it decides how the family is received.
create or replace function cases_reconsider_arrivals(about uuid, moment timestamptz)
returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    a record;
    taken_back integer := 0;
begin
    for a in
        select r.*, c.owner_org_id as case_owner, c.accountable_org_id, c.data_class as case_class
        from public.cases_arrival r join public.cases_case c on c.id = r.case_id
        where r.person_id = about and r.status = 'expected' and c.stage = 'arrival'
          and not exists (select 1 from public.gate_recipients(about, r.data_class) g
                          where g.recipient = r.reception_org_id * 16 + 2)
        order by r.id for update
    loop
        delete from public.cases_arrival where id = a.id;
        update public.cases_case set stage = 'departure', changed_at = moment where id = a.case_id;
        insert into public.cases_stagechange (id, owner_org_id, data_class, programme_id,
            person_id, shared_with, shared_until, case_id, "to", at, by_id)
        values (gen_random_uuid(), a.case_owner, a.case_class, a.programme_id, about,
            '{}', '9999-12-31', a.case_id, 'departure', moment, public.gate_user());
        update public.tasks_task set done_at = moment
        where subject_id = a.id and kind = 'confirm_arrival' and done_at is null;
        insert into public.tasks_task (id, kind, subject_id, case_id, person_id, reference, note,
            holder_org_id, holder_id, waiter_org_id, due_on, opened_at)
        values (gen_random_uuid(), 'announce_arrival', a.case_id, a.case_id, about, a.reference,
            '', a.case_owner, a.announced_by_id, a.accountable_org_id,
            public.tasks_due_on('announce_arrival', a.programme_id, moment::date), moment)
        on conflict do nothing;
        taken_back := taken_back + 1;
    end loop;
    return taken_back;
end $$;

-- Opens the wait for a consent of their own of those who come of age, at the worker of their
-- household's case. A job's.
create or replace function cases_ask_anew(about uuid, ends_on date, moment timestamptz)
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    if public.gate_kind() <> 'job' then
        raise exception 'cases_ask_anew: not a job' using errcode = '42501';
    end if;
    insert into public.tasks_task (id, kind, subject_id, case_id, person_id, reference, note,
        holder_org_id, holder_id, waiter_org_id, due_on, opened_at)
    select gen_random_uuid(), 'ask_consent_anew', about, c.id, about, c.reference, '',
           c.accountable_org_id, c.worker_id, c.accountable_org_id, ends_on, moment
    from public.cases_case c join public.persons_person p on p.household_id = c.household_id
    where p.id = about and c.closed_at is null
    order by c.opened_at desc limit 1
    on conflict do nothing;
    return found;
end $$;
