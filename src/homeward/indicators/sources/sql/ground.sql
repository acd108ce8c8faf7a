-- Each case with what its figures go by: at its return where it has returned, else today.
ground as (
    select c.id as case_id, c.person_id, c.household_id,
        coalesce(k.entered_programme_id, c.programme_id)::bigint as programme,
        coalesce(case when k.id is null then c.host_country_id else k.host_country_id end, '') as host,
        coalesce(k.origin_country_id, c.origin_country_id) as origin,
        coalesce(k.destination, c.destination) as place,
        coalesce(k.organisation_id, v.organisation, c.accountable_org_id)::bigint as organisation,
        k.arrived_on, coalesce(k.arrived_on, c.opened_at::date) as entered_on
    from public.cases_case c left join public.indicators_cohort k on k.case_id = c.id
    -- Whose whole caseload went to another is counted with who answered for it until then.
    left join public.indicators_handed_over() v on v.case_id = c.id
)
