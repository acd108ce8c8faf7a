-- One row a member of a group project; `outcome` says returnee or resident.
select m.id::text as unit, m.case_id, m.person_id as person, 0::bigint as people,
    coalesce(p.programme_id, m.programme_id)::bigint as programme, coalesce(g.host, '') as host,
    p.country_id as origin, '' as place, p.area_id::bigint as area,
    p.owner_org_id::bigint as organisation, m.joined_on as entered_on, '' as wave, '' as currency,
    p.kind, m.origin as outcome, null::bigint as months, m.joined_on as "on", m.left_on as until,
    null::float8 as value, null::float8 as base
from public.collectives_membership m
join public.collectives_project p on p.id = m.project_id
left join ground g on g.case_id = m.case_id
