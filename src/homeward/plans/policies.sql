-- Plans and decisions.

select gate_guard('plans_plan');
select gate_guard('plans_planline');
select gate_guard('plans_decision');
select gate_guard('plans_condition');
select gate_guard('plans_conditionmet');

create policy case_is_seen on plans_plan as restrictive for insert with check (gate_sees_case(case_id));
