-- More of what the workplan counts: what is foreseen, pooled, learned and open to people. Numbers
-- and days of all organisations, as `steering_facts` tells them; a scenario that nobody shared is
-- its organisation's own and is not counted.

-- Who hands over stands above this room, and fills it (handovers).
create function steering_of_handovers(asked integer[])
returns table (fact text, n bigint, total bigint, latest date)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select null::text, null::bigint, null::bigint, null::date where false
$$;

create function steering_further_facts(asked integer[], origins text[])
returns table (fact text, n bigint, total bigint, latest date)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
    today date := current_date;
begin
    if public.gate_kind() <> 'user' then
        return;
    end if;
    return query
        with played as (
            select s.id, s.organisation_id, s.programme_id, s.begins_on,
                (s.begins_on + interval '1 month')::date as month_over,
                exists (select 1 from public.scenarios_change c where c.scenario_id = s.id)
                    as is_changed,
                (select max(p.ready_at)::date from public.scenarios_play p
                 where p.scenario_id = s.id and p.status = 'ready') as on_day
            from public.scenarios_scenario s
            where s.programme_id = any (asked) and s.shared_at is not null
        ), ready as (select * from played p where p.on_day is not null
        ), passed as (
            select (select max(r.read_at)::date from public.scenarios_reading r
                    where r.organisation_id = p.organisation_id
                      and r.programme_id = p.programme_id and r.read_at is not null
                      and r.since <= p.begins_on and r.until >= p.month_over - 1) as read_on
            from ready p where p.month_over <= today
        )
        select 'scenarios', count(*), count(*), max(p.on_day) from ready p
        union all
        select 'scenarios_changed', count(*), count(*), max(p.on_day) from ready p
        where p.is_changed
        union all
        select 'scenarios_decided', count(distinct x.scenario), (select count(*) from ready),
            max(x.on_day) from (
            select p.id as scenario, d.closed_at::date as on_day from ready p
            join public.committees_decisionsubject s
                on s.kind = 'scenario' and s.key = p.id::text
            join public.committees_decision d on d.id = s.decision_id and d.closed_at is not null
        ) x
        union all
        select 'scenarios_seen', count(p.read_on), count(*), max(p.read_on) from passed p;
    return query select 'pools', count(*), count(*), max(p.opened_on)
        from public.pools_pool p
        where exists (select 1 from public.pools_pool_programmes m
                      where m.pool_id = p.id and m.programme_id = any (asked))
          and (select count(distinct c.donor_id) from public.pools_commitment c
               where c.pool_id = p.id) > 1;
    if cardinality(asked) > 0 then
        return query select * from public.steering_of_handovers(asked);
    end if;
    if cardinality(origins) = 0 then
        return;
    end if;
    return query select 'institutions', count(distinct a.organisation_id),
        count(distinct a.organisation_id), max(a.finished_on)
        from public.capacity_capacityassessment a
        join public.access_organisation o on o.id = a.organisation_id
        where a.finished_on is not null and o.country_id = any (origins);
    return query select 'trained', count(*), count(*), max(s.ends_on)
        from public.capacity_coursesession s
        where s.status = 'held' and exists (
            select 1 from public.capacity_attendance t
            join public.access_organisation o on o.id = t.organisation_id
            where t.session_id = s.id and t.came in ('passed', 'attended')
              and o.country_id = any (origins));
    return query select 'ownership', count(distinct f.step), count(distinct f.step),
        max(f.computed_at)::date from public.capacity_ownershipfigure f
        where f.origin_id = any (origins) and f.organisation_id is null and f.own is not null;
    return query select 'regular_ways', count(*) filter (where p.verify_by >= today), count(*),
        max(p.verified_on) from public.pathways_pathway p where p.origin_id = any (origins);
end $$;
