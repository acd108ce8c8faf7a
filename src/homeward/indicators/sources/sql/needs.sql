-- One row a line of a plan in force; `kind` is its dimension, `outcome` whether the need is met.
in_force as (
    select distinct on (p.case_id) p.case_id, p.id, p.approved_on from public.plans_plan p
    where p.status = 'approved' order by p.case_id, p.version desc
),
asked as (
    select r.line_id,
        bool_or(r.status in ('draft', 'sent', 'info_asked', 'waiting_list', 'accepted', 'started'))
            as is_open,
        bool_or(r.status in ('completed', 'confirmed')) as is_done
    from public.referrals_referral r where r.line_id is not null group by 1
)
select l.id::text as unit, g.case_id, coalesce(l.beneficiary_id, g.person_id) as person,
    0::bigint as people, g.programme, g.host, g.origin, g.place, null::bigint as area,
    g.organisation, g.entered_on, '' as wave, '' as currency, l.dimension as kind,
    case
        when l.status = 'done' or a.is_done then 'met'
        when l.status = 'dropped' then 'dropped'
        when l.status = 'under_way' or a.is_open then 'under_way'
        when a.line_id is not null or l.due_on < current_date then 'unmet'
        else 'planned'
    end as outcome,
    null::bigint as months, f.approved_on as "on", null::date as until,
    null::float8 as value, null::float8 as base
from in_force f
join public.plans_planline l on l.plan_id = f.id
join ground g on g.case_id = f.case_id
left join asked a on a.line_id = l.id
