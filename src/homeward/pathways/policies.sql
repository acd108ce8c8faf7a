-- Rules, full markets, interests and the catalogue are read by everybody who is signed in, and kept
-- by their organisation. Outreach and leads are an organisation's own. A public event is everybody's.

alter table pathways_saturationrule enable row level security;
create policy seen on pathways_saturationrule for select using (
    (select gate_kind()) = 'user' or (select gate_job()) = 'watch_markets');
create policy written on pathways_saturationrule for insert
    with check (stated_by_id = (select gate_user()));

alter table pathways_crossing enable row level security;
create policy seen on pathways_crossing for select using (
    (select gate_kind()) = 'user' or (select gate_job()) = 'watch_markets');
create policy written on pathways_crossing for insert
    with check ((select gate_job()) = 'watch_markets');
create policy changed on pathways_crossing for update
    using ((select gate_job()) = 'watch_markets') with check ((select gate_job()) = 'watch_markets');

alter table pathways_sectorinterest enable row level security;
create policy seen on pathways_sectorinterest for select using ((select gate_kind()) = 'user');
create policy written on pathways_sectorinterest for insert with check (
    owner_org_id = (select gate_org()) and written_by_id = (select gate_user()));
create policy removed on pathways_sectorinterest for delete
    using (owner_org_id = (select gate_org()));

alter table pathways_pathway enable row level security;
create policy seen on pathways_pathway for select using ((select gate_kind()) = 'user');
create policy written on pathways_pathway for insert with check (
    owner_org_id = (select gate_org()) and (select gate_kind()) = 'user');
create policy changed on pathways_pathway for update using (owner_org_id = (select gate_org()))
    with check (owner_org_id = (select gate_org()));

create function pathways_is_own(pathway uuid) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
    select exists (select 1 from public.pathways_pathway p
        where p.id = pathway and p.owner_org_id = public.gate_org() offset 0)
$$;
alter table pathways_requirement enable row level security;
create policy seen on pathways_requirement for select using ((select gate_kind()) = 'user');
create policy written on pathways_requirement for insert with check (pathways_is_own(pathway_id));
create policy removed on pathways_requirement for delete using (pathways_is_own(pathway_id));
alter table pathways_pathwaytraining enable row level security;
create policy seen on pathways_pathwaytraining for select using ((select gate_kind()) = 'user');
create policy written on pathways_pathwaytraining for insert with check (pathways_is_own(pathway_id));
create policy removed on pathways_pathwaytraining for delete using (pathways_is_own(pathway_id));

alter table pathways_outreach enable row level security;
create policy seen on pathways_outreach for select using (owner_org_id = (select gate_org()));
create policy written on pathways_outreach for insert with check (
    owner_org_id = (select gate_org()) and (select gate_kind()) = 'user');
create policy changed on pathways_outreach for update using (owner_org_id = (select gate_org()))
    with check (owner_org_id = (select gate_org()));

alter table pathways_investmentlead enable row level security;
create policy seen on pathways_investmentlead for select using (owner_org_id = (select gate_org()));
create policy written on pathways_investmentlead for insert with check (
    owner_org_id = (select gate_org()) and (select gate_kind()) = 'user');
create policy changed on pathways_investmentlead for update
    using (owner_org_id = (select gate_org())) with check (owner_org_id = (select gate_org()));
alter table pathways_leadmove enable row level security;
create policy seen on pathways_leadmove for select using (
    exists (select 1 from pathways_investmentlead l where l.id = lead_id offset 0));
create policy written on pathways_leadmove for insert with check (
    by_id = (select gate_user())
    and exists (select 1 from pathways_investmentlead l where l.id = lead_id offset 0));

alter table pathways_networkevent enable row level security;
create policy seen on pathways_networkevent for select using (
    is_public or (select gate_kind()) = 'user');
create policy written on pathways_networkevent for insert with check (
    owner_org_id = (select gate_org()) and (select gate_kind()) = 'user');
create policy changed on pathways_networkevent for update using (owner_org_id = (select gate_org()))
    with check (owner_org_id = (select gate_org()));
alter table pathways_networkevent_circles enable row level security;
create policy seen on pathways_networkevent_circles for select using ((select gate_kind()) = 'user');
create policy written on pathways_networkevent_circles for insert with check (
    exists (select 1 from pathways_networkevent e where e.id = networkevent_id
        and e.owner_org_id = (select gate_org()) offset 0));
