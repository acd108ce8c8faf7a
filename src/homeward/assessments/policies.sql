-- Assessments and their answers, each answer in a row of its own class.

select gate_guard('assessments_assessment');
select gate_guard('assessments_answerset');

-- Which form is asked tells of nobody; whoever leads a programme says it of theirs.
alter table assessments_formuse enable row level security;
create policy seen on assessments_formuse for select using (true);
create policy written on assessments_formuse for insert with check (
    programme_id is null and (select gate_kind()) = 'user'
    or exists (select 1 from programmes_programme p where p.id = programme_id
        and p.lead_org_id = (select gate_org()) offset 0));
create policy changed on assessments_formuse for update using (
    programme_id is null and (select gate_kind()) = 'user'
    or exists (select 1 from programmes_programme p where p.id = programme_id
        and p.lead_org_id = (select gate_org()) offset 0));

create policy case_is_seen on assessments_assessment as restrictive for insert
    with check (gate_sees_case(case_id));
create policy submitted_stays on assessments_assessment as restrictive for update
    using (status = 'draft') with check (true);

create policy assessment_is_a_draft on assessments_answerset as restrictive for insert with check (
    exists (select 1 from assessments_assessment a where a.id = assessment_id
        and a.status = 'draft' offset 0));
create policy submitted_stays on assessments_answerset as restrictive for update using (
    exists (select 1 from assessments_assessment a where a.id = assessment_id
        and a.status = 'draft' offset 0)) with check (true);
create policy submitted_remains on assessments_answerset as restrictive for delete using (
    exists (select 1 from assessments_assessment a where a.id = assessment_id
        and a.status = 'draft' offset 0));
