-- A scenario is its organisation's until it is shared. What it assumes, changes and came to goes
-- with it. Figures of many people, and of nobody.
create or replace function scenarios_own() returns uuid[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select coalesce(array_agg(s.id), '{}') from public.scenarios_scenario s
    where s.organisation_id = public.gate_org() and public.gate_kind() = 'user'
$$;
create or replace function scenarios_seen() returns uuid[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select coalesce(array_agg(s.id), '{}') from public.scenarios_scenario s
    where public.gate_kind() = 'user'
      and (s.organisation_id = public.gate_org() or s.shared_at is not null)
$$;

alter table scenarios_scenario enable row level security;
create policy seen on scenarios_scenario for select using (
    (select gate_kind()) = 'user'
    and (organisation_id = (select gate_org()) or shared_at is not null));
create policy made on scenarios_scenario for insert with check (
    organisation_id = (select gate_org()) and made_by_id = (select gate_user()));
create policy changed on scenarios_scenario for update using (
    organisation_id = (select gate_org()) and (select gate_kind()) = 'user')
    with check (organisation_id = (select gate_org()));

alter table scenarios_assumption enable row level security;
create policy seen on scenarios_assumption for select
    using (scenario_id = any ((select scenarios_seen())::uuid[]));
create policy made on scenarios_assumption for insert
    with check (scenario_id = any ((select scenarios_own())::uuid[]));
create policy replaced on scenarios_assumption for update
    using (scenario_id = any ((select scenarios_own())::uuid[]) and replaced_at is null)
    with check (scenario_id = any ((select scenarios_own())::uuid[]));

alter table scenarios_change enable row level security;
create policy seen on scenarios_change for select
    using (scenario_id = any ((select scenarios_seen())::uuid[]));
create policy made on scenarios_change for insert
    with check (scenario_id = any ((select scenarios_own())::uuid[]));
create policy taken_away on scenarios_change for delete
    using (scenario_id = any ((select scenarios_own())::uuid[]));

-- What was played stays: a later play has a number of its own.
alter table scenarios_play enable row level security;
create policy seen on scenarios_play for select
    using (scenario_id = any ((select scenarios_seen())::uuid[]));
create policy made on scenarios_play for insert
    with check (scenario_id = any ((select scenarios_own())::uuid[]) and status = 'queued');
create policy played on scenarios_play for update
    using (scenario_id = any ((select scenarios_own())::uuid[])
           and status in ('queued', 'running'))
    with check (scenario_id = any ((select scenarios_own())::uuid[]));

alter table scenarios_reading enable row level security;
create policy seen on scenarios_reading for select using (
    (organisation_id = (select gate_org()) and (select gate_kind()) = 'user')
    or (select gate_job()) = 'read_scenario_history');
create policy asked on scenarios_reading for insert with check (
    organisation_id = (select gate_org()) and asked_by_id = (select gate_user())
    and figures is null);
create policy filled on scenarios_reading for update
    using ((select gate_job()) = 'read_scenario_history' and read_at is null)
    with check ((select gate_job()) = 'read_scenario_history');
