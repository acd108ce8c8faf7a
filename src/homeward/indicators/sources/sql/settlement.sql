-- One row a training that was finished; `until` is the day on which the person's own business began
-- or the first day of work.
settled as (
    select x.person_id, x.at from (
        select b.person_id, b.started_on as at from public.business_business b
            where b.started_on is not null
        union all
        select p.person_id, p.starts_on from public.employment_placement p
    ) x
)
select r.id::text as unit, r.case_id, r.person_id as person, 0::bigint as people,
    g.programme, g.host, g.origin, g.place, null::bigint as area, g.organisation, g.entered_on,
    '' as wave, '' as currency, '' as kind, r.outcome, null::bigint as months,
    coalesce(r.outcome_on, r.ended_on) as "on",
    (select min(s.at) from settled s
     where s.person_id = r.person_id and s.at >= coalesce(r.started_on, r.outcome_on, r.ended_on))
        as until,
    null::float8 as value, null::float8 as base
from public.referrals_referral r
join ground g on g.case_id = r.case_id
left join public.offers_offer o on o.id = r.offer_id
where r.outcome = 'certificate'
   or (r.outcome = 'finished' and o.kind in ('training', 'on_the_job', 'internship'))
