-- Assessments and their answers, each answer in a row of its own class.

select gate_guard('assessments_assessment');
select gate_guard('assessments_answerset');

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
