-- A partner's interviewer keeps answers of a closed case only while it is the body that follows it:
-- begun, not ended, within its mandate. Agreement and consent for surveys are the gate's, as ever.
create function followups_follows(of_case uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (
        select 1 from public.cases_case c where c.id = of_case and (c.closed_at is null or exists (
            select 1 from public.followups_monitoring m
            join public.followups_namedbody b on b.id = m.body_id
            where m.case_id = c.id and m.body_org_id = public.gate_org() and m.ended_at is null
              and current_date between m.from_on and m.until_on
              and current_date between b.from_on and coalesce(b.until_on, '9999-12-31'))))
$$;

create policy partner_follows on surveys_submission as restrictive for insert with check (
    owner_org_id = (select gate_org()) or case_id is null or followups_follows(case_id));
