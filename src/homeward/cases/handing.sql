-- Who works on a case: always somebody, or a wait that says that nobody is named.

select gate_guard('cases_workerchange');
alter table cases_reassignment enable row level security;
create policy own on cases_reassignment for select using (organisation_id = (select gate_org()));
create policy made on cases_reassignment for insert with check (
    organisation_id = (select gate_org()) and by_id = (select gate_user()));

create or replace function tasks_accountable_org(case_id uuid) returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select c.accountable_org_id from public.cases_case c where c.id = case_id
$$;
revoke execute on function tasks_accountable_org(uuid) from public;

-- A wait on a case is of the case's programme, whoever opens it.
create function cases_programme_of_wait() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    new.programme_id := coalesce(
        (select c.programme_id from public.cases_case c where c.id = new.case_id), 0);
    return new;
end $$;
create trigger programme_of_the_case before insert on tasks_task
for each row when (new.programme_id = 0 and new.case_id is not null)
execute function cases_programme_of_wait();

-- A case without a worker is a wait at whoever answers for it. By the database: a desk that confirms
-- an arrival hands on a case that it never sees.
create function cases_ask_for_a_worker() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if new.closed_at is not null or new.worker_id is not null then
        update public.tasks_task set done_at = clock_timestamp()
        where kind = 'assign_worker' and subject_id = new.id and done_at is null;
        return null;
    end if;
    insert into public.tasks_task (id, kind, subject_id, case_id, person_id, reference, programme_id,
        note, holder_org_id, waiter_org_id, due_on, opened_at)
    values (gen_random_uuid(), 'assign_worker', new.id, new.id, new.person_id, new.reference,
        new.programme_id, '', new.accountable_org_id, new.accountable_org_id,
        public.tasks_due_on('assign_worker', new.programme_id::integer, current_date,
                            new.accountable_org_id), clock_timestamp())
    on conflict (kind, subject_id) where done_at is null
    do update set holder_org_id = excluded.holder_org_id, holder_id = null,
        waiter_org_id = excluded.waiter_org_id, waiter_id = null,
        due_on = excluded.due_on, opened_at = excluded.opened_at;
    return null;
end $$;
create trigger ask_for_a_worker after insert on cases_case
for each row when (new.worker_id is null)
execute function cases_ask_for_a_worker();
create trigger ask_for_another_worker after update of worker_id, accountable_org_id, closed_at
on cases_case for each row when (
    old.worker_id is distinct from new.worker_id
    or old.accountable_org_id is distinct from new.accountable_org_id
    or old.closed_at is distinct from new.closed_at)
execute function cases_ask_for_a_worker();

create function cases_note_worker() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    insert into public.cases_workerchange (id, owner_org_id, data_class, programme_id, person_id,
        shared_with, shared_until, case_id, before_id, after_id, at, by_id)
    values (gen_random_uuid(), new.accountable_org_id, 4, new.programme_id, new.person_id, '{}',
        '9999-12-31', new.id, old.worker_id, new.worker_id, clock_timestamp(), public.gate_user());
    return null;
end $$;
create trigger note_worker after update of worker_id on cases_case
for each row when (old.worker_id is distinct from new.worker_id)
execute function cases_note_worker();

-- How much each colleague holds, for an administrator, who sees no file: counts alone. A sealed file
-- is its team's affair and counts for nobody else.
create function cases_held_by_colleagues() returns table (user_id bigint, cases bigint, waits bigint)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    org bigint := public.gate_org();
begin
    if not public.users_is('administrator', org) then
        raise exception 'cases_held_by_colleagues: not an administrator' using errcode = '42501';
    end if;
    return query select u.id,
        (select count(*) from public.cases_case c
         where c.worker_id = u.id and c.closed_at is null
           and not public.gate_is_sealed(c.person_id, org)),
        (select count(*) from public.tasks_task t
         where t.holder_id = u.id and t.holder_org_id = org and t.done_at is null
           and (t.person_id is null or not public.gate_is_sealed(t.person_id, org)))
    from public.access_user u where u.organisation_id = org and u.person_id is null;
end $$;

-- Hands all of somebody's open cases to colleagues, evenly, for an administrator. Gives the number of
-- cases. What is sealed stays with its team.
create function cases_hand_out(batch uuid, leaving bigint, takers bigint[], moment timestamptz)
returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    org bigint := public.gate_org();
    moved uuid[];
    taken_by bigint[];
    held uuid[];
    waited uuid[];
begin
    if not public.users_is('administrator', org) or cardinality(takers) = 0 or exists (
        select 1 from unnest(takers || leaving) x
        where not exists (select 1 from public.access_user u
                          where u.id = x and u.organisation_id = org and u.person_id is null
                            and (u.is_active or u.id = leaving)))
       or leaving = any (takers)
    then
        raise exception 'cases_hand_out: not the actor''s colleagues' using errcode = '42501';
    end if;
    perform 1 from public.cases_case c
    where c.worker_id = leaving and c.closed_at is null order by c.id for update;
    select coalesce(array_agg(x.id order by x.n), '{}'),
           coalesce(array_agg(takers[1 + x.n % cardinality(takers)] order by x.n), '{}')
    into moved, taken_by
    from (select c.id, (row_number() over (order by c.programme_id, c.reference) - 1)::integer as n
          from public.cases_case c
          where c.worker_id = leaving and c.closed_at is null
            and not public.gate_is_sealed(c.person_id, org)) x;
    update public.cases_case c set worker_id = m.taker, changed_at = moment
    from unnest(moved, taken_by) m(id, taker) where c.id = m.id;
    with mine as (
        select t.id, coalesce(m.taker, takers[1 + (row_number() over (order by t.id))::integer
                                              % cardinality(takers)]) as taker
        from public.tasks_task t
        left join unnest(moved, taken_by) m(id, taker) on m.id = t.case_id
        where t.holder_id = leaving and t.holder_org_id = org and t.done_at is null
          and (t.person_id is null or not public.gate_is_sealed(t.person_id, org))),
    given as (
        -- An interview is never held by the person's own case worker: it is everybody's again.
        update public.tasks_task t
        set holder_id = case when t.kind = 'fill_survey' then null else mine.taker end
        from mine where t.id = mine.id returning t.id)
    select coalesce(array_agg(id), '{}') into held from given;
    with given as (
        update public.tasks_task t set waiter_id = m.taker
        from unnest(moved, taken_by) m(id, taker)
        where t.case_id = m.id and t.waiter_id = leaving and t.done_at is null returning t.id)
    select coalesce(array_agg(id), '{}') into waited from given;
    insert into public.cases_reassignment (id, organisation_id, leaving_id, by_id, at, cases, takers, held, waited)
    values (batch, org, leaving, public.gate_user(), moment, moved, taken_by, held, waited);
    return cardinality(moved);
end $$;

-- Gives back what has not moved on since, within a day. Gives the number of cases.
create function cases_take_back(batch uuid, moment timestamptz) returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    org bigint := public.gate_org();
    h record;
    back bigint;
begin
    select * into h from public.cases_reassignment x
    where x.id = batch and x.organisation_id = org for update;
    if not found or not (public.users_is('administrator', org)
                         or public.users_is('programme_manager', org)
                         or public.users_is('host_coordinator', org))
    then
        raise exception 'cases_take_back: not the actor''s' using errcode = '42501';
    end if;
    if h.undone_at is not null or h.at < moment - interval '1 day' or not exists (
        select 1 from public.access_user u where u.id = h.leaving_id and u.is_active) then
        return -1;
    end if;
    update public.cases_case c set worker_id = h.leaving_id, changed_at = moment
    from unnest(h.cases, h.takers) m(id, taker)
    where c.id = m.id and c.worker_id = m.taker and c.closed_at is null
      and not public.gate_is_sealed(c.person_id, org);
    get diagnostics back = row_count;
    update public.tasks_task t set holder_id = h.leaving_id
    where t.id = any (h.held) and t.done_at is null and t.holder_org_id = org
      and (t.holder_id is null or exists (
          select 1 from public.cases_reassignment x where x.id = batch and t.holder_id = any (x.takers)))
      and (t.person_id is null or not public.gate_is_sealed(t.person_id, org));
    update public.tasks_task t set waiter_id = h.leaving_id
    where t.id = any (h.waited) and t.done_at is null and t.waiter_id = any (h.takers);
    update public.cases_reassignment set undone_at = moment, undone_by_id = public.gate_user()
    where id = batch;
    return back;
end $$;
