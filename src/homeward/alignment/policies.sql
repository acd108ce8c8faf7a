-- That returns are expected in an area and month is told to nobody but whose cases they are.
alter table alignment_opening enable row level security;
create policy seen on alignment_opening for select
    using (owner_org_id = (select gate_org()));
create policy written on alignment_opening for insert
    with check (owner_org_id = (select gate_org()));
create policy changed on alignment_opening for update
    using (owner_org_id = (select gate_org()));
