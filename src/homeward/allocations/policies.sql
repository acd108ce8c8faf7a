-- A round is its organisation's: its offers, floors and proposals name nobody. Who is considered and
-- what each is proposed are rows of their cases, under the gate's own terms.

select gate_guard('allocations_considered');
select gate_guard('allocations_pairrule');
select gate_guard('allocations_proposedplace');
select gate_guard('allocations_placedecision');
select gate_guard('allocations_displacement');

create policy case_is_seen on allocations_considered as restrictive for insert
    with check (gate_sees_case(case_id));
create policy case_is_seen on allocations_pairrule as restrictive for insert
    with check (gate_sees_case(case_id));
create policy case_is_seen on allocations_proposedplace as restrictive for insert
    with check (gate_sees_case(case_id));

create function allocations_own() returns uuid[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select coalesce(array_agg(r.id), '{}') from public.allocations_round r
    where r.owner_org_id = public.gate_org()
$$;

alter table allocations_round enable row level security;
create policy own on allocations_round for all
    using (owner_org_id = (select gate_org())) with check (owner_org_id = (select gate_org()));
alter table allocations_roundoffer enable row level security;
create policy own on allocations_roundoffer for all
    using (round_id = any ((select allocations_own())::uuid[]))
    with check (round_id = any ((select allocations_own())::uuid[]));
alter table allocations_floor enable row level security;
create policy own on allocations_floor for all
    using (round_id = any ((select allocations_own())::uuid[]))
    with check (round_id = any ((select allocations_own())::uuid[]));
alter table allocations_proposal enable row level security;
create policy own on allocations_proposal for all
    using (round_id = any ((select allocations_own())::uuid[]))
    with check (round_id = any ((select allocations_own())::uuid[]));

-- How many places of an offer are given, whoever sees the lines: one too many is given to nobody.
-- A number alone, to the round's own organisation.
create function allocations_given(of_round uuid, of_offer uuid) returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select count(*) from public.allocations_proposedplace l
    where l.round_id = of_round and l.given_id = of_offer
      and of_round = any (public.allocations_own())
$$;
