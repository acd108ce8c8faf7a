-- Packages are rows of their case. A peer is of the organisation that checked its fingerprint.

select gate_guard('packages_sentpackage');
select gate_guard('packages_takenpackage');
create policy case_is_seen on packages_sentpackage as restrictive for insert
    with check (gate_sees_case(case_id));

alter table packages_peer enable row level security;
create policy own on packages_peer for all
    using (of_org_id = (select gate_org())) with check (of_org_id = (select gate_org()));
