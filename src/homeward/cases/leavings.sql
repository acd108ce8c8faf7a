-- Who left again after a return. The file is its owner's, as every row of class Case.

select gate_guard('cases_leavingagain');
create policy case_is_seen on cases_leavingagain as restrictive for insert
    with check (gate_sees_case(case_id));
-- Never removed: what was a mistake is taken back and stays to be read.
create policy never_removed on cases_leavingagain as restrictive for delete using (false);
select audit_guard_history('cases_leavingagainchange', 'person_id');
