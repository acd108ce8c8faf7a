-- The facts that the workplan's conditions are read from, of all organisations: a number, of how
-- many, and the latest day; no title, no party, no person. A fact that can't be told for this
-- scope has no row: unknown is not nought. Fewer than `smallest` referrals are told as -1.
create function steering_facts(
    asked integer[], origins text[], hosts text[], smallest integer)
returns table (fact text, n bigint, total bigint, latest date)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
    today date := current_date;
    places boolean := cardinality(origins) > 0;
    compared record;
begin
    if public.gate_kind() <> 'user' then
        return;
    end if;
    return query select 'mapped', count(*) filter (where known), count(*), max(told) from (
        select p.starts_on is not null
            and exists (select 1 from public.programmes_coverage c
                        where c.programme_id = p.id and c.area_id is not null)
            and (p.seats is not null or exists (
                select 1 from public.programmes_coverage c
                where c.programme_id = p.id and c.seats is not null)) as known,
            (select max(e.at)::date from public.programmes_programmeevent e
             where e.programme_id = p.id) as told
        from public.programmes_programme p where p.id = any (asked)) x;
    return query select 'criteria', count(*) filter (where x.since is not null), count(*),
        max(x.since) from (
        select (select max(v.valid_from) from public.programmes_criteriaversion v
                where v.programme_id = p.id and v.status <> 'draft' and v.valid_from <= today
                  and (v.valid_until is null or v.valid_until >= today)) as since
        from public.programmes_programme p where p.id = any (asked)) x;
    return query select 'packages', count(*) filter (where x.since is not null), count(*),
        max(x.since) from (
        select (select max(v.valid_from) from public.programmes_package v
                where v.programme_id = p.id and v.valid_from <= today
                  and (v.valid_until is null or v.valid_until >= today)) as since
        from public.programmes_programme p where p.id = any (asked)) x;
    -- Compared after it was entered; pairs that overlap, are likely the same, or contradict.
    select c.id, c.finished_at into compared from public.alignment_comparison c
    where c.finished_at is not null order by c.finished_at desc limit 1;
    if cardinality(asked) > 0 and compared.finished_at > coalesce((
        select max(e.at) from public.programmes_programmeevent e
        where e.programme_id = any (asked) and e.what = 'created'), '-infinity') then
        return query select 'aligned', count(x.said), count(*),
            coalesce(max(x.said), compared.finished_at::date) from (
            select (select max(d.at)::date from public.alignment_pairdecision d
                    where d.first_id = f.first_id and d.second_id = f.second_id) as said
            from public.alignment_finding f
            where f.comparison_id = compared.id
              and (f.first_id = any (asked) or f.second_id = any (asked))
              and (f.is_overlap or f.is_duplicate or f.contradictions > 0)) x;
    end if;
    return query select 'priority_areas', count(*) filter (where a.status = 'validated'),
        count(*), max(a.decided_on) from public.steering_priorityarea a
        where a.programme_id = any (asked) and a.status <> 'withdrawn';
    return query select 'consulted', count(*), count(*), max(c.held_on)
        from public.steering_consultation c where c.programme_id = any (asked);
    return query select 'weighed', count(*) filter (where s.taken_up <> 'open'), count(*),
        max(s.weighed_at)::date from public.steering_saying s
        join public.steering_consultation c on c.id = s.consultation_id
        where c.programme_id = any (asked);
    return query
        with theirs as (
            select a.id, a.kind, a.status, a.starts_on, a.ends_on,
                (select max(y.signed_on) from public.agreements_party y
                 where y.agreement_id = a.id) as signed
            from public.agreements_agreement a
            where a.status in ('signing', 'in_force') and (a.programmes && asked
                or (cardinality(a.programmes) = 0 and exists (
                    select 1 from public.agreements_party y
                    join public.access_organisation o on o.id = y.organisation_id
                    where y.agreement_id = a.id and o.country_id = any (origins))))
        ), standing as (
            select t.* from theirs t where t.status = 'in_force'
              and today between t.starts_on and coalesce(t.ends_on, '9999-12-31')
        ), versions as (
            select distinct on (v.agreement_id) v.id, v.valid_from
            from public.procedures_sopversion v join standing s on s.id = v.agreement_id
            where v.status = 'published' and v.valid_from <= today
            order by v.agreement_id, v.number desc
        ), stands as (
            select distinct on (d.version_id, d.country_id) d.version_id, d.country_id, d.status,
                d.on from public.steering_adoption d join versions v on v.id = d.version_id
            order by d.version_id, d.country_id, d.stated_at desc
        )
        select 'agreements', (select count(*) from standing s where s.kind <> 'sop'),
            (select count(*) from theirs t where t.kind <> 'sop'),
            (select max(s.signed) from standing s where s.kind <> 'sop')
        union all
        select 'procedures', (select count(*) from versions), (select count(*) from theirs t
            where t.kind = 'sop'), (select max(v.valid_from) from versions v)
        union all
        select 'adopted', (select count(*) from stands s
                           where s.status in ('adopted', 'with_differences')
                             and s.country_id = any (origins || hosts)),
            (select count(*) from versions) * cardinality(origins || hosts),
            (select max(s.on) from stands s)
        where places;
    return query select 'committees', count(*), count(*), max(c.since_on)
        from public.committees_committee c where c.programme_id = any (asked)
          and (c.until_on is null or c.until_on >= today)
          and exists (select 1 from public.committees_seat s where s.committee_id = c.id
                      and (s.until_on is null or s.until_on >= today));
    return query select 'roles', count(*) filter (where exists (
            select 1 from public.stakeholders_responsibility r
            where r.objective_id = o.id and r.part = 'A')), count(*), max(o.recorded_at)::date
        from public.stakeholders_objective o
        where o.programme_id = any (asked) or o.country_id = any (origins);
    return query select 'indicators_agreed',
        count(distinct x.definition_id) filter (where x.orgs > 1),
        count(distinct x.definition_id), max(x.at) from (
        select a.definition_id, a.programme_id, count(*) as orgs, max(a.at)::date as at
        from public.indicators_agreed a where a.programme_id = any (asked)
        group by a.definition_id, a.programme_id) x;
    return query select 'indicators_computed', count(distinct f.definition_id),
        count(distinct f.definition_id), max(f.computed_at)::date
        from public.indicators_figure f
        where f.replaced_at is null and f.programme_id = any (asked);
    return query select 'definition', count(*) filter (where x.since is not null), count(*),
        max(x.since) from (
        select (select max(d.valid_from) from public.steering_sustainabilitydefinition d
                where d.programme_id = p.id and d.status = 'in_force' and d.valid_from <= today)
            as since
        from public.programmes_programme p where p.id = any (asked)) x;
    return query select 'evaluations', count(*), count(*), max(e.declared_at)::date
        from public.evaluations_evaluation e
        where e.programme_id = any (asked) and e.status <> 'draft';
    return query select 'evaluations_reported', count(*) filter (where e.reported_at is not null),
        count(*), max(e.reported_at)::date from public.evaluations_evaluation e
        where e.programme_id = any (asked) and e.status <> 'draft';
    return query select 'evaluations_replied', count(*) filter (where e.replied_at is not null),
        count(*) filter (where e.reported_at is not null), max(e.replied_at)::date
        from public.evaluations_evaluation e
        where e.programme_id = any (asked) and e.status <> 'draft';
    return query select 'lessons', count(*), count(*), max(t.taken_at)::date
        from public.evaluations_takeup t where t.programme_id = any (asked);
    return query select 'referred', case when x.n between 1 and smallest - 1 then -1 else x.n end,
        null::bigint, case when x.n >= smallest then x.latest end from (
        select count(*) as n, max(r.sent_at)::date as latest
        from public.referrals_referral r
        left join public.offers_offer o on o.id = r.offer_id
        left join public.services_service s on s.id = r.service_id
        where r.programme_id = any (asked) and r.status <> 'draft'
          and (o.kind = 'seat' or s.is_public_service
               or exists (select 1 from public.mechanisms_mechanism m
                          where m.level = 'development' and m.desk_id = r.service_id))) x;
    return query select 'standards', count(distinct a.standard_id), count(distinct a.standard_id),
        max(a.from_on) from public.quality_adoption a
        where a.until_on is null and (a.organisation_id in (
            select p.lead_org_id from public.programmes_programme p where p.id = any (asked))
          or a.organisation_id in (
            select o.id from public.access_organisation o where o.country_id = any (origins)));
    return query select 'checks', count(*), count(*), max(c.held_on)
        from public.quality_check c
        where c.reported_at is not null and c.status <> 'cancelled' and (c.owner_org_id in (
            select p.lead_org_id from public.programmes_programme p where p.id = any (asked))
          or c.provider_org_id in (
            select o.id from public.access_organisation o where o.country_id = any (origins)));
    return query select 'complaints', count(*) filter (where public.complaints_is_open(p.lead_org_id)),
        count(*), null::date from public.programmes_programme p
        where p.id = any (asked) and p.lead_org_id is not null;
    if not places then
        return;
    end if;
    return query select 'beside', count(distinct p.id), count(distinct p.id), null::date
        from public.programmes_programme p
        where exists (select 1 from public.programmes_coverage c
                      where c.programme_id = p.id and c.country_id = any (origins))
           or exists (select 1 from public.programmes_corridor c
                      where c.programme_id = p.id and c.origin_country_id = any (origins));
    return query select 'actors', count(*), count(*), null::date from public.actors_actor a
        where a.country_id = any (origins) and a.merged_into_id is null;
    return query select 'services', count(*), count(*), max(s.last_confirmed_on)
        from public.services_service s
        where s.listing = 'listed' and s.countries && origins::varchar[];
    return query select 'past_returns', count(distinct f.year), null::bigint, max(f.source_date)
        from public.countries_figure f
        where f.origin_id = any (origins) and f.kind like 'returned%';
    return query select 'partnerships', count(*), count(*), max(p.starts_on)
        from public.stakeholders_partnership p
        where p.kind = 'bilateral' and p.status = 'active' and exists (
            select 1 from public.stakeholders_partnershipmember m
            join public.actors_actor a on a.id = m.actor_id
            where m.partnership_id = p.id and a.country_id = any (origins));
    return query select x.what, count(m.id), count(m.id), max(m.written_at)::date
        from (values ('systems_national', array['national']), ('systems_hub', array['hub']),
              ('systems_local', array['local', 'hub']), ('systems_development',
               array['development'])) as x (what, levels)
        left join public.mechanisms_mechanism m on m.level = any (x.levels)
            and m.country_id = any (origins) and (m.ends_on is null or m.ends_on >= today)
        group by x.what;
    return query select 'systems_judged', count(*) filter (where x.on is not null), count(*),
        max(x.on) from (
        select (select max(j.judged_on) from public.mechanisms_judgement j
                where j.mechanism_id = m.id) as on
        from public.mechanisms_mechanism m
        where m.country_id = any (origins) and (m.ends_on is null or m.ends_on >= today)) x;
    return query select 'centres', count(*), count(*), null::date from public.services_location l
        where l.hub <> '' and not l.is_confidential and l.country_id = any (origins);
    return query select 'seats', count(*), count(*), max(c.starts_on)
        from public.offers_seatcontract c
        join public.access_organisation o on o.id = c.partner_id
        where c.status = 'in_force' and today between c.starts_on and c.ends_on
          and (c.programme_id = any (asked) or o.country_id = any (origins));
end $$;
