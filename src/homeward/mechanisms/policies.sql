-- A referral system tells of organisations: everybody signed in reads it, its owner keeps it. A
-- routing tells of a referral by its number: it is seen with the referral, and by who handed it on.

create function mechanisms_is_own(mechanism uuid) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
    select exists (select 1 from public.mechanisms_mechanism m
                   where m.id = mechanism and m.owner_org_id = public.gate_org() offset 0)
$$;

alter table mechanisms_mechanism enable row level security;
create policy seen on mechanisms_mechanism for select using ((select gate_kind()) = 'user');
create policy written on mechanisms_mechanism for insert
    with check (owner_org_id = (select gate_org()));
create policy changed on mechanisms_mechanism for update
    using ((select gate_kind()) = 'user') with check (owner_org_id = (select gate_org()));

create function mechanisms_hangs_on(name text) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    execute format('alter table public.%I enable row level security', name);
    execute format('create policy seen on public.%I for select
        using ((select public.gate_kind()) = ''user'')', name);
    execute format('create policy written on public.%I for insert
        with check (public.mechanisms_is_own(mechanism_id))', name);
    execute format('create policy changed on public.%I for update
        using (public.mechanisms_is_own(mechanism_id))', name);
    execute format('create policy removed on public.%I for delete
        using (public.mechanisms_is_own(mechanism_id))', name);
end $$;
select mechanisms_hangs_on('mechanisms_membership');
select mechanisms_hangs_on('mechanisms_routerule');
select mechanisms_hangs_on('mechanisms_mechanism_areas');
select mechanisms_hangs_on('mechanisms_mechanism_agreements');
drop function mechanisms_hangs_on(text);

-- A judgement is somebody's of any organisation, under its own name; it is never changed.
alter table mechanisms_judgement enable row level security;
create policy seen on mechanisms_judgement for select using ((select gate_kind()) = 'user');
create policy written on mechanisms_judgement for insert
    with check (judged_by_id = (select gate_user()));

alter table mechanisms_handover enable row level security;
create policy seen on mechanisms_handover for select using ((select gate_kind()) = 'user');
create policy written on mechanisms_handover for insert
    with check (from_org_id = (select gate_org()) and mechanisms_is_own(mechanism_id));
create policy changed on mechanisms_handover for update
    using (to_org_id = (select gate_org())) with check (to_org_id = (select gate_org()));

alter table mechanisms_routing enable row level security;
create policy seen on mechanisms_routing for select using (
    hub_org_id = (select gate_org()) or gate_sees_referral(referral_id));
create policy written on mechanisms_routing for insert with check (
    hub_org_id = (select gate_org()) and gate_sees_referral(referral_id));
create policy changed on mechanisms_routing for update
    using (hub_org_id = (select gate_org())) with check (hub_org_id = (select gate_org()));

-- What a system rests on, as figures: who reads the register need not be a party of its agreements.
create function mechanisms_rests_on(mechanism uuid)
returns table (agreements bigint, procedures bigint, stages text[])
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    with standing as (
        select a.id, a.kind from public.mechanisms_mechanism_agreements m
        join public.agreements_agreement a on a.id = m.agreement_id
        where m.mechanism_id = mechanism and a.status = 'in_force'
          and current_date between a.starts_on and coalesce(a.ends_on, '9999-12-31')
          and public.gate_kind() = 'user'
    ), versions as (
        select distinct on (v.agreement_id) v.id from public.procedures_sopversion v
        join standing s on s.id = v.agreement_id
        where v.status = 'published' and v.valid_from <= current_date
        order by v.agreement_id, v.number desc
    )
    select (select count(*) from standing), (select count(*) from versions),
        (select coalesce(array_agg(distinct t.stage), '{}') from public.procedures_sopstep t
         join versions v on v.id = t.version_id)
$$;

-- The new owner takes a system over, with its queue and its routes: the waits of its routings and
-- its entry in the directory go along. Nobody but the one it was offered to.
create function mechanisms_take_over(handover uuid, moment timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    h record;
begin
    select * into h from public.mechanisms_handover x
    where x.id = handover and x.to_org_id = public.gate_org() and x.taken is null for update;
    if not found then
        return false;
    end if;
    update public.mechanisms_mechanism m set owner_org_id = h.to_org_id where m.id = h.mechanism_id;
    update public.tasks_task t set holder_org_id = h.to_org_id, holder_id = null
    where t.done_at is null and t.kind = 'route_referral' and t.holder_org_id = h.from_org_id
      and t.subject_id in (select r.referral_id from public.mechanisms_routing r
                           where r.mechanism_id = h.mechanism_id and r.routed_at is null);
    perform public.mechanisms_queue_goes_along(h.mechanism_id, h.from_org_id, h.to_org_id, moment);
    return true;
end $$;

-- Answered by whoever knows referrals: what stands in the queue goes to the new owner, as far as
-- consent and agreement cover it; and a referral goes on from a hub to whom it chose.
select gate_declare('mechanisms_queue_goes_along',
    'mechanism uuid, from_org bigint, to_org bigint, moment timestamptz', 'integer', '0');
select gate_declare('mechanisms_move_on',
    'referral uuid, to_org bigint, to_service uuid, kept uuid[], moment timestamptz', 'text',
    $$'not_covered'::text$$);
