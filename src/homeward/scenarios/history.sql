-- A programme's own history as counts, means and spreads over all owners: for the job alone, which
-- tells none of them that is of few people. Nothing under a seal is counted.
-- kind, of what (subject), where (a place's words, or an area's number), month; n rows of cases,
-- their sum, mean and standard deviation.
create or replace function scenarios_history(of_programme integer, since date, until date)
returns table (kind text, subject text, land text, place text, area bigint, month date, n bigint,
    total double precision, mean double precision, deviation double precision)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
begin
    if public.gate_job() is distinct from 'read_scenario_history' then
        raise exception 'scenarios_history: for the job alone' using errcode = '42501';
    end if;
    return query
    with ground as (
        select c.id, c.host_country_id as host, c.origin_country_id as origin, c.destination,
            c.arrived_on, c.closed_at
        from public.cases_case c
        where c.programme_id = of_programme
          and not exists (select 1 from public.seals_seal s
                          where s.case_id = c.id and s.lifted_at is null)
          and not exists (select 1 from public.seals_sealedfile f
                          join public.seals_seal s on s.id = f.seal_id
                          where f.person_id = c.person_id and s.lifted_at is null)
    ),
    assessed as (
        select a.case_id, min(a.begun_at) as begun, min(a.submitted_at) as done
        from public.assessments_assessment a join ground g on g.id = a.case_id
        where a.submitted_at is not null group by 1
    ),
    decided as (
        select d.plan_id, p.case_id, d.outcome, s.held_on, s.id as session, s.commission_id,
            p.submitted_at::date as submitted_on, g.arrived_on
        from public.plans_decision d
        join public.plans_plan p on p.id = d.plan_id
        join public.plans_session s on s.id = d.session_id
        join ground g on g.id = p.case_id
        where s.held_on between since and until
    ),
    granted as (
        select r.plan_id, p.case_id, r.budget_id, r.currency, r.at::date as on_day,
            (r.amount - r.released)::float8 as amount
        from public.funds_reservation r
        join public.plans_plan p on p.id = r.plan_id
        join ground g on g.id = p.case_id
        where r.at::date between since and until
    ),
    whole as (
        select x.case_id, x.plan_id, x.currency, min(x.on_day) as on_day, sum(x.amount) as amount
        from granted x group by 1, 2, 3
    ),
    sent as (
        select r.case_id, s.category, r.service_id, r.started_on,
            coalesce(r.outcome_on, r.ended_on) as over_on,
            (select min(x.at)::date from public.funds_reservation x
             join public.plans_plan y on y.id = x.plan_id
             where y.case_id = r.case_id) as granted_on
        from public.referrals_referral r
        join ground g on g.id = r.case_id
        join public.services_service s on s.id = r.service_id
        where r.sent_at::date between since and until and s.category <> ''
    ),
    planned as (
        select distinct p.case_id, s.category
        from public.plans_plan p
        join public.plans_planline l on l.plan_id = p.id and l.status <> 'dropped'
        join public.services_service s on s.id = l.service_id
        join ground g on g.id = p.case_id
        where p.status = 'approved' and p.approved_on between since and until and s.category <> ''
    ),
    approved as (
        select count(distinct p.case_id) as n from public.plans_plan p
        join ground g on g.id = p.case_id
        where p.status = 'approved' and p.approved_on between since and until
    )
    select q.kind::text, q.subject::text, q.land::text, q.place::text, q.area::bigint,
        q.month::date, q.n::bigint, q.total::float8, q.mean::float8, q.deviation::float8
    from (
    select 'arrivals', g.host || '-' || g.origin, '', '', null::bigint,
        date_trunc('month', g.arrived_on)::date, count(*), count(*)::float8, null::float8,
        null::float8
    from ground g where g.arrived_on between since and until and g.host is not null group by 2, 6
    union all
    select 'place', '', g.origin, g.destination, null, null, count(*), count(*)::float8, null, null
    from ground g where g.arrived_on between since and until group by 3, 4
    union all
    -- Who came before and had no decision yet: where they stand on the way is not told.
    select 'waiting', g.host || '-' || g.origin, '', '', null, null, count(*), count(*)::float8,
        null, null
    from ground g
    where g.arrived_on <= until and g.arrived_on > until - 180 and g.host is not null
      and (g.closed_at is null or g.closed_at::date > until)
      and not exists (select 1 from public.plans_decision d
                      join public.plans_plan p on p.id = d.plan_id
                      join public.plans_session s on s.id = d.session_id
                      where p.case_id = g.id and s.held_on <= until) group by 2
    union all
    -- From the assessment, or where none is recorded from the arrival, to the commission's table.
    select 'ready', '', '', '', null, null, count(*), null,
        avg(d.submitted_on - coalesce(a.done::date, d.arrived_on))::float8,
        stddev_samp(d.submitted_on - coalesce(a.done::date, d.arrived_on))::float8
    from decided d left join assessed a on a.case_id = d.case_id
    where d.submitted_on >= coalesce(a.done::date, d.arrived_on)
    union all
    select 'start', '', '', '', null, null, count(*), null,
        avg(s.started_on - s.granted_on)::float8, stddev_samp(s.started_on - s.granted_on)::float8
    from sent s where s.started_on >= s.granted_on and s.started_on <= until
    union all
    -- Of those who came, or were granted a package, in these days: for comparing with a play.
    select 'to_decision', '', '', '', null, null, count(*), null,
        avg(d.held_on - d.arrived_on)::float8, null
    from decided d where d.arrived_on between since and until and d.held_on >= d.arrived_on
    union all
    select 'to_service', '', '', '', null, null, count(*), null,
        avg(s.started_on - s.granted_on)::float8, null
    from sent s where s.granted_on between since and until
      and s.started_on between s.granted_on and until
    union all
    select 'assess', '', '', '', null, null, count(*), null,
        avg(extract(epoch from a.done - a.begun) / 86400)::float8,
        stddev_samp(extract(epoch from a.done - a.begun) / 86400)::float8
    from assessed a where a.done::date between since and until
    union all
    select 'staff', '', '', '', null, null, count(*), count(distinct a.by_id)::float8, null, null
    from public.assessments_assessment a join ground g on g.id = a.case_id
    where a.submitted_at::date between since and until
    union all
    -- All that these commissions sat, and not only the sessions that had files of this programme.
    select 'sessions', '', '', '', null, null, (select count(*) from decided),
        count(*)::float8, null, null
    from public.plans_session s
    where s.commission_id in (select d.commission_id from decided d)
      and s.held_on between since and until
    union all
    -- How many files a session takes at most is stated by the commission; what it took is less.
    select 'seats', '', '', '', null, null, (select count(*) from decided),
        avg(x.most_files)::float8, null, null
    from (select distinct on (r.commission_id) r.most_files from public.plans_commissionrules r
          where r.commission_id in (select d.commission_id from decided d)
            and r.valid_from <= until
          order by r.commission_id, r.valid_from desc) x
    having avg(x.most_files) is not null
    union all
    select 'approved', '', '', '', null, null, count(*),
        count(*) filter (where d.outcome = 'approved')::float8, null, null
    from decided d where d.outcome in ('approved', 'rejected')
    union all
    select 'decided', '', '', '', null, date_trunc('month', d.held_on)::date, count(*),
        count(*)::float8, null, null
    from decided d group by 6
    union all
    select 'price', w.currency, '', '', null, null, count(*), sum(w.amount), avg(w.amount),
        stddev_samp(w.amount)
    from whole w group by 2
    union all
    select 'granted', w.currency, '', '', null, date_trunc('month', w.on_day)::date, count(*),
        sum(w.amount), null, null
    from whole w group by 2, 6
    union all
    select 'donor', a.name, w.currency, '', null, null, count(distinct w.plan_id),
        sum(w.amount * h.percent / 100)::float8, null, null
    from granted w
    join public.funds_budgetshare h on h.budget_id = w.budget_id
    join public.actors_actor a on a.id = h.donor_id
    group by 2, 3
    union all
    select 'need', p.category, '', '', null, null, count(*), (select n from approved)::float8,
        null, null
    from planned p group by 2
    union all
    select 'takes', s.category, '', '', null, null, count(*), null,
        avg(s.over_on - s.started_on)::float8, stddev_samp(s.over_on - s.started_on)::float8
    from sent s where s.started_on is not null and s.over_on > s.started_on group by 2
    union all
    select 'begun', '', '', '', null, date_trunc('month', s.started_on)::date, count(*),
        count(*)::float8, null, null
    from sent s where s.started_on between since and until group by 6
    union all
    select 'money', a.name, b.currency, '', null, null,
        min((select count(distinct r.plan_id) from public.funds_reservation r
             where r.budget_id = b.id and r.at::date <= until)),
        sum(h.percent / 100 * (b.amount - coalesce((
            select sum(r.amount - r.released) from public.funds_reservation r
            where r.budget_id = b.id and r.at::date <= until), 0)))::float8, null, null
    from public.funds_budget b
    join public.funds_budgetshare h on h.budget_id = b.id
    join public.actors_actor a on a.id = h.donor_id
    where b.programme_id = of_programme and until between b.valid_from and b.valid_until
    group by 2, 3
    union all
    -- A service that is there for several areas has its places shared among them.
    select 'places', v.category, '', '', t.area, null, count(*),
        sum(v.places_total::float8 / t.of_all), null, null
    from public.services_service v
    cross join lateral (
        select o.id as area, count(*) over () as of_all from public.places_area o
        where o.id = any (v.areas) and o.parent_id is null) t
    where v.places_total is not null and v.category <> ''
      and exists (select 1 from sent s where s.service_id = v.id)
    group by 2, 5
    ) q (kind, subject, land, place, area, month, n, total, mean, deviation);
end $$;
