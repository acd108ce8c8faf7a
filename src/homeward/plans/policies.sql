-- Plans and decisions.

select gate_guard('plans_plan');
select gate_guard('plans_planline');
select gate_guard('plans_decision');
select gate_guard('plans_condition');
select gate_guard('plans_conditionmet');

create policy case_is_seen on plans_plan as restrictive for insert with check (gate_sees_case(case_id));

-- An approval begins the support. A commission may not write on a case, so the database moves it,
-- from the plan that the actor's own organisation approved. A case that is further stays there.
create function plans_begin_support(decision uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    d record;
begin
    select r.by_id, r.at, c.id as case_id, c.stage, c.owner_org_id, c.programme_id, c.person_id
    into d from public.plans_decision r
    join public.plans_plan p on p.id = r.plan_id
    join public.cases_case c on c.id = p.case_id
    where r.id = decision and r.outcome = 'approved' and r.owner_org_id = public.gate_org()
      and p.status = 'approved' and p.commission_id = public.gate_org() for update of c;
    if not found then
        raise exception 'plans_begin_support: not an approval of the actor' using errcode = '42501';
    end if;
    if d.stage <> 'plan' then return; end if;
    update public.cases_case set stage = 'support', changed_at = d.at where id = d.case_id;
    insert into public.cases_stagechange (id, owner_org_id, data_class, programme_id, person_id,
        shared_with, shared_until, case_id, "to", at, by_id)
    values (gen_random_uuid(), d.owner_org_id, 4, d.programme_id, d.person_id, '{}', '9999-12-31',
        d.case_id, 'support', d.at, d.by_id);
end $$;
