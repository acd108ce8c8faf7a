-- A sheet on its way is its organisation's; layouts and what words mean are everybody's.
alter table exchange_sheet enable row level security;
create policy seen on exchange_sheet for select
    using (organisation_id = (select gate_org()));
create policy written on exchange_sheet for insert
    with check (organisation_id = (select gate_org()));
create policy changed on exchange_sheet for update
    using (organisation_id = (select gate_org())) with check (organisation_id = (select gate_org()));
create policy removed on exchange_sheet for delete
    using (organisation_id = (select gate_org()));
