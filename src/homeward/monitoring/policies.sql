-- Who runs the installation watches it: administrators and data protection officers of an operator,
-- or of any organisation where none is named. Nothing here tells of a person.

create function monitoring_watches() returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select public.gate_kind() = 'user' and exists (
        select 1 from public.access_user u
        where u.id = public.gate_user() and u.is_active
          and u.roles::text[] && array['administrator', 'data_protection_officer'])
      and (not exists (select 1 from public.monitoring_operator)
           or exists (select 1 from public.monitoring_operator o
                      where o.organisation_id = public.gate_org()))
$$;

create function monitoring_keeps() returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select public.monitoring_watches() and exists (
        select 1 from public.access_user u
        where u.id = public.gate_user() and 'administrator' = any (u.roles))
$$;

alter table monitoring_operator enable row level security;
create policy seen on monitoring_operator for select using (
    (select monitoring_watches()) or (select gate_job()) = 'watch_installation');

alter table monitoring_alertrule enable row level security;
create policy seen on monitoring_alertrule for select using (
    (select monitoring_watches()) or (select gate_job()) = 'watch_installation');
create policy stated on monitoring_alertrule for insert with check (
    (select monitoring_keeps()) and stated_by_id = (select gate_user()));

alter table monitoring_alert enable row level security;
create policy seen on monitoring_alert for select using ((select monitoring_watches()));
create policy acknowledged on monitoring_alert for update using ((select monitoring_watches()))
    with check (acknowledged_by_id = (select gate_user()));
create policy raised_by_the_job on monitoring_alert for all
    using ((select gate_job()) = 'watch_installation');

alter table monitoring_check enable row level security;
create policy seen on monitoring_check for select using ((select monitoring_watches()));
create policy kept_by_the_job on monitoring_check for all
    using ((select gate_job()) = 'watch_installation');

alter table monitoring_watch enable row level security;
create policy kept_by_the_job on monitoring_watch for all
    using ((select gate_job()) = 'watch_installation');

-- Written by the function below alone.
alter table monitoring_refusal enable row level security;

-- One refused answer is counted, outside of any actor's transaction: that one was rolled back.
create function monitoring_refused(digest text, org bigint) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
    insert into public.monitoring_refusal as held (minute, who, organisation_id, count)
    values (date_trunc('minute', clock_timestamp()), left(digest, 64), org, 1)
    on conflict (minute, who) do update set count = held.count + 1
$$;

-- The most that one account was refused since a moment.
create function monitoring_refusals(since timestamptz) returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select coalesce(max(n), 0) from (
        select sum(r.count) as n from public.monitoring_refusal r
        where r.minute >= date_trunc('minute', since) group by r.who) counted
$$;

create function monitoring_forget(before timestamptz) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    if public.gate_job() is distinct from 'watch_installation' then
        return;
    end if;
    delete from public.monitoring_refusal where minute < before;
    delete from public.monitoring_check where checked_at < before;
end $$;

-- How often emergency access was used: a number, of nobody in particular.
create function monitoring_emergencies(since timestamptz) returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select count(*) from public.emergencies_emergencyaccess e where e.begun_at >= since
$$;

-- Jobs that are not done, with what became of their workers. Their arguments are not told.
create function monitoring_open_jobs()
returns table (id bigint, task text, state text, since timestamptz, attempts integer)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select j.id, j.task_name::text,
        case when j.status = 'failed' then 'failed'
             when j.status = 'todo' then 'waiting'
             when w.last_heartbeat is null or w.last_heartbeat < now() - interval '60 seconds'
                 then 'stuck'
             else 'doing' end,
        coalesce(case when j.status = 'todo' then j.scheduled_at end, e.at), j.attempts
    from public.procrastinate_jobs j
    left join public.procrastinate_workers w on w.id = j.worker_id
    left join lateral (select max(v.at) as at from public.procrastinate_events v
                       where v.job_id = j.id) e on true
    where j.status in ('todo', 'doing', 'failed')
$$;
revoke execute on function monitoring_open_jobs() from public;

-- The queue's page: for those who watch alone.
create function monitoring_jobs(wanted text)
returns table (id bigint, task text, state text, since timestamptz, attempts integer)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select * from public.monitoring_open_jobs() j
    where public.monitoring_keeps() and (wanted = '' or j.state = wanted)
    order by array_position(array['failed', 'stuck', 'doing', 'waiting'], j.state), j.since desc,
        j.id desc
$$;

-- Counts for measurements and alerts.
create function monitoring_job_figures()
returns table (state text, n bigint, oldest timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select j.state, count(*), min(j.since) filter (where j.since <= now())
    from public.monitoring_open_jobs() j group by 1
$$;

create function monitoring_failed_jobs(since timestamptz) returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select count(*) from public.monitoring_open_jobs() j
    where j.state in ('failed', 'stuck') and j.since >= monitoring_failed_jobs.since
$$;

-- A failed or stuck job goes back among those that wait. Says why not, or nothing.
create function monitoring_try_again(job bigint) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    held text;
begin
    if not public.monitoring_keeps() then
        return 'not_failed';
    end if;
    perform 1 from public.procrastinate_jobs j where j.id = job for update;
    select j.state into held from public.monitoring_open_jobs() j where j.id = job;
    if held is null or held not in ('failed', 'stuck') then
        return 'not_failed';
    end if;
    -- Its own names and those of its triggers are written without a schema.
    perform set_config('search_path', 'pg_catalog, public, pg_temp', true);
    perform public.procrastinate_retry_job_v2(job, now(), null, null, null);
    return '';
exception when unique_violation then
    return 'waits_already';
end $$;

create function monitoring_messages()
returns table (waiting bigint, given_up bigint, oldest timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select count(*) filter (where m.state = 'waiting'), count(*) filter (where m.state = 'dead'),
        min(m.queued_at) filter (where m.state = 'waiting')
    from public.outbox_message m where m.state in ('waiting', 'dead')
$$;

-- When a worker was last alive; null where none ever was.
create function monitoring_heartbeat() returns timestamptz
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select max(w.last_heartbeat) from public.procrastinate_workers w
$$;

-- Streaming replicas, and by how many seconds each lags; null where it is not known.
create function monitoring_replicas()
returns table (name text, state text, lag double precision)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select r.application_name, r.state,
        case when r.state is null then null
             else coalesce(extract(epoch from r.replay_lag), 0)::double precision end
    from pg_stat_replication r where r.application_name not in ('pg_basebackup', 'pg_receivewal')
$$;

create function monitoring_open_alerts() returns table (kind text, since timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select a.kind::text, a.since from public.monitoring_alert a where a.ended_at is null
$$;

-- Whom the job writes to: active users with one of the roles, of whoever runs the installation.
create function monitoring_told(wanted text[])
returns table (email text, language text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select u.email::text, u.language::text from public.access_user u
    where public.gate_job() = 'watch_installation' and u.is_active and u.roles::text[] && wanted
      and (not exists (select 1 from public.monitoring_operator)
           or u.organisation_id in (select o.organisation_id from public.monitoring_operator o))
    order by u.id
$$;

-- What statements cost, where the server keeps it: normalised, without a value. Literals that stand
-- in a statement all the same are taken out here. The extension's view stands in a schema that the
-- application may not look into.
create function monitoring_statements_view() returns text
language sql stable set search_path = pg_catalog, pg_temp as $$
    select format('%I.pg_stat_statements', n.nspname) from pg_extension e
    join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_stat_statements'
$$;

create function monitoring_statements_state() returns text
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    if public.monitoring_statements_view() is null then
        return 'no_extension';
    end if;
    execute format('select 1 from %s limit 1', public.monitoring_statements_view());
    return case when pg_has_role(current_user, 'pg_read_all_stats', 'usage') then 'on'
                else 'no_right' end;
exception
    when object_not_in_prerequisite_state then return 'not_loaded';
    when insufficient_privilege then return 'no_right';
end $$;

create function monitoring_statements(most integer)
returns table (statement text, calls bigint, total double precision, mean double precision,
               longest double precision, lines bigint)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    if not public.monitoring_keeps() or public.monitoring_statements_state() <> 'on' then
        return;
    end if;
    return query execute format($of$ select
        left(regexp_replace(regexp_replace(regexp_replace(s.query,
            'E?''(?:[^'']|'''')*''', '''…''', 'g'),
            '\m\d{3,}\M', '…', 'g'), '\s+', ' ', 'g'), 2000),
        s.calls, s.total_exec_time, s.mean_exec_time, s.max_exec_time, s.rows
    from %s s
    where s.dbid = (select d.oid from pg_database d where d.datname = current_database())
      and s.query ~* '^\s*(select|insert|update|delete|with|declare)'
    order by s.total_exec_time desc limit $1 $of$, public.monitoring_statements_view())
    using most;
end $$;
