-- Sheets are everybody's once published; a draft is its owner's. Without sign-in, only what its owner
-- made public. Written by its owner alone; what is published never changes.

alter table countries_sheet enable row level security;
create policy seen on countries_sheet for select using (
    is_public or owner_org_id = (select gate_org())
    or (select gate_kind()) not in ('', 'anonymous'));
create policy written on countries_sheet for insert
    with check (owner_org_id = (select gate_org()));
create policy changed on countries_sheet for update
    using (owner_org_id = (select gate_org())) with check (owner_org_id = (select gate_org()));
create policy removed on countries_sheet for delete using (
    owner_org_id = (select gate_org()));

-- The sheets of the actor's organisation: asked once a statement.
create function countries_own_sheets() returns uuid[]
language sql stable set search_path = pg_catalog, pg_temp as $$
    select coalesce(array_agg(s.id), '{}') from public.countries_sheet s
    where s.owner_org_id = public.gate_org()
$$;

alter table countries_sheetversion enable row level security;
create policy seen on countries_sheetversion for select using (
    sheet_id = any ((select countries_own_sheets())::uuid[])
    or status = 'published'
       and exists (select 1 from countries_sheet s where s.id = sheet_id offset 0));
create policy written on countries_sheetversion for insert with check (
    status = 'draft' and exists (select 1 from countries_sheet s where s.id = sheet_id
        and s.owner_org_id = (select gate_org()) offset 0));
create policy changed on countries_sheetversion for update
    using (status = 'draft' and sheet_id = any ((select countries_own_sheets())::uuid[]))
    with check (sheet_id = any ((select countries_own_sheets())::uuid[]));
create policy removed on countries_sheetversion for delete
    using (status = 'draft' and sheet_id = any ((select countries_own_sheets())::uuid[]));

-- What hangs on a version is seen with it, and written while it is a draft of the actor's.
create function countries_own_draft(version bigint) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
    select exists (select 1 from public.countries_sheetversion v
                   join public.countries_sheet s on s.id = v.sheet_id
                   where v.id = version and v.status = 'draft'
                     and s.owner_org_id = public.gate_org() offset 0)
$$;

create function countries_hangs_on(name text, key text) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    execute format('alter table public.%I enable row level security', name);
    execute format('create policy seen on public.%I for select using (exists (select 1
        from public.countries_sheetversion v where v.id = %I offset 0))', name, key);
    execute format('create policy written on public.%I for insert with check
        (public.countries_own_draft(%I))', name, key);
    execute format('create policy changed on public.%I for update using
        (public.countries_own_draft(%I)) with check (public.countries_own_draft(%I))', name, key, key);
    execute format('create policy removed on public.%I for delete using
        (public.countries_own_draft(%I))', name, key);
end $$;
select countries_hangs_on('countries_sheettext', 'version_id');
select countries_hangs_on('countries_community', 'version_id');
select countries_hangs_on('countries_community_areas', 'community_id');
select countries_hangs_on('countries_community_organisations', 'community_id');
drop function countries_hangs_on(text, text);

-- A fact is everybody's to read and its organisation's to write.
alter table countries_labourfact enable row level security;
create policy seen on countries_labourfact for select using (true);
create policy written on countries_labourfact for insert
    with check (owner_org_id = (select gate_org()));
create policy changed on countries_labourfact for update
    using (owner_org_id = (select gate_org())) with check (owner_org_id = (select gate_org()));
create policy removed on countries_labourfact for delete using (owner_org_id = (select gate_org()));
