-- One row a case and a currency: `value` is what was paid and did not come back, `base` how many
-- goals of its plan in force were reached.
paid as (
    select i.case_id, p.currency, sum(p.amount) as amount
    from public.funds_payment p
    join public.funds_instalment i on i.id = p.instalment_id
    left join public.funds_paymentreturn b on b.payment_id = p.id
    where b.id is null group by 1, 2
),
in_force as (
    select distinct on (p.case_id) p.case_id, p.id from public.plans_plan p
    where p.status = 'approved' order by p.case_id, p.version desc
),
reached as (
    select f.case_id, count(*) as goals from in_force f
    join public.plans_goal g on g.plan_id = f.id and g.reached = 'reached' group by 1
)
select g.case_id::text || '/' || p.currency as unit, g.case_id, g.person_id as person,
    0::bigint as people, g.programme, g.host, g.origin, g.place, null::bigint as area,
    g.organisation, g.entered_on, '' as wave, p.currency, '' as kind, '' as outcome,
    null::bigint as months, g.entered_on as "on", null::date as until,
    p.amount::float8 as value, coalesce(r.goals, 0)::float8 as base
from paid p
join ground g on g.case_id = p.case_id
left join reached r on r.case_id = p.case_id
