-- What the workplan counts of handovers: criteria of exit in force, and acts that were carried out.
create or replace function steering_of_handovers(asked integer[])
returns table (fact text, n bigint, total bigint, latest date)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select 'exit_criteria', count(*), count(*), max(x.valid_from) from (
        select distinct on (c.programme_id, c.code) c.valid_from, c.is_dropped
        from public.handovers_criterion c
        where c.programme_id = any (asked) and c.valid_from <= current_date
        order by c.programme_id, c.code, c.valid_from desc) x
    where not x.is_dropped
    union all
    select 'handed_over', count(*) filter (where h.status = 'done'), count(*),
        max(h.ended_at) filter (where h.status = 'done')::date
    from public.handovers_handover h
    where h.programme_id = any (asked) and h.status in ('signed', 'done')
$$;
