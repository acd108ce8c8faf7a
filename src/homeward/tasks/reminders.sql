-- Reminders, and silence told to who leads. The waits are of many owners: a job gets ids and counts.

-- Who answers for a case: filled by the feature that knows cases.
select gate_declare('tasks_accountable_org', 'case_id uuid', 'bigint', 'null::bigint');

-- Whom silence is told at an organisation: who manages programmes, else who coordinates; of several
-- one who is not away.
create function tasks_leader_of(org bigint, today date) returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select u.id from public.access_user u
    where u.organisation_id = org and u.is_active and u.person_id is null
      and u.roles && array['programme_manager', 'host_coordinator']::varchar[]
    order by exists (
            select 1 from public.tasks_absence a
            where a.user_id = u.id and a.ended_at is null and today between a.from_on and a.until_on),
        not 'programme_manager' = any (u.roles), u.id
    limit 1
$$;
revoke execute on function tasks_leader_of(bigint, date) from public;

-- Notes what is due to be said at this moment and tells how much of it each one hears. A user who is
-- away hears nothing: the colleague who covers does. A wait is said at most once before its day and
-- once on it, so that a second run on a day finds nothing.
create function tasks_remind(moment timestamptz)
returns table (user_id bigint, org_id bigint, how text, n integer)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
    today date := moment::date;
begin
    if public.gate_job() is distinct from 'remind_holders' then
        raise exception 'tasks_remind: not its job' using errcode = '42501';
    end if;
    return query
    with kinds as (
        select distinct t.kind, t.programme_id from public.tasks_task t
        where t.done_at is null and t.due_on is not null),
    ruled as (
        select k.kind, k.programme_id, r.days_before, r.on_the_day, r.days_after, r.day_kind
        from kinds k cross join lateral (
            select * from public.tasks_reminderrule r
            where r.kind in (k.kind, '') and r.programme_id in (0, k.programme_id)
              and r.valid_from <= today
            order by r.programme_id desc, r.kind desc, r.valid_from desc limit 1) r),
    silent as (
        select t.id, t.person_id, t.case_id, t.waiter_org_id, t.holder_org_id
        from public.tasks_task t join ruled r using (kind, programme_id)
        where t.done_at is null and t.escalated_at is null and t.due_on < today
          and r.days_after is not null and t.due_on + r.days_after::integer <= today
          and (r.day_kind = 'calendar' or today >= public.tasks_add_working_days(
              t.due_on, r.days_after, t.holder_org_id))),
    told as (
        select s.id, l.leader, l.org
        from silent s cross join lateral (
            select public.tasks_leader_of(o.org, today) as leader, o.org
            from (values (1, public.tasks_accountable_org(s.case_id)), (2, s.waiter_org_id::bigint),
                         (3, s.holder_org_id::bigint)) o(place, org)
            -- Of a file that an organisation sealed its team alone knows.
            where o.org is not null and not public.gate_is_sealed(s.person_id, o.org)
            order by public.tasks_leader_of(o.org, today) is null, o.place limit 1) l),
    escalated as (
        update public.tasks_task t set escalated_at = moment, escalated_to_id = told.leader
        from told where t.id = told.id
        returning told.leader, told.org),
    -- What is long late was said on its day; a worker that rested for some days says it after them.
    due as (
        select t.id, case when t.due_on > today then 'before' else 'due' end as how
        from public.tasks_task t join ruled r using (kind, programme_id)
        where t.done_at is null
          and t.due_on between today - 3 and today + coalesce(r.days_before, 0)::integer
          and not exists (select 1 from silent s where s.id = t.id)
          and case when t.due_on > today
              then t.due_on > t.opened_at::date + r.days_before::integer
                   and (t.reminded_at is null
                        or t.reminded_at::date < t.due_on - r.days_before::integer)
              else r.on_the_day and (t.reminded_at is null or t.reminded_at::date < t.due_on) end),
    reminded as (
        update public.tasks_task t set reminded_at = moment from due where t.id = due.id
        returning t.id, t.holder_id, t.holder_org_id, due.how),
    heard as (
        select case when u.is_active then coalesce(a.cover_id, u.id) end as who,
               m.holder_org_id::bigint as org, m.how
        from reminded m
        left join public.access_user u on u.id = m.holder_id
        left join public.tasks_absence a on a.user_id = m.holder_id and a.ended_at is null
            and today between a.from_on and a.until_on
        union all
        select e.leader, e.org, 'escalated' from escalated e)
    select h.who, h.org, h.how, count(*)::integer from heard h group by 1, 2, 3;
end $$;
