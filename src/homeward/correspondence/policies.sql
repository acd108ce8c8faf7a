-- What a person agreed to, and what was written, stand under the gate. A row is written on a case
-- that the writer sees.
select gate_guard('correspondence_optin');
select gate_guard('correspondence_silence');
select gate_guard('correspondence_messageentry');

drop policy if exists case_is_seen on correspondence_optin;
create policy case_is_seen on correspondence_optin as restrictive for insert
    with check (gate_sees_case(case_id));
drop policy if exists case_is_seen on correspondence_silence;
create policy case_is_seen on correspondence_silence as restrictive for insert
    with check (gate_sees_case(case_id));
drop policy if exists case_is_seen on correspondence_messageentry;
create policy case_is_seen on correspondence_messageentry as restrictive for insert
    with check (gate_sees_case(case_id));

-- On their own pages a person agrees, ends it, and writes to whoever answers for their case.
create or replace function correspondence_answers(case_id uuid, org bigint) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
    select exists (select 1 from public.cases_case c
                   where c.id = case_id and c.accountable_org_id = org offset 0)
$$;
drop policy if exists agreed_oneself on correspondence_optin;
create policy agreed_oneself on correspondence_optin for insert with check (
    person_id = any ((select gate_selves())::uuid[]) and way = 'own_page' and recorded_by_id is null
    and data_class = 2 and correspondence_answers(case_id, owner_org_id));
drop policy if exists ended_oneself on correspondence_optin;
create policy ended_oneself on correspondence_optin for update
    using (person_id = any ((select gate_selves())::uuid[])) with check (
    person_id = any ((select gate_selves())::uuid[]) and ended_at is not null);
drop policy if exists written_oneself on correspondence_messageentry;
create policy written_oneself on correspondence_messageentry for insert with check (
    person_id = any ((select gate_selves())::uuid[]) and direction = 'in' and via = 'page' and by_id is null
    and data_class = 4 and correspondence_answers(case_id, owner_org_id));

alter table correspondence_reminderrule enable row level security;
drop policy if exists own on correspondence_reminderrule;
create policy own on correspondence_reminderrule for select
    using (organisation_id = (select gate_org()));
drop policy if exists stated on correspondence_reminderrule;
create policy stated on correspondence_reminderrule for insert with check (
    organisation_id = (select gate_org()) and stated_by_id = (select gate_user()));
drop policy if exists ended on correspondence_reminderrule;
create policy ended on correspondence_reminderrule for update using (
    organisation_id = (select gate_org()) and (select gate_kind()) = 'user')
    with check (organisation_id = (select gate_org()));

-- Which organisations remind anybody: ids, for the job that then acts for each.
create or replace function correspondence_reminding() returns setof integer
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    if public.gate_kind() <> 'job' then
        raise exception 'correspondence_reminding: not a job' using errcode = '42501';
    end if;
    return query select distinct r.organisation_id::integer
        from public.correspondence_reminderrule r where r.ended_at is null order by 1;
end $$;

-- Whose number this is: ids by its keyed hash, of sealed files too.
create or replace function correspondence_whose(org bigint, number text)
returns table (person uuid, case_id uuid, programme bigint, language text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    if public.gate_job() is distinct from 'sort_incoming' then
        raise exception 'correspondence_whose: not the job' using errcode = '42501';
    end if;
    return query select distinct on (o.person_id, o.case_id)
            o.person_id, o.case_id, o.programme_id::bigint, o.language::text
        from public.correspondence_optin o
        where o.owner_org_id = org and number <> '' and o.digest = number and o.ended_at is null
        order by o.person_id, o.case_id, o.recorded_at desc;
end $$;

-- Gives a case what came in. The job sees no row, so that it can't write one that it reads back.
create or replace function correspondence_give(
    row_id uuid, whose uuid, of_case uuid, under bigint, org bigint, by_channel text, said bytea,
    spoken text, moment timestamptz) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    if public.gate_job() is distinct from 'sort_incoming' or not exists (
        select 1 from public.correspondence_optin o
        where o.person_id = whose and o.case_id = of_case and o.owner_org_id = org
          and o.programme_id = under) then
        raise exception 'correspondence_give: not the job' using errcode = '42501';
    end if;
    insert into public.correspondence_messageentry (id, person_id, case_id, programme_id,
        owner_org_id, data_class, direction, via, occasion, language, text, at, state, about)
    values (row_id, whose, of_case, under, org, 4, 'in', by_channel, '', spoken, said, moment,
        'delivered', '');
end $$;

-- The number wrote STOP: all that was agreed by it ends. How many that were.
create or replace function correspondence_stop(org bigint, number text, moment timestamptz)
returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    ended integer;
begin
    if public.gate_job() is distinct from 'sort_incoming' then
        raise exception 'correspondence_stop: not the job' using errcode = '42501';
    end if;
    update public.correspondence_optin o set ended_at = moment, ended_why = 'stopped'
    where o.owner_org_id = org and number <> '' and o.digest = number and o.ended_at is null;
    get diagnostics ended = row_count;
    return ended;
end $$;

-- What became of a message: told by the sending job, or where a provider calls.
create or replace function correspondence_settle(entry uuid, said text, moment timestamptz)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    if public.gate_kind() not in ('job', 'anonymous')
       or said not in ('sent', 'delivered', 'failed', 'dead', 'discarded') then
        raise exception 'correspondence_settle: not told by the queue' using errcode = '42501';
    end if;
    update public.correspondence_messageentry e set state = said, settled_at = moment
    where e.id = entry and e.direction = 'out';
end $$;

-- What came in waits for whoever works on the case: one wait, however many messages.
create or replace function correspondence_wait() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    insert into public.tasks_task (id, kind, subject_id, case_id, person_id, reference, note,
        programme_id, holder_org_id, holder_id, waiter_org_id, waiter_id, due_on, opened_at)
    select gen_random_uuid(), 'read_message', c.id, c.id, c.person_id, c.reference, '',
           c.programme_id, new.owner_org_id,
           case when c.accountable_org_id = new.owner_org_id then c.worker_id end,
           new.owner_org_id, null,
           public.tasks_due_on('read_message', c.programme_id::integer, new.at::date,
                               new.owner_org_id), new.at
    from public.cases_case c where c.id = new.case_id and c.closed_at is null
    on conflict do nothing;
    return null;
end $$;
drop trigger if exists wait on correspondence_messageentry;
create trigger wait after insert on correspondence_messageentry
    for each row when (new.direction = 'in') execute function correspondence_wait();
