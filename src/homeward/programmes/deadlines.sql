-- Who leads a programme says how long its waits may take.
create or replace function tasks_may_state(programme integer) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
    select exists (
        select 1 from public.programmes_programme p
        where p.id = programme and p.lead_org_id = (select public.gate_org()))
$$;
