-- What a worker decided on matches, as rows of the class Case on a case that the writer sees.
select gate_guard('matches_placing');
create policy case_is_seen on matches_placing as restrictive for insert
    with check (gate_sees_case(case_id));
select gate_guard('matches_proposal');
create policy case_is_seen on matches_proposal as restrictive for insert
    with check (gate_sees_case(case_id));
-- What was proposed and chosen is never changed.
create policy proposals_stay on matches_proposal as restrictive for update using (false);
