-- One row a complaint; thanks, suggestions and questions were promised nothing. `outcome` is open
-- while its day is to come, then in_time or late. What was withdrawn or is answered by others was
-- promised nothing here either. Sensitive ones are counted nowhere but at their organisation.
select c.id::text as unit, c.case_id, c.person_id as person, (c.person_id is null)::integer::bigint as people,
    c.programme_id::bigint as programme, coalesce(g.host, '') as host,
    coalesce(g.origin, '') as origin, coalesce(g.place, '') as place, null::bigint as area,
    coalesce(v.organisation, c.owner_org_id)::bigint as organisation, g.entered_on, '' as wave, '' as currency,
    k.code as kind,
    case
        when c.answered_at is null and c.answer_by >= current_date then 'open'
        when c.answered_at::date <= c.answer_by then 'in_time'
        else 'late'
    end as outcome,
    null::bigint as months, c.received_on as "on", c.answered_at::date as until,
    null::float8 as value, null::float8 as base
from public.complaints_complaint c
join public.complaints_category k on k.id = c.category_id
left join ground g on g.case_id = c.case_id
-- What came before its case went along with a caseload was answered, or not, by who had it then.
left join public.indicators_handed_over() v on v.case_id = c.case_id and c.received_at < v.at
where c.kind = 'complaint' and not c.is_sensitive
  and c.state not in ('withdrawn', 'passed_on')
