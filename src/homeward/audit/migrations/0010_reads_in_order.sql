-- What the acting officer may know of the log. Two ways in, each with an index of its own: what the
-- own organisation's users read, and what others read of its rows, of these nothing else.
create or replace function audit_for_officer(since timestamptz, until timestamptz)
returns table (organisation integer, number bigint, at timestamptz, actor_kind text,
               actor_id text, purpose integer, action text, path text, ground text, items jsonb)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select r.organisation, r.number, r.at, r.actor_kind, r.actor_id, r.purpose::integer, r.action,
           r.path, r.ground, r.items
    from public.audit_readlog r
    where r.organisation = (select public.audit_officer()) and r.at >= since and r.at < until
    union all
    select r.organisation, r.number, r.at, r.actor_kind, r.actor_id, r.purpose::integer, r.action,
           r.path, r.ground,
           (select jsonb_agg(i) from jsonb_array_elements(r.items) i
            where (i ->> 4)::integer = (select public.audit_officer()))
    from public.audit_readlog r
    where r.organisation <> (select public.audit_officer())
      and r.owners <> array[r.organisation] and r.owners @> array[(select public.audit_officer())]
      and r.at >= since and r.at < until
$$;

-- A page of it, the latest first. From either way no more is taken than the page can need, and what
-- was read is opened for the page alone. Planned for what is asked: a filter that isn't set is gone.
create or replace function audit_reads(
    since timestamptz, until timestamptz, about uuid[], by_kind text, by_id text,
    for_purpose integer, take integer, skip integer)
returns table (organisation integer, number bigint, at timestamptz, actor_kind text,
               actor_id text, purpose integer, action text, path text, ground text, items jsonb)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan as $$
declare
    officer integer := public.audit_officer();
begin
    return query
    select f.organisation, f.number, f.at, f.actor_kind::text, f.actor_id::text,
           f.purpose::integer, f.action::text, f.path::text, f.ground::text,
           case when f.organisation = officer then f.items
           else (select jsonb_agg(i) from jsonb_array_elements(f.items) i
                 where (i ->> 4)::integer = officer) end
    from (
        (select r.* from public.audit_readlog r
         where r.organisation = officer and r.at >= since and r.at < until
           and (by_id is null or (r.actor_kind = by_kind and r.actor_id = by_id))
           and (for_purpose is null or r.purpose = for_purpose)
           and (about is null or r.persons && about)
         order by r.at desc, r.number desc limit take + skip)
        union all
        (select r.* from public.audit_readlog r
         where r.organisation <> officer and r.owners <> array[r.organisation]
           and r.owners @> array[officer] and r.at >= since and r.at < until
           and (by_id is null or (r.actor_kind = by_kind and r.actor_id = by_id))
           and (for_purpose is null or r.purpose = for_purpose)
           and (about is null or exists (
               select 1 from jsonb_array_elements(r.items) i
               where (i ->> 3)::uuid = any (about) and (i ->> 4)::integer = officer))
         order by r.at desc, r.organisation, r.number desc limit take + skip)) f
    order by f.at desc, f.organisation, f.number desc
    limit take offset skip;
end $$;
