-- The ways of cases: who answers for them since when, what is asked and answered on them.

select gate_guard('cases_accountability');
select gate_guard('cases_transfer');
select gate_guard('cases_application');
select gate_guard('cases_caseexception');
select gate_guard('cases_hostconfirmation');
select gate_guard('cases_joining');

create policy case_is_seen on cases_transfer as restrictive for insert
    with check (gate_sees_case(case_id));
create policy case_is_seen on cases_application as restrictive for insert
    with check (gate_sees_case(case_id));
create policy case_is_seen on cases_caseexception as restrictive for insert
    with check (gate_sees_case(case_id));
create policy case_is_seen on cases_hostconfirmation as restrictive for insert
    with check (gate_sees_case(case_id));
create policy case_is_seen on cases_joining as restrictive for insert
    with check (gate_sees_case(case_id));

-- Who answered for a case is never written by hand: the trigger below is the only writer.
create policy by_the_trigger_alone on cases_accountability as restrictive for insert
    with check (false);
create policy never_changed on cases_accountability as restrictive for update using (false);
create policy never_removed on cases_accountability as restrictive for delete using (false);

-- A case changes hands: one period ends where the next begins. A change at the very moment at
-- which the period began replaces it, so that no period is empty.
create function cases_note_accountability() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    open record;
    moment timestamptz;
begin
    if tg_op = 'UPDATE' and new.person_id is distinct from old.person_id then
        update public.cases_accountability set person_id = new.person_id where case_id = new.id;
    end if;
    if tg_op = 'UPDATE' and new.accountable_org_id = old.accountable_org_id
       and new.worker_id is not distinct from old.worker_id then
        return null;
    end if;
    if new.worker_id is not null and not exists (
        select 1 from public.access_user u
        where u.id = new.worker_id and u.organisation_id = new.accountable_org_id) then
        raise exception 'the worker of a case is of the organisation that answers for it'
            using errcode = '23514', constraint = 'worker_is_of_the_accountable_organisation';
    end if;
    select a.id, a.since into open from public.cases_accountability a
    where a.case_id = new.id and a.until is null for update;
    moment := greatest(open.since, case
        when tg_op = 'INSERT' then new.opened_at
        when new.changed_at is distinct from old.changed_at then new.changed_at
        else clock_timestamp() end);
    if open.since = moment then
        update public.cases_accountability
        set owner_org_id = new.accountable_org_id, organisation_id = new.accountable_org_id,
            worker_id = new.worker_id
        where id = open.id;
        return null;
    end if;
    update public.cases_accountability set until = moment where id = open.id;
    insert into public.cases_accountability (id, owner_org_id, data_class, programme_id, person_id,
        shared_with, shared_until, case_id, organisation_id, worker_id, since)
    values (gen_random_uuid(), new.accountable_org_id, 4, new.programme_id, new.person_id, '{}',
        '9999-12-31', new.id, new.accountable_org_id, new.worker_id, moment);
    return null;
end $$;
create trigger note_accountability
after insert or update of accountable_org_id, worker_id, person_id on cases_case
for each row execute function cases_note_accountability();

-- The receiver takes a case over. It may not write on the asker's rows, and of the case perhaps
-- neither, so the database moves all of it at once: the answer, the accountability, what waits.
-- Steps about the case itself go with it; what is about an act of the asker's own stays there.
create function cases_accept_transfer(transfer uuid, named bigint, moment timestamptz) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    t record;
begin
    select r.id, r.case_id, r.from_org_id, r.to_org_id, c.reference, c.person_id, c.programme_id
    into t from public.cases_transfer r join public.cases_case c on c.id = r.case_id
    where r.id = transfer and r.status = 'asked' and r.to_org_id = public.gate_org()
      and c.closed_at is null and c.accountable_org_id = r.from_org_id for update of c, r;
    if not found then
        raise exception 'cases_accept_transfer: not asked of the actor' using errcode = '42501';
    end if;
    if named is not null and not exists (
        select 1 from public.access_user u
        where u.id = named and u.organisation_id = t.to_org_id and u.is_active
          and u.person_id is null) then
        raise exception 'cases_accept_transfer: not a colleague' using errcode = '42501';
    end if;
    update public.cases_transfer
    set status = 'accepted', answered_at = moment, answered_by_id = public.gate_user()
    where id = t.id;
    update public.cases_case
    set accountable_org_id = t.to_org_id, worker_id = named, changed_at = moment,
        case_org_id = case when case_org_id = t.from_org_id then t.to_org_id else case_org_id end
    where id = t.case_id;
    update public.tasks_task set done_at = moment
    where subject_id = t.id and kind = 'answer_transfer' and done_at is null;
    update public.tasks_task set holder_org_id = t.to_org_id, holder_id = named
    where case_id = t.case_id and subject_id = t.case_id and holder_org_id = t.from_org_id
      and done_at is null;
    update public.tasks_task set waiter_org_id = t.to_org_id, waiter_id = named
    where case_id = t.case_id and waiter_org_id = t.from_org_id and done_at is null;
    if named is null then
        insert into public.tasks_task (id, kind, subject_id, case_id, person_id, reference, note,
            holder_org_id, waiter_org_id, due_on, opened_at)
        values (gen_random_uuid(), 'assign_worker', t.case_id, t.case_id, t.person_id, t.reference,
            '', t.to_org_id, t.to_org_id,
            public.tasks_due_on('assign_worker', t.programme_id, moment::date), moment)
        on conflict do nothing;
    end if;
    return t.case_id;
end $$;

-- The receiver declines; the asker reads why.
create function cases_decline_transfer(transfer uuid, because text, moment timestamptz)
returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    t record;
begin
    select r.*, c.reference, c.worker_id into t
    from public.cases_transfer r join public.cases_case c on c.id = r.case_id
    where r.id = transfer and r.status = 'asked' and r.to_org_id = public.gate_org()
    for update of c, r;
    if not found or coalesce(because, '') = '' then
        raise exception 'cases_decline_transfer: not asked of the actor' using errcode = '42501';
    end if;
    update public.cases_transfer
    set status = 'declined', declined_because = because, answered_at = moment,
        answered_by_id = public.gate_user()
    where id = t.id;
    update public.tasks_task set done_at = moment
    where subject_id = t.id and kind = 'answer_transfer' and done_at is null;
    insert into public.tasks_task (id, kind, subject_id, case_id, person_id, reference, note,
        holder_org_id, holder_id, waiter_org_id, due_on, opened_at)
    values (gen_random_uuid(), 'read_transfer', t.id, t.case_id, t.person_id, t.reference, because,
        t.from_org_id, t.asked_by_id, t.from_org_id,
        public.tasks_due_on('read_transfer', t.programme_id, moment::date), moment)
    on conflict do nothing;
    return t.case_id;
end $$;

-- A host that was asked and stayed silent past the day of the rule. A job's; the case waits at its
-- own organisation again, which asks anew or decides without.
create function cases_expire_confirmations(today date, moment timestamptz) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    a record;
    expired integer := 0;
begin
    if public.gate_kind() <> 'job' then
        raise exception 'cases_expire_confirmations: not a job' using errcode = '42501';
    end if;
    for a in
        select h.id, c.id as case_id, c.person_id, c.programme_id, c.reference,
               c.accountable_org_id, c.worker_id
        from public.cases_hostconfirmation h join public.cases_case c on c.id = h.case_id
        where h.status = 'asked' and h.due_on < today order by h.id for update of h
    loop
        update public.cases_hostconfirmation set status = 'expired', answered_at = moment
        where id = a.id;
        update public.tasks_task set done_at = moment
        where subject_id = a.id and kind = 'confirm_return' and done_at is null;
        insert into public.tasks_task (id, kind, subject_id, case_id, person_id, reference, note,
            holder_org_id, holder_id, waiter_org_id, waiter_id, due_on, opened_at)
        values (gen_random_uuid(), 'ask_host', a.case_id, a.case_id, a.person_id, a.reference,
            'expired', a.accountable_org_id, a.worker_id, a.accountable_org_id, a.worker_id,
            public.tasks_due_on('ask_host', a.programme_id, moment::date), moment)
        on conflict do nothing;
        expired := expired + 1;
    end loop;
    return expired;
end $$;

-- Has anybody but the actor's organisation written on this person? Told only of the actor's own.
create function cases_others_wrote_on(about uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    guarded record;
    found_one boolean;
begin
    if not exists (select 1 from public.persons_person p
                   where p.id = about and p.owner_org_id = public.gate_org()) then
        return true;
    end if;
    for guarded in select g.name, g.person_column from public.access_guarded g order by g.name loop
        execute format(
            'select exists (select 1 from public.%I t where t.%I = $1'
            ' and t.owner_org_id is distinct from public.gate_org())',
            guarded.name, guarded.person_column) into found_one using about;
        if found_one then return true; end if;
    end loop;
    return false;
end $$;

-- As in policies.sql, for ways on which the departure is confirmed between: who lands has departed,
-- whether or not anybody said so before.
create or replace function cases_take_over(arrival uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    a record;
begin
    select r.*, o.stage into a from public.cases_arrival r
    join public.cases_case o on o.id = r.case_id
    where r.id = arrival and r.status = 'arrived' and r.reception_org_id = public.gate_org()
      and o.stage in ('travel', 'arrival') for update of o;
    if not found then
        raise exception 'cases_take_over: not an arrival of the actor' using errcode = '42501';
    end if;
    update public.cases_case set stage = 'plan', accountable_org_id = a.case_org_id,
        worker_id = null, arrived_on = a.confirmed_at::date, changed_at = a.confirmed_at
    where id = a.case_id;
    update public.tasks_task set done_at = a.confirmed_at
    where case_id = a.case_id and kind = 'confirm_departure' and done_at is null;
    insert into public.cases_stagechange (id, owner_org_id, data_class, programme_id, person_id,
        shared_with, shared_until, case_id, "to", at, by_id)
    values (gen_random_uuid(), (select owner_org_id from public.cases_case where id = a.case_id), 4,
        a.programme_id, a.person_id, '{}', '9999-12-31', a.case_id, 'plan', a.confirmed_at,
        a.confirmed_by_id);
end $$;

-- As in withdrawal.sql, from the stage of travel as well.
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
        where r.person_id = about and r.status = 'expected' and c.stage in ('travel', 'arrival')
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
        update public.tasks_task set done_at = moment
        where case_id = a.case_id and kind = 'confirm_departure' and done_at is null;
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
