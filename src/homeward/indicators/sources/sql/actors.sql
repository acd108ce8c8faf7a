-- One row an organisation of the country of origin, a programme and a corridor: who signed an
-- agreement in force for it, or answered for a case. `until` is when it first held a step.
asked as (
    select distinct g.programme, g.host, g.origin from ground g
),
parties as (
    select distinct p.organisation_id, a.programme, a.host, a.origin
    from asked a
    join public.agreements_agreement d on d.status = 'in_force'
        and (d.programmes = '{}' or a.programme = any (d.programmes))
    join public.agreements_party p on p.agreement_id = d.id and p.signed_on is not null
    join public.access_organisation o on o.id = p.organisation_id and o.country_id = a.origin
    union
    select distinct c.accountable_org_id, g.programme, g.host, g.origin
    from ground g join public.cases_case c on c.id = g.case_id
    join public.access_organisation o on o.id = c.accountable_org_id and o.country_id = g.origin
),
held as (
    select t.holder_org_id, g.programme, g.host, g.origin, min(t.opened_at)::date as at
    from public.tasks_task t join ground g on g.case_id = t.case_id
    where t.holder_org_id is not null group by 1, 2, 3, 4
)
select concat_ws('/', p.organisation_id, p.programme, p.host, p.origin) as unit,
    null::uuid as case_id, null::uuid as person, 0::bigint as people,
    p.programme, p.host, p.origin, '' as place, null::bigint as area,
    p.organisation_id::bigint as organisation, null::date as entered_on, '' as wave, '' as currency,
    '' as kind, '' as outcome, null::bigint as months, null::date as "on", h.at as until,
    null::float8 as value, null::float8 as base
from parties p
left join held h on h.holder_org_id = p.organisation_id and h.programme = p.programme
    and h.host = p.host and h.origin = p.origin
