-- One row a person who returned; `until` and `outcome` are the day and the channel by which they
-- left again. Two organisations may both know it: the earlier day stands.
left_again as (
    select distinct on (l.case_id, l.person_id) l.case_id, l.person_id, l.left_on, l.channel
    from public.cases_leavingagain l where l.taken_back_at is null
    order by l.case_id, l.person_id, l.left_on, l.channel
)
select g.case_id::text || '/' || p.id as unit, g.case_id, p.id as person, 0::bigint as people,
    g.programme, g.host, g.origin, g.place, null::bigint as area, g.organisation, g.entered_on,
    '' as wave, '' as currency, '' as kind, coalesce(l.channel, '') as outcome,
    null::bigint as months, g.arrived_on as "on", l.left_on as until,
    null::float8 as value, null::float8 as base
from ground g
join public.persons_person p on p.household_id = g.household_id
left join left_again l on l.case_id = g.case_id and l.person_id = p.id
where g.arrived_on is not null
