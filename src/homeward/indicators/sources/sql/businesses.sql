-- One row a business and a number of months; one that had stopped by then stopped, asked or not.
select b.id::text || '/' || m.months as unit, b.case_id, b.person_id as person, 0::bigint as people,
    g.programme, g.host, g.origin, g.place, b.area_id::bigint as area, g.organisation, g.entered_on,
    '' as wave, '' as currency, b.sector as kind,
    case when b.stopped_on <= (b.started_on + make_interval(months => m.months))::date then 'stopped'
         else coalesce(k.outcome, '') end as outcome,
    m.months::bigint as months, b.started_on as "on", k.asked_on as until,
    null::float8 as value, null::float8 as base
from public.business_business b
join ground g on g.case_id = b.case_id
cross join (values (3), (6), (12)) m (months)
left join public.business_survivalcheck k on k.business_id = b.id and k.months = m.months
where b.started_on is not null
