-- A business is rows of its case. What is known of registering and of taxes is everybody's; a group
-- of a trade is its organisation's, and who is in it reads its name.

select gate_guard('business_business');
select gate_guard('business_businessplan');
select gate_guard('business_costline');
select gate_guard('business_review');
select gate_guard('business_stepofbusiness');
select gate_guard('business_credit');
select gate_guard('business_coachingvisit');
select gate_guard('business_survivalcheck');
select gate_guard('business_groupmember');

create policy case_is_seen on business_business as restrictive for insert
    with check (gate_sees_case(case_id));

alter table business_sectorgroup enable row level security;
create policy seen on business_sectorgroup for select using (
    owner_org_id = (select gate_org())
    or exists (select 1 from business_groupmember m where m.group_id = business_sectorgroup.id
               offset 0));
create policy written on business_sectorgroup for insert
    with check (owner_org_id = (select gate_org()));
create policy changed on business_sectorgroup for update
    using (owner_org_id = (select gate_org())) with check (owner_org_id = (select gate_org()));

alter table business_groupmeeting enable row level security;
create policy own on business_groupmeeting for all
    using (exists (select 1 from business_sectorgroup g
                   where g.id = group_id and g.owner_org_id = (select gate_org()) offset 0))
    with check (exists (select 1 from business_sectorgroup g
                        where g.id = group_id and g.owner_org_id = (select gate_org()) offset 0));
