-- When a worker counts as lost, in one place: for the page of jobs and for what revives them. The
-- setting WORKER_GONE_SECONDS says the same to the queue's library, and a test compares them.
create function monitoring_worker_lost(last_heartbeat timestamptz) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
    select last_heartbeat is null or last_heartbeat < now() - interval '120 seconds'
$$;

create or replace function monitoring_open_jobs()
returns table (id bigint, task text, state text, since timestamptz, attempts integer)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select j.id, j.task_name::text,
        case when j.status = 'failed' then 'failed'
             when j.status = 'todo' then 'waiting'
             when public.monitoring_worker_lost(w.last_heartbeat) then 'stuck'
             else 'doing' end,
        coalesce(case when j.status = 'todo' then j.scheduled_at end, e.at), j.attempts
    from public.procrastinate_jobs j
    left join public.procrastinate_workers w on w.id = j.worker_id
    left join lateral (select max(v.at) as at from public.procrastinate_events v
                       where v.job_id = j.id) e on true
    where j.status in ('todo', 'doing', 'failed')
$$;

-- For alerts: what is stuck is revived within minutes, or stands among the failed after all.
create or replace function monitoring_failed_jobs(since timestamptz) returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select count(*) from public.monitoring_open_jobs() j
    where j.state = 'failed' and j.since >= monitoring_failed_jobs.since
$$;

drop function monitoring_revive(bigint, integer, integer);
create function monitoring_revive(asking bigint, most integer)
returns table (job bigint, became text)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    own_worker bigint;
    one record;
begin
    if public.gate_job() is distinct from 'watch_installation' then
        return;
    end if;
    select j.worker_id into own_worker from public.procrastinate_jobs j where j.id = asking;
    -- Its own names and those of its triggers are written without a schema.
    perform set_config('search_path', 'pg_catalog, public, pg_temp', true);
    for one in
        select j.id, j.attempts from public.procrastinate_jobs j
        left join public.procrastinate_workers w on w.id = j.worker_id
        where j.status = 'doing' and j.id is distinct from asking
          and (w.id = own_worker or public.monitoring_worker_lost(w.last_heartbeat))
        order by j.id
        for update of j skip locked
    loop
        job := one.id;
        if one.attempts >= most then
            perform public.procrastinate_finish_job_v1(one.id, 'failed', false);
            became := 'failed';
        else
            begin
                perform public.procrastinate_retry_job_v2(one.id, now(), null, null, null);
                became := 'waiting';
            exception when unique_violation then
                perform public.procrastinate_finish_job_v1(one.id, 'aborted', false);
                became := 'ended';
            end;
        end if;
        return next;
    end loop;
end $$;
