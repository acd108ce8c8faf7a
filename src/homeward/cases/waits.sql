-- Who sees a case sees its waits. In the policy itself, since a function is begun anew for each row:
-- on the case list that took three times as long.
drop policy if exists seen_with_the_case on tasks_task;
create policy seen_with_the_case on tasks_task for select using (
    (select gate_kind()) <> 'link'
    and exists (select 1 from cases_case c where c.id = case_id offset 0));
