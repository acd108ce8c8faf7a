-- A form tells of nobody: whoever signs in reads it. Its organisation writes it; what came with the
-- software is the owner's. What is published never changes.

alter table forms_form enable row level security;
create policy seen on forms_form for select using ((select gate_kind()) <> '' or owner_org_id is null);
create policy written on forms_form for insert with check (owner_org_id = (select gate_org()));
create policy changed on forms_form for update
    using (owner_org_id = (select gate_org())) with check (owner_org_id = (select gate_org()));

alter table forms_formversion enable row level security;
create policy seen on forms_formversion for select using (
    exists (select 1 from forms_form f where f.id = form_id offset 0));
create policy written on forms_formversion for insert with check (
    status = 'draft' and exists (
        select 1 from forms_form f where f.id = form_id and f.owner_org_id = (select gate_org()) offset 0));
create policy changed on forms_formversion for update using (
    status = 'draft' and exists (
        select 1 from forms_form f where f.id = form_id and f.owner_org_id = (select gate_org()) offset 0))
    with check (exists (
        select 1 from forms_form f where f.id = form_id and f.owner_org_id = (select gate_org()) offset 0));
