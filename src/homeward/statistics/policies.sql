-- A release is its owner's until it is published, then everybody's for good, withdrawn or not.
alter table statistics_release enable row level security;
create policy seen on statistics_release for select using (
    status in ('published', 'withdrawn') or owner_org_id = (select gate_org()));
create policy written on statistics_release for insert with check (
    owner_org_id = (select gate_org()) and status = 'draft');
create policy changed on statistics_release for update
    using (owner_org_id = (select gate_org())) with check (owner_org_id = (select gate_org()));
create policy removed on statistics_release for delete using (
    owner_org_id = (select gate_org()) and status in ('draft', 'proposed'));

-- What is published never changes, but for being withdrawn once.
create function statistics_release_stays() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if old.status in ('draft', 'proposed') then
        return new;
    end if;
    if old.status = 'published' and new.status = 'withdrawn'
       and (to_jsonb(new) - array['status', 'withdrawn_at', 'withdrawn_by_id', 'why_withdrawn'])
         = (to_jsonb(old) - array['status', 'withdrawn_at', 'withdrawn_by_id', 'why_withdrawn'])
    then
        return new;
    end if;
    raise exception 'a published release never changes' using errcode = '42501';
end $$;
create trigger stays before update on statistics_release
for each row execute function statistics_release_stays();

alter table statistics_takenrelease enable row level security;
create policy seen on statistics_takenrelease for select using (of_org_id = (select gate_org()));
create policy written on statistics_takenrelease for insert
    with check (of_org_id = (select gate_org()));
create policy removed on statistics_takenrelease for delete
    using (of_org_id = (select gate_org()));
