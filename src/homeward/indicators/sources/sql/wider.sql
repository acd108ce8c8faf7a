-- One row a count of people whom a wider project reached: `base` is everybody, `value` those of them
-- who returned. Of a project the latest count of each year, of a contract for seats each report.
select r.id::text as unit, null::uuid as case_id, null::uuid as person,
    (r.returnee_women + r.returnee_men + r.resident_women + r.resident_men)::bigint as people,
    p.programme_id::bigint as programme, '' as host, p.country_id as origin, '' as place,
    p.area_id::bigint as area, p.owner_org_id::bigint as organisation, null::date as entered_on,
    '' as wave, '' as currency, 'project' as kind, p.kind as outcome, null::bigint as months,
    r.counted_on as "on", null::date as until,
    (r.returnee_women + r.returnee_men)::float8 as value,
    (r.returnee_women + r.returnee_men + r.resident_women + r.resident_men)::float8 as base
from (
    select distinct on (x.project_id, date_trunc('year', x.counted_on)) x.*
    from public.collectives_reach x
    order by x.project_id, date_trunc('year', x.counted_on), x.counted_on desc, x.id
) r join public.collectives_project p on p.id = r.project_id
union all
select s.id::text, null, null, s.served::bigint, c.programme_id::bigint, '', o.country_id, '', null,
    c.partner_id::bigint, null, '', '', 'contract', '', null, s.until_on, null,
    (s.served - s.residents)::float8, s.served::float8
from public.offers_seatreport s
join public.offers_seatcontract c on c.id = s.contract_id
join public.access_organisation o on o.id = c.partner_id
