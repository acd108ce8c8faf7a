-- One row a return and a step of its way; `until` is the day on which the return came so far, none
-- where it did not. What came before the return counts: a plan may be drafted before departure.
helped as (
    select x.case_id, min(x.at) as at from (
        select i.case_id, d.handed_on as at from public.funds_delivery d
            join public.funds_instalment i on i.id = d.instalment_id where d.handed_on is not null
        union all
        select i.case_id, v.redeemed_on from public.funds_voucher v
            join public.funds_instalment i on i.id = v.instalment_id where v.redeemed_on is not null
        union all
        select i.case_id, p.paid_on from public.funds_payment p
            join public.funds_instalment i on i.id = p.instalment_id
            left join public.funds_paymentreturn b on b.payment_id = p.id
            where i.way in ('cash', 'service') and b.id is null
        union all
        select r.case_id, r.started_on from public.referrals_referral r
            where r.started_on is not null
    ) x group by x.case_id
),
planned as (
    select p.case_id, min(p.drafted_at)::date as drafted, min(p.approved_on) as approved
    from public.plans_plan p group by p.case_id
),
steps as (
    select g.case_id, 'returned' as step, g.arrived_on as at from ground g
    union all
    select a.case_id, 'assessed', min(a.submitted_at)::date from public.assessments_assessment a
        where a.submitted_at is not null group by a.case_id
    union all select p.case_id, 'planned', p.drafted from planned p
    union all select p.case_id, 'approved', p.approved from planned p
    union all select h.case_id, 'delivered', h.at from helped h
    union all
    select s.case_id, 'surveyed', min(s.held_on) from public.surveys_submission s
        where s.case_id is not null group by s.case_id
    union all
    select x.case_id, 'settled', min(x.at) from (
        select b.case_id, b.started_on as at from public.business_business b
            where b.started_on is not null
        union all
        select p.case_id, p.starts_on from public.employment_placement p
    ) x group by x.case_id
)
select g.case_id::text || '/' || k.step as unit, g.case_id, g.person_id as person,
    0::bigint as people, g.programme, g.host, g.origin, g.place, null::bigint as area,
    g.organisation, g.entered_on, '' as wave, '' as currency, k.step as kind, '' as outcome,
    null::bigint as months, g.arrived_on as "on", s.at as until,
    null::float8 as value, null::float8 as base
from ground g
cross join (values ('returned'), ('assessed'), ('planned'), ('approved'), ('delivered'),
    ('surveyed'), ('settled')) k (step)
left join steps s on s.case_id = g.case_id and s.step = k.step
where g.arrived_on is not null
