-- Charters, what a desk notes on the day, hand-overs and stays.

select gate_guard('reception_manifestentry');
select gate_guard('reception_preparation');
select gate_guard('reception_checkin');
select gate_guard('reception_orientation');
select gate_guard('reception_healthscreening');
select gate_guard('reception_handover');
select gate_guard('reception_stay');

-- Whoever puts somebody on a manifest, or takes a case over, sees the case.
create policy case_is_seen on reception_manifestentry as restrictive for insert
    with check (gate_sees_case(case_id));
create policy case_is_seen on reception_handover as restrictive for insert
    with check (gate_sees_case(case_id));

-- A charter tells of organisations and a flight. The host's alone until it is announced.
alter table reception_charter enable row level security;
create policy seen on reception_charter for select using (
    host_org_id = (select gate_org())
    or (reception_org_id = (select gate_org()) and status <> 'draft'));
create policy written on reception_charter for insert with check (host_org_id = (select gate_org()));
create policy changed on reception_charter for update
    using (host_org_id = (select gate_org())
           or (reception_org_id = (select gate_org()) and status <> 'draft'))
    with check (host_org_id = (select gate_org()) or reception_org_id = (select gate_org()));
create policy removed on reception_charter for delete
    using (host_org_id = (select gate_org()) and status = 'draft');

-- A centre, its rooms and which beds are taken are its organisation's own. No person stands there.
alter table reception_centre enable row level security;
create policy own on reception_centre for all
    using (organisation_id = (select gate_org())) with check (organisation_id = (select gate_org()));
alter table reception_room enable row level security;
create policy own on reception_room for all using (exists (
    select 1 from reception_centre c where c.id = centre_id));
alter table reception_bednight enable row level security;
create policy own on reception_bednight for all using (exists (
    select 1 from reception_room r where r.id = room_id));

-- Somebody who is nothing but a border officer sees the arrivals at the points of entry where their
-- organisation checks, and changes none: whatever else a clause opens. Null: it is somebody else.
create function reception_border_entries() returns bigint[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select array(select t.entry_id from public.reception_entrytask t
                 where t.organisation_id = public.gate_org() and t.part = 'border')
    where exists (select 1 from public.access_user u
                  where u.id = public.gate_user() and u.roles = '{border_officer}')
$$;
create policy border_sees_its_own_points on cases_arrival as restrictive for select using (
    (select reception_border_entries()) is null
    or entry_id = any ((select reception_border_entries())::bigint[]));
create policy border_changes_nothing on cases_arrival as restrictive for update using (
    (select reception_border_entries()) is null);

-- An arrival that is taken back (cases/withdrawal.sql) takes along what the desk had noted of it.
create function reception_arrival_gone() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    update public.tasks_task t set done_at = clock_timestamp()
    from public.reception_preparation p
    where p.arrival_id = old.id and t.subject_id = p.id and t.done_at is null;
    delete from public.reception_preparation where arrival_id = old.id;
    delete from public.reception_checkin where arrival_id = old.id;
    delete from public.reception_orientation where arrival_id = old.id;
    delete from public.reception_healthscreening where arrival_id = old.id;
    return old;
end $$;
create trigger takes_along before delete on cases_arrival
    for each row execute function reception_arrival_gone();

-- Which of these rows are on a manifest of the actor's organisation: also those whose files were
-- sealed since. Whoever asks holds the rows; it tells nothing but that they came before.
create function reception_keys_taken(manifest bigint, keys text[]) returns setof text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select e.key from public.reception_manifestentry e
    join public.reception_charter c on c.id = e.charter_id
    where e.charter_id = manifest and c.host_org_id = public.gate_org() and e.key = any (keys)
$$;
