-- As it was before: stuck after one minute. What revived after two is 0003's.
create or replace function monitoring_open_jobs()
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

create or replace function monitoring_failed_jobs(since timestamptz) returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select count(*) from public.monitoring_open_jobs() j
    where j.state in ('failed', 'stuck') and j.since >= monitoring_failed_jobs.since
$$;

drop function monitoring_worker_lost(timestamptz);
