-- What stands as being done and is not: its worker ended, or let go of it while the database was
-- away. It waits again. Where the same waits already, that one does the work and this one ends; one
-- that took its worker along so often is given up, and stands among the failed.
-- `asking` is the job that asks. A worker does one job at a time: what else stands as its own is
-- not being done.
create function monitoring_revive(asking bigint, gone_seconds integer, most integer)
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
          and (w.id is null or w.id = own_worker
               or w.last_heartbeat < now() - make_interval(secs => gone_seconds))
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
