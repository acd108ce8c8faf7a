-- What organisations state together tells of no person: everybody signed in reads it, whoever
-- answers for it writes it. A request between states is its two sides' until they open it; a
-- finding of feedback is its writer's and the committee's.

create function steering_leads(programme integer) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select public.gate_kind() = 'user' and exists (
        select 1 from public.programmes_programme p
        where p.id = programme and p.lead_org_id = public.gate_org())
$$;
create function steering_is_of(country text) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select public.gate_kind() = 'user' and exists (
        select 1 from public.access_organisation o
        where o.id = public.gate_org() and o.country_id = country)
$$;

alter table steering_workplanitem enable row level security;
create policy seen on steering_workplanitem for select using ((select gate_kind()) = 'user');
create policy written on steering_workplanitem for insert with check (
    stated_org_id = (select gate_org()) and closed_at is null
    and (programme_id is null or steering_leads(programme_id))
    and (programme_id is not null or steering_is_of(country_id)
         or steering_is_of(host_country_id)));
create policy closed on steering_workplanitem for update
    using ((select gate_org()) in (stated_org_id, responsible_org_id)
           or steering_leads(programme_id) or steering_is_of(country_id)
           or steering_is_of(host_country_id));

alter table steering_priorityarea enable row level security;
create policy seen on steering_priorityarea for select using ((select gate_kind()) = 'user');
create policy written on steering_priorityarea for insert with check (
    proposed_org_id = (select gate_org()) and status = 'proposed' and decision_id is null);
-- Validated it is by the function below alone.
create policy changed on steering_priorityarea for update
    using (proposed_org_id = (select gate_org()) or steering_leads(programme_id))
    with check (status in ('proposed', 'on_agenda', 'withdrawn') and decision_id is null);
create function steering_proposed(area uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (select 1 from public.steering_priorityarea a
                   where a.id = area and a.proposed_org_id = public.gate_org())
$$;
alter table steering_areaevidence enable row level security;
create policy seen on steering_areaevidence for select using ((select gate_kind()) = 'user');
create policy written on steering_areaevidence for insert
    with check (steering_proposed(priority_area_id));

-- A recorded decision on this very area says yes or no; nothing else does. Whoever closes the
-- decision need not be who proposed the area. '' where it was taken down, else what is missing.
create function steering_settle_area(area uuid, by_decision uuid, moment timestamptz) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    d record;
begin
    select x.kind, x.committee_name, x.closed_at, x.effective_on,
           x.number || '/' || to_char(x.moved_at, 'YYYY') as reference
    into d from public.committees_decision x
    join public.committees_meeting m on m.id = x.meeting_id
    where x.id = by_decision and x.closed_at is not null
      and (x.published_at is not null or public.committees_sees(x.committee_id, m.on))
      and exists (select 1 from public.committees_decisionsubject s
                  where s.decision_id = x.id and s.kind = 'priority_area' and s.key = area::text);
    if not found or public.gate_kind() <> 'user' then
        return 'no_decision';
    end if;
    if d.kind not in ('decided', 'recommended', 'rejected') then
        return 'not_decided_for';
    end if;
    update public.steering_priorityarea a
    set status = case when d.kind = 'rejected' then 'not_validated' else 'validated' end,
        decision_id = by_decision, committee_name = d.committee_name,
        decision_label = d.reference, decided_on = coalesce(d.effective_on, d.closed_at::date)
    where a.id = area and a.status in ('proposed', 'on_agenda');
    return case when found then '' else 'wrong_status' end;
end $$;

alter table steering_consultation enable row level security;
create policy seen on steering_consultation for select using ((select gate_kind()) = 'user');
create policy written on steering_consultation for insert
    with check (held_org_id = (select gate_org()));
create policy changed on steering_consultation for update
    using (held_org_id = (select gate_org()) or steering_leads(programme_id));
create function steering_held(consultation uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (select 1 from public.steering_consultation c
                   where c.id = consultation and c.held_org_id = public.gate_org())
$$;
create function steering_weighs(consultation uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (select 1 from public.steering_consultation c
                   where c.id = consultation and public.steering_leads(c.programme_id))
$$;
alter table steering_consultedgroup enable row level security;
create policy seen on steering_consultedgroup for select using ((select gate_kind()) = 'user');
create policy written on steering_consultedgroup for insert
    with check (steering_held(consultation_id));
alter table steering_saying enable row level security;
create policy seen on steering_saying for select using ((select gate_kind()) = 'user');
create policy written on steering_saying for insert
    with check (steering_held(consultation_id) and taken_up = 'open');
create policy weighed on steering_saying for update using (steering_weighs(consultation_id));
-- What somebody said stays as it was written down.
create function steering_saying_stays() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if (new.text, new.said_by, new.consultation_id)
       is distinct from (old.text, old.said_by, old.consultation_id) then
        raise exception 'what was said stays as it was written down'
            using errcode = '23514', constraint = 'saying_stays';
    end if;
    return new;
end $$;
create trigger saying_stays before update on steering_saying
    for each row execute function steering_saying_stays();

alter table steering_staterequest enable row level security;
create policy seen on steering_staterequest for select using (
    (select gate_kind()) = 'user'
    and (is_open or (select gate_org()) in (from_org_id, to_org_id)));
create policy written on steering_staterequest for insert with check (
    from_org_id = (select gate_org()) and status = 'asked' and steering_is_of(from_country_id));
create policy changed on steering_staterequest for update
    using ((select gate_kind()) = 'user' and (select gate_org()) in (from_org_id, to_org_id));
alter table steering_dialogueentry enable row level security;
create policy seen on steering_dialogueentry for select using (
    exists (select 1 from steering_staterequest r where r.id = request_id offset 0));
create policy written on steering_dialogueentry for insert with check (
    by_org_id = (select gate_org())
    and exists (select 1 from steering_staterequest r where r.id = request_id
                and (select gate_org()) in (r.from_org_id, r.to_org_id) offset 0));

alter table steering_sustainabilitydefinition enable row level security;
create policy seen on steering_sustainabilitydefinition for select using (
    (select gate_kind()) = 'user' and (status = 'in_force' or steering_leads(programme_id)));
create policy written on steering_sustainabilitydefinition for insert
    with check (steering_leads(programme_id) and status = 'draft');
create policy changed on steering_sustainabilitydefinition for update
    using (steering_leads(programme_id) and status = 'draft')
    with check (steering_leads(programme_id));
create policy discarded on steering_sustainabilitydefinition for delete
    using (steering_leads(programme_id) and status = 'draft');
create function steering_drafts(definition uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (select 1 from public.steering_sustainabilitydefinition d
                   where d.id = definition and d.status = 'draft'
                     and public.steering_leads(d.programme_id))
$$;
alter table steering_sustainabilitythreshold enable row level security;
create policy seen on steering_sustainabilitythreshold for select using (
    exists (select 1 from steering_sustainabilitydefinition d where d.id = definition_id offset 0));
create policy written on steering_sustainabilitythreshold for insert
    with check (steering_drafts(definition_id));
create policy removed on steering_sustainabilitythreshold for delete
    using (steering_drafts(definition_id));

alter table steering_delegation enable row level security;
create policy seen on steering_delegation for select using ((select gate_kind()) = 'user');
create policy written on steering_delegation for insert
    with check (recorded_org_id = (select gate_org()) and steering_is_of(country_id));
create policy changed on steering_delegation for update
    using (recorded_org_id = (select gate_org()));
alter table steering_delegation_areas enable row level security;
create policy seen on steering_delegation_areas for select using ((select gate_kind()) = 'user');
create policy written on steering_delegation_areas for insert with check (
    exists (select 1 from steering_delegation d where d.id = delegation_id
            and d.recorded_org_id = (select gate_org()) offset 0));

alter table steering_adoption enable row level security;
create policy seen on steering_adoption for select using ((select gate_kind()) = 'user');
create policy written on steering_adoption for insert
    with check (stated_org_id = (select gate_org()) and steering_is_of(country_id));
alter table steering_keptdifference enable row level security;
create policy seen on steering_keptdifference for select using ((select gate_kind()) = 'user');
create policy written on steering_keptdifference for insert with check (
    noted_org_id = (select gate_org()) and steering_is_of(country_id) and state = 'open');
create policy settled on steering_keptdifference for update using (steering_is_of(country_id));

alter table steering_feedbackfinding enable row level security;
create policy seen on steering_feedbackfinding for select using (
    found_org_id = (select gate_org()) or committees_sees(committee_id, null));
create policy written on steering_feedbackfinding for insert
    with check (found_org_id = (select gate_org()) and committees_sees(committee_id, null));
