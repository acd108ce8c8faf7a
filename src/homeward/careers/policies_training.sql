-- What was said to a training, and how a search goes on: rows of the class Case, written on a case
-- that the writer sees.
select gate_guard('careers_trainingtalk');
select gate_guard('careers_searchreview');
create policy case_is_seen on careers_trainingtalk as restrictive for insert
    with check (gate_sees_case(case_id));
create policy case_is_seen on careers_searchreview as restrictive for insert
    with check (gate_sees_case(case_id));
