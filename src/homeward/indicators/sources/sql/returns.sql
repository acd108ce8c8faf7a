-- One row a return; `until` is the day on which the first help was in the person's hands.
delivered as (
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
)
select g.case_id::text as unit, g.case_id, g.person_id as person, 0::bigint as people,
    g.programme, g.host, g.origin, g.place, null::bigint as area, g.organisation, g.entered_on,
    '' as wave, '' as currency, '' as kind, '' as outcome, null::bigint as months,
    g.arrived_on as "on", d.at as until, null::float8 as value, null::float8 as base
from ground g left join delivered d on d.case_id = g.case_id
where g.arrived_on is not null
