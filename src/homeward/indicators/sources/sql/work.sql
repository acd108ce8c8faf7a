-- One row a placement and a number of months; `outcome` is what the check then found.
select p.id::text || '/' || m.months as unit, p.case_id, p.person_id as person, 0::bigint as people,
    g.programme, g.host, g.origin, g.place, null::bigint as area, g.organisation, g.entered_on,
    '' as wave, '' as currency, p.contract as kind, coalesce(k.outcome, '') as outcome,
    m.months::bigint as months, p.starts_on as "on", k.asked_on as until,
    null::float8 as value, null::float8 as base
from public.employment_placement p
join ground g on g.case_id = p.case_id
cross join (values (3), (6), (12)) m (months)
left join public.employment_retentioncheck k on k.placement_id = p.id and k.months = m.months
