-- One row a plan that was submitted: `base` is what it asks for beyond the own contribution, `value`
-- what was reserved for it and not released.
latest as (
    select distinct on (p.case_id) p.* from public.plans_plan p
    where p.submitted_at is not null order by p.case_id, p.version desc
),
asked as (
    select l.plan_id, l.currency, sum(l.cost - coalesce(l.own_amount, 0)) as amount
    from public.plans_planline l
    where l.cost is not null and l.currency <> '' and l.status <> 'dropped' group by 1, 2
),
granted as (
    select r.plan_id, r.currency, sum(r.amount - r.released) as amount
    from public.funds_reservation r group by 1, 2
)
select p.id::text || '/' || a.currency as unit, g.case_id, g.person_id as person,
    0::bigint as people, g.programme, g.host, g.origin, g.place, null::bigint as area,
    g.organisation, g.entered_on, '' as wave, a.currency, p.status as kind, '' as outcome,
    null::bigint as months, p.submitted_at::date as "on", null::date as until,
    coalesce(r.amount, 0)::float8 as value, a.amount::float8 as base
from latest p
join asked a on a.plan_id = p.id
join ground g on g.case_id = p.case_id
left join granted r on r.plan_id = p.id and r.currency = a.currency
